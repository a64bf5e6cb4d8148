"""Who saw a person: for heads of mission and headquarters, on page, API and admin."""

import pytest
from django.urls import reverse

from cases.casework.operations import advance_case, resume_case, share_case
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.models import AuditEntry
from cases.missions.models import Mission
from tests.api.calls import caller
from tests.factories import head, headquarters, officer
from tests.register import a_case, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen(client):
    """A case that its officer opened, and whose advance was tried by nobody who may not."""
    with eyes(officer()) as actor:
        case = a_case(actor)
    log_in(client, actor).get(case.get_absolute_url())
    return actor, case


def page(client, actor, case, **asked):
    return log_in(client, actor).get(reverse("citizen_accesses", args=[case.citizen.uuid]), asked)


def test_the_head_of_mission_reads_who_looked_and_who_acted(client, seen):
    actor, case = seen

    shown = page(client, head(), case).text

    assert "Page opened" in shown
    assert "Open a case" in shown
    assert actor.name in shown
    assert case.reference in shown


def test_an_officer_may_not(client, seen):
    actor, case = seen

    assert page(client, actor, case).status_code == 403


def test_another_mission_does_not_even_find_her(client, seen):
    _actor, case = seen

    assert page(client, head(yangon=True), case).status_code == 404


def test_looking_at_accesses_is_an_access(client, seen):
    _actor, case = seen
    page(client, head(), case)

    assert "List of accesses opened" in page(client, headquarters(), case).text


def test_the_list_is_narrowed_by_kind(client, seen):
    actor, case = seen
    with eyes(actor), pytest.raises(Refused):
        resume_case(actor, fresh(case))

    looks = page(client, head(), case, kind="look").text
    refusals = page(client, head(), case, kind="refusal").text

    assert "Page opened" in looks
    assert "Open a case" not in looks
    assert "Resume" in refusals
    assert "Page opened" not in refusals


def test_the_list_is_narrowed_by_days(client, seen):
    _actor, case = seen

    assert "Nothing was done in this time." in page(client, head(), case, until="2025-01-01").text
    assert "Page opened" in page(client, head(), case, since="2025-01-01").text


def test_a_day_that_is_none_is_refused_at_its_field(client, seen):
    _actor, case = seen

    assert page(client, head(), case, since="yesterday").status_code == 422


def test_pages_follow_each_other_without_loss(client, seen, monkeypatch):
    actor, case = seen
    monkeypatch.setattr("cases.privacy.queries.PAGE", 3)
    for _n in range(6):
        log_in(client, actor).get(case.get_absolute_url())
    with eyes(headquarters()):
        total = AuditEntry.objects.filter(citizen_id=case.citizen_id).count()

    answer = page(client, head(), case)
    rows = list(answer.context["rows"])
    while answer.context["next_url"]:
        answer = client.get(answer.context["next_url"])
        rows += answer.context["rows"]

    assert len({row["at"] for row in rows}) == len(rows) == total
    assert client.get(page_address(case) + "?before=2025-10-22").status_code == 422


def page_address(case):
    return reverse("citizen_accesses", args=[case.citizen.uuid])


def test_the_owner_sees_what_a_mission_did_with_which_the_case_is_shared(client, seen):
    actor, case = seen
    other = officer(yangon=True)
    with eyes(actor):
        mission = Mission.objects.get(pk=other.mission_id)
        share_case(actor, fresh(case), mission=mission, days=5, reason="Is in Yangon.")
    log_in(client, other).get(case.get_absolute_url())

    assert other.name in page(client, head(), case).text


def test_history_and_admin_lead_there_for_whoever_may(client, seen):
    actor, case = seen
    there = reverse("citizen_accesses", args=[case.citizen.uuid])
    history = reverse("case_history", args=[case.reference])
    admin = reverse("admin:cases_citizen_change", args=[case.citizen_id])

    assert there not in log_in(client, actor).get(history).text
    chief = head()
    assert there in log_in(client, chief).get(history).text
    assert there in client.get(admin).text


def test_the_api_answers_the_same(seen):
    _actor, case = seen
    address = f"/api/v1/citizens/{case.citizen.uuid}/accesses/"

    answer = caller(head()).get(address)

    assert answer.status_code == 200
    assert [row["operation"] for row in answer.json()["results"]][-1] == "show_case"
    assert answer.json()["results"][-1]["case"] == case.reference
    looks = caller(head()).get(address, {"kind": "act"}).json()["results"]
    assert "show_case" not in [row["operation"] for row in looks]
    assert caller(officer()).get(address).status_code == 403
    assert caller(head(yangon=True)).get(address).status_code == 404
    assert caller(head()).get(address, {"since": "2025-10-22"}).status_code == 422
    assert caller(head()).get(address, {"kind": "none"}).status_code == 422


def test_an_advance_stands_under_its_title(client, seen):
    actor, case = seen
    with eyes(actor):
        advance_case(actor, fresh(case))

    assert "Advance" in page(client, head(), case).text
