"""Reports by the API: a hotline posts what it heard, once for each key; the words stay closed."""

import pytest

from cases.core.context import eyes
from cases.core.fields.dates import parse_when
from cases.core.models import AuditEntry
from cases.reports.models import ReceivedReport
from cases.reports.operations import pass_report
from tests.api.calls import JSON, caller, token_of, with_token
from tests.factories import MissionFactory, PostingFactory, headquarters, officer
from tests.reports.told import TEXT, a_received_report, an_opened_report

pytestmark = pytest.mark.django_db

LIST = "/api/v1/received-reports/"
TOLD = {"channel": "hotline", "text": TEXT, "people": "Trần Văn Thử Nghiệm, 1999"}


@pytest.fixture
def hotline():
    """Another system, at headquarters."""
    mission = MissionFactory(headquarters=True)
    actor = PostingFactory(mission=mission, role="api_client").actor()
    return actor, with_token(token_of(actor))


def test_a_hotline_posts_once_for_each_key(hotline):
    actor, client = hotline

    first, again = (
        client.post(f"{LIST}take-down/", TOLD, JSON, headers={"Idempotency-Key": "call-1"})
        for _number in range(2)
    )

    assert (first.status_code, again.status_code) == (201, 201), first.content
    assert again.headers["Idempotent-Replay"] == "true"
    assert first.json()["reference"] == again.json()["reference"]
    with eyes(actor):
        report = ReceivedReport.objects.get()
        assert (report.at_headquarters, report.status) == (True, "unopened")


@pytest.mark.parametrize("is_passed", [False, True])
@pytest.mark.parametrize("said", ["2025-11-20", "2025-11", "2025-11-20T10:00:00+07:00"])
def test_when_it_came_in_is_told_as_headquarters_said_it(said, is_passed):
    lead = headquarters()
    with eyes(lead):
        report = a_received_report(lead, received=parse_when(said))
        if is_passed:
            pass_report(lead, report, mission=MissionFactory(yangon=True))

        told = caller(lead).get(f"{LIST}{report.uuid}/").json()["received_at"]

    of_yangon = "2025-11-20T09:30:00+06:30"
    assert told == (of_yangon if is_passed and "T" in said else said)


def test_a_hotline_opens_and_settles_nothing(hotline):
    _actor, client = hotline
    made = client.post(f"{LIST}take-down/", TOLD, JSON).json()

    answer = client.post(f"{LIST}{made['reference']}/open/", {}, JSON)

    assert answer.status_code == 403


def test_a_raw_mail_is_read(bangkok):
    raw = "From: A <a@example.org>\nSubject: Help\n\nPlease."

    made = caller(bangkok).post(f"{LIST}take-down/", {"text": raw, "channel": "mail"}, JSON)

    assert made.status_code == 201
    with eyes(bangkok):
        report = ReceivedReport.objects.get()
        assert (report.sender_name, report.subject, report.text) == ("A", "Help", raw)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"channel": "owl", "text": "x"}, "channel"),
        ({"channel": "mail"}, "text"),
        ({"channel": "mail", "text": 7}, "text"),
        ({"channel": "mail", "text": "x", "status": "closed"}, "status"),
        ({"channel": "mail", "text": "x", "mission": "RGN"}, "mission"),
        ({"channel": "mail", "text": "x", "received": "tomorrow"}, "received"),
    ],
)
def test_a_faulty_report_is_refused_by_field(bangkok, body, field):
    answer = caller(bangkok).post(f"{LIST}take-down/", body, JSON)

    assert answer.status_code == 422
    assert field in {row["field"] for row in answer.json()["problems"]}


def test_the_words_are_null_until_somebody_opened_it(bangkok):
    with eyes(bangkok):
        sealed, opened = a_received_report(bangkok), an_opened_report(bangkok)
    client = caller(bangkok)

    closed, read = (client.get(f"{LIST}{row.uuid}/").json() for row in (sealed, opened))

    assert (closed["text"], read["text"]) == (None, TEXT)
    assert [row["report"] for row in read["repeats"]] == [str(sealed.uuid)]
    assert {"take", "link", "close"} <= {row["name"].split("_")[0] for row in read["actions"]}


def test_a_list_is_narrowed_and_shows_the_own_mission_alone(bangkok):
    with eyes(officer(code="RGN")) as yangon:
        foreign = a_received_report(yangon)
    with eyes(bangkok):
        a_received_report(bangkok)
        opened = an_opened_report(bangkok, channel="hotline")
    client = caller(bangkok)

    every = client.get(LIST).json()["results"]
    narrowed = client.get(f"{LIST}?status=opened&channel=hotline").json()["results"]

    assert len(every) == 2
    assert [row["uuid"] for row in narrowed] == [str(opened.uuid)]
    assert client.get(f"{LIST}{foreign.uuid}/").status_code == 404
    assert client.post(f"{LIST}{foreign.uuid}/open/", {}, JSON).status_code == 404


def test_words_of_reports_are_found_as_on_the_page_in_a_body(bangkok):
    with eyes(bangkok):
        found = a_received_report(bangkok)
        a_received_report(bangkok, text="Somebody else wrote.", people="")

    answer = caller(bangkok).post(f"{LIST}search/", {"words": "tran THU nghiem answers"}, JSON)

    assert answer.status_code == 200, answer.content
    assert [row["uuid"] for row in answer.json()["results"]] == [str(found.uuid)]
    assert not answer.json()["is_more"]
    assert "text" not in answer.json()["results"][0]


def test_a_search_of_reports_is_narrowed_and_on_record_without_its_words(bangkok):
    with eyes(bangkok):
        an_opened_report(bangkok)
        unopened = a_received_report(bangkok)
    asked = {"words": "nghiem", "status": "unopened", "channel": "mail"}

    answer = caller(bangkok).post(f"{LIST}search/", asked, JSON)

    assert [row["uuid"] for row in answer.json()["results"]] == [str(unopened.uuid)]
    with eyes(bangkok):
        entry = AuditEntry.objects.filter(event="received_report.listed").latest("pk")
    assert "nghiem" not in str(vars(entry))


@pytest.mark.parametrize(
    "more", [{"words": ""}, {"words": "x"}, {"words": 7}, {"state": "all"}, {"status": "lost"}]
)
def test_a_search_of_reports_that_asks_for_nothing_is_refused(bangkok, more):
    answer = caller(bangkok).post(f"{LIST}search/", {"words": "son"} | more, JSON)

    assert answer.status_code == 422


def test_the_words_of_another_mission_are_not_found(bangkok):
    with eyes(bangkok):
        a_received_report(bangkok)
    yangon = PostingFactory(mission=MissionFactory(code="RGN")).actor()

    answer = caller(yangon).post(f"{LIST}search/", {"words": "nghiem"}, JSON)

    assert answer.json()["results"] == []
