"""The pages of requests: the list, one request, one person; Today, report, API."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.privacy import queries_requests
from cases.privacy.models import RightsRequest
from cases.privacy.operations import answer_rights_request, make_report, refuse_rights_request
from cases.privacy.report import report_of
from cases.privacy.report.gather import plain_report
from tests.api.calls import caller
from tests.casework.playbooks import at
from tests.factories import head, headquarters
from tests.register import a_case, a_citizen, fresh
from tests.web.session import log_in
from tests.world_basis import a_request

pytestmark = pytest.mark.django_db

NEXT_DAY = date(2025, 11, 21)
LIST = "/rights-requests/"


def on(moment):
    return time_machine.travel(at(moment), tick=False)


@pytest.mark.usefixtures("verified_terms")
def test_the_list_says_how_long_is_left_the_most_urgent_first(client, bangkok):
    with on("2025-11-21 09:00"), eyes(bangkok):
        a_request(bangkok, a_citizen(bangkok, full_name="Zq Later"), received_on=NEXT_DAY)
        a_request(bangkok, a_citizen(bangkok, full_name="Zq Sooner"))
    with on("2025-11-25 09:00"):
        page = log_in(client, bangkok).get(LIST)

    assert page.status_code == 200
    assert page.text.index("Zq Sooner") < page.text.index("Zq Later")
    assert "1 working day overdue" in page.text
    assert "today" in page.text
    with eyes(bangkok):
        look = AuditEntry.objects.get(operation="list_rights_requests")
    assert look.subjects[0]["rows"] == 2


def test_pages_follow_each_other_and_a_place_made_up_is_refused(client, bangkok, monkeypatch):
    monkeypatch.setattr(queries_requests, "PAGE", 2)
    with on("2025-11-21 09:00"), eyes(bangkok):
        for number in range(3):
            a_request(bangkok, a_citizen(bangkok, full_name=f"Zq {number}"))
    first = log_in(client, bangkok).get(LIST)
    second = client.get(first.context["next_url"])

    assert len(first.context["lines"]) == 2
    assert len(second.context["lines"]) == 1
    back = client.get(second.context["prev_url"])
    assert [line["url"] for line in back.context["lines"]] == [
        line["url"] for line in first.context["lines"]
    ]
    for place in ("x", "after:2025-11-24T10:00:00+00:00~zq", "after:2025-11-24T10:00:00+00:00~'"):
        assert client.get(LIST, {"page": place}).status_code == 422


@pytest.mark.usefixtures("verified_terms")
def test_settled_requests_stand_on_a_list_of_their_own(client, bangkok):
    with on("2025-11-25 09:00"), eyes(bangkok):
        row = a_request(bangkok)
        answer_rights_request(bangkok, row, outcome="told", settled_on=date(2025, 11, 25))
    log_in(client, bangkok)

    assert row.get_absolute_url() not in client.get(LIST).text
    settled = client.get(LIST, {"show": "settled"}).text
    assert row.get_absolute_url() in settled
    assert "late" in settled


@pytest.mark.parametrize(
    ("kind", "ways"),
    [
        ("copy", ["report"]),
        ("inform", ["report"]),
        ("correction", ["correct"]),
        ("deletion", ["ask-anonymisation"]),
        ("consent", ["withdraw-consent"]),
        ("objection", ["set-legal-basis"]),
        ("restriction", ["set-legal-basis"]),
    ],
)
def test_the_page_leads_to_what_does_what_is_asked(client, kind, ways):
    with eyes(head()) as chief:
        case = a_case(chief)
        row = a_request(chief, case.citizen, kind=kind)

    page = log_in(client, chief).get(row.get_absolute_url())

    assert page.status_code == 200
    urls = [link["url"] for link in page.context["doing"]]
    assert [url.partition("?")[0].rstrip("/").rpartition("/")[2] for url in urls] == ways
    for url in urls:
        assert client.get(url).status_code == 200


def test_from_the_case_it_is_taken_down_and_leads_to_its_page(client, bangkok):
    with eyes(bangkok):
        case = a_case(bangkok)
    case_page = log_in(client, bangkok).get(case.get_absolute_url()).text
    new = reverse("rights_request_new", args=[case.citizen.uuid])
    assert f"{new}?case={case.reference}" in case_page
    assert reverse("rights_requests_of", args=[case.citizen.uuid]) in case_page

    shown = client.get(new, {"case": case.reference})
    said = {
        "kind": "copy",
        "asked_by": "person",
        "channel": "phone",
        "received_on": "2025-11-20",
        "words": "<script>zq</script>",
        "_key": "one",
    }
    first, second = client.post(new, said), client.post(new, said)

    assert case.get_absolute_url() in shown.text
    with eyes(bangkok):
        (row,) = RightsRequest.objects.visible_to(bangkok)
    assert first["Location"] == second["Location"] == row.get_absolute_url()
    page = client.get(row.get_absolute_url()).text
    assert "&lt;script&gt;zq" in page
    of_hers = client.get(reverse("rights_requests_of", args=[case.citizen.uuid]))
    assert row.get_absolute_url() in of_hers.text


def test_a_stranger_finds_no_request_and_no_person(client, bangkok):
    with eyes(bangkok):
        row = a_request(bangkok)
    log_in(client, head(code="RGN", country="MM", zone="Asia/Yangon"))

    assert client.get(row.get_absolute_url()).status_code == 404
    assert client.get(f"{row.get_absolute_url()}answer/").status_code == 404
    assert client.get(f"{row.get_absolute_url()}nothing/").status_code == 404
    for name in ("rights_requests_of", "rights_request_new"):
        assert client.get(reverse(name, args=[row.citizen.uuid])).status_code == 404
    assert row.get_absolute_url() not in client.get(LIST).text


@pytest.mark.usefixtures("verified_terms")
def test_today_says_what_waits_and_what_is_late(client, bangkok):
    with on("2025-11-21 09:00"), eyes(bangkok):
        a_request(bangkok)
        a_request(bangkok, received_on=NEXT_DAY)
    with on("2025-11-25 09:00"):
        here = log_in(client, bangkok).get("/")
        there = log_in(client, head(code="RGN", country="MM", zone="Asia/Yangon")).get("/")

    counts = {line.url: [] for line in here.context["waiting"]}
    for line in here.context["waiting"]:
        counts[line.url].append((line.count, line.tone))
    assert counts[LIST] == [("1", "stop"), ("1", "wait")]
    assert LIST not in {line.url for line in there.context["waiting"]}


def test_by_a_term_that_is_not_verified_nobody_is_overdue_or_late(client, bangkok):
    with on("2025-11-21 09:00"), eyes(bangkok):
        a_request(bangkok)
        settled = a_request(bangkok, a_citizen(bangkok))
    with on("2025-11-25 09:00"):
        with eyes(bangkok):
            answer_rights_request(bangkok, settled, outcome="told", settled_on=date(2025, 11, 25))
        today = log_in(client, bangkok).get("/")
        lists = [client.get(LIST, said).context["lines"] for said in ({}, {"show": "settled"})]
        page = client.get(f"{LIST}{settled.uuid}/").text

    said = [(row.count, row.tone) for row in today.context["waiting"] if row.url == LIST]
    assert said == [("1", "wait")]
    for (line,) in lists:
        assert (line["left"], line["tone"]) == ("term not verified", "quiet")
    assert "This term is not confirmed." in page


def test_the_report_to_the_person_lists_her_requests_and_withholds_who_acted(bangkok):
    with eyes(bangkok):
        row = a_request(
            bangkok,
            asked_by="relative",
            asker_name="Zqsister",
            mandate="Zqmandate",
            words="Zqwords",
        )
        refuse_rights_request(
            bangkok, row, answer="Zqreason", refusal_ground="Zqlaw", settled_on=NEXT_DAY
        )
        said = plain_report(report_of(bangkok, fresh(row.citizen)))

    (asked,) = said["sections"]["requests"]
    assert (asked["words"], asked["answer"], asked["refusal_ground"]) == (
        "Zqwords",
        "Zqreason",
        "Zqlaw",
    )
    assert "asker_name" not in asked
    assert "mandate" not in asked
    assert any(line["what"] == "third_persons" for line in said["withheld"])


def test_the_api_lists_and_shows_with_what_may_be_done(bangkok):
    with eyes(bangkok):
        row = a_request(bangkok)
        a_request(bangkok, kind="objection")
    api = caller(bangkok)

    listed = api.get("/api/v1/rights-requests/?kind=copy&status=open").json()["results"]
    detail = api.get(f"/api/v1/rights-requests/{row.uuid}/").json()
    nobody = api.get(f"/api/v1/rights-requests/?citizen={row.uuid}")

    assert [line["uuid"] for line in listed] == [str(row.uuid)]
    assert "words" not in listed[0]
    assert listed[0]["term_verified"] is False
    possible = {line["name"]: line["is_possible"] for line in detail["actions"]}
    assert possible["answer_rights_request"]
    assert not possible["extend_rights_request"]
    assert (detail["term_verified"], detail["term_missing"]) == (False, "article")
    assert nobody.status_code == 422


def test_a_foreign_report_is_no_answer(bangkok):
    with eyes(bangkok):
        row = a_request(bangkok)

    with eyes(bangkok):
        other = make_report(bangkok, a_citizen(bangkok), reason="person", language="vi")
    answer = caller(bangkok).post(
        f"/api/v1/rights-requests/{row.uuid}/answer/",
        {"outcome": "report", "settled_on": "2025-11-21", "report": str(other.uuid)},
        content_type="application/json",
        headers={"If-Match": "*"},
    )

    assert answer.status_code == 422
    assert answer.json()["problems"][0]["field"] == "report"


def test_headquarters_lists_every_mission_within_a_budget(
    client, bangkok, django_assert_max_num_queries
):
    yangon = head(code="RGN", country="MM", zone="Asia/Yangon")
    for actor in (bangkok, yangon, bangkok, yangon):
        with eyes(actor):
            a_request(actor)
    log_in(client, headquarters()).get(LIST)

    with django_assert_max_num_queries(14):
        page = client.get(LIST)

    assert len(page.context["lines"]) == 4
