"""What each role finds on the web, in the admin and over the API."""

import pytest

from cases.core.context import eyes
from cases.core.notices import notice_kind, tell
from cases.missions.models import Posting
from tests.api.calls import caller
from tests.factories import MissionFactory, PostingFactory, head
from tests.register import a_case
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

BLIND = ("spokesperson", "auditor")
OF_PEOPLE = (
    *("/cases/", "/board/", "/board/gates/", "/board/check/", "/transfers/", "/shared/"),
    *("/notices/", "/directives/", "/cases/{case}/", "/cases/{case}/history/", "/cases/new/"),
    *("/admin/cases/case/", "/admin/cases/citizen/", "/admin/cases/step/", "/admin/cases/note/"),
    *("/admin/cases/transfer/", "/admin/cases/directive/", "/admin/cases/notice/"),
)
API_OF_PEOPLE = (
    *("cases", "citizens", "transfers", "shares", "directives", "plans", "board"),
    *("cases/{case}", "cases/{case}/notes", "cases/{case}/steps", "incidents/{incident}/totals"),
)


def at_headquarters(role):
    return PostingFactory(role=role, mission=MissionFactory(headquarters=True)).actor()


def mission_of(actor):
    return Posting.objects.get(pk=actor.posting_id).mission_id


def a_case_of_bangkok():
    with eyes(head()) as actor:
        return a_case(actor)


@pytest.mark.parametrize("role", BLIND)
def test_pages_of_people_are_refused_calmly(client, role):
    case = a_case_of_bangkok()
    log_in(client, at_headquarters(role))

    statuses = {
        address: client.get(address.format(case=case.reference)).status_code
        for address in OF_PEOPLE
    }

    assert set(statuses.values()) == {403}, statuses


@pytest.mark.parametrize("role", BLIND)
def test_the_api_refuses_what_is_about_people(role):
    case = a_case_of_bangkok()
    client = caller(at_headquarters(role))

    for address in API_OF_PEOPLE:
        where = address.format(case=case.reference, incident=case.incident.code)
        answer = client.get(f"/api/v1/{where}/")

        assert (answer.status_code, answer.json()["code"]) == (403, "not_for_role"), where


def test_a_spokesperson_begins_at_what_was_published(client):
    begun = log_in(client, at_headquarters("spokesperson")).get("/", follow=True)

    assert begun.redirect_chain == [("/published/", 302)]
    assert begun.status_code == 200


def test_the_menu_shows_only_what_the_role_sees(client):
    menu = log_in(client, at_headquarters("spokesperson")).get("/published/").text
    auditors = log_in(client, at_headquarters("auditor")).get("/calendar/").text

    assert 'href="/published/"' in menu
    hidden = ("/incidents/", "/briefings/", "/cases/", "/board/", "/notices/", "/playbooks/")
    for address in (*hidden, "/tokens/", "/admin/"):
        assert f'href="{address}"' not in menu
    assert 'href="/playbooks/"' in auditors
    assert 'href="/cases/"' not in auditors


@pytest.mark.parametrize("role", [*BLIND, "headquarters_officer"])
def test_only_who_reads_notices_is_told_how_many_wait(client, role):
    actor = at_headquarters(role)
    notice_kind("tried_out", sentence="%(reference)s.", address=lambda *_: "/")
    with eyes(head()):
        tell("tried_out", mission_id=mission_of(actor), reference="X-1")

    page = log_in(client, actor).get("/help/")

    assert page.context["frame"]["unread"] == ("" if role in BLIND else "1")


def test_the_admin_of_an_auditor_holds_reference_data_alone(client):
    a_case_of_bangkok()
    page = log_in(client, at_headquarters("auditor")).get("/admin/")

    assert "/admin/cases/mission/" in page.text
    for table in ("case", "citizen", "step", "note", "directive", "notice", "transition"):
        assert f"/admin/cases/{table}/" not in page.text
    assert page.context["stages"] == []


def test_a_field_officer_writes_down_but_settles_nothing(client):
    case = a_case_of_bangkok()
    client = log_in(client, PostingFactory(role="field_officer").actor())

    assert client.get(f"/cases/{case.reference}/").status_code == 200
    assert client.get(f"/cases/{case.reference}/note/").status_code == 200
    assert client.get(f"/cases/{case.reference}/close/").status_code == 403
