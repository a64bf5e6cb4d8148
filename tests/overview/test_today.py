"""The home page: what waits for each role, and where it leads."""

from datetime import date

import pytest
import time_machine

from cases.core.context import eyes
from cases.overview.today import number
from tests.casework.playbooks import at
from tests.factories import MissionFactory, PostingFactory, head, headquarters, officer
from tests.incidents.orders import a_directive
from tests.overview.columns import MONDAY, case_with
from tests.register import a_case
from tests.web.session import log_in
from tests.world_follow_up import OPENED, came_home
from tests.world_reception import at_gate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=True):
        yield


def waiting(client, actor):
    page = log_in(client, actor).get("/")
    assert page.status_code == 200
    return {str(row.label): (row.count, row.url) for row in page.context["waiting"]}


def test_an_officer_is_told_of_the_own_cases(client):
    actor = officer()
    mine = case_with(actor, assigned_to=actor.staff_id, next_due_at=at("2025-11-21 17:00"))
    others = case_with(actor, next_due_at=at("2025-11-20 17:00"))

    found = waiting(client, actor)
    page = client.get("/").text

    assert found["overdue"] == ("1", "/cases/?officer=mine&due=overdue")
    assert mine in page
    assert others not in page


def test_a_head_is_told_of_the_whole_mission(client):
    actor = head()
    case_with(actor, next_due_at=at("2025-11-21 17:00"))
    case_with(actor, next_due_at=at("2025-11-24 17:00"))
    a_directive()

    found = waiting(client, actor)

    assert found["overdue"] == ("1", "/cases/?due=overdue")
    assert found["due today"][0] == "1"
    assert found["nobody looks after"][0] == "2"
    assert found["directive to acknowledge"][0] == "1"


@pytest.mark.parametrize(("count", "is_one"), [("1", True), ("2", False), ("99+", False)])
def test_one_is_one_and_more_than_can_be_counted_is_many(count, is_one):
    assert (number(count) == 1) is is_one


def test_each_figure_is_the_length_of_the_list_it_leads_to(client):
    actor = head()
    case_with(actor, next_due_at=at("2025-11-21 17:00"))
    case_with(actor, blocker_kind="advance")

    for count, url in waiting(client, actor).values():
        if url.startswith("/cases/"):
            assert client.get(url).text.count('class="ref"') == int(count)


def test_what_is_nought_is_left_out(client):
    assert waiting(client, officer()) == {}
    assert "Nothing waits for you now." in client.get("/").text


def test_nothing_of_another_mission_is_told(client):
    case_with(officer(yangon=True), next_due_at=at("2025-11-21 17:00"))

    assert waiting(client, head()) == {}
    assert waiting(client, headquarters())["overdue"][0] == "1"


def test_who_works_on_no_case_is_led_to_the_first_page_there_is(client):
    desk = PostingFactory(mission=MissionFactory(headquarters=True), role="spokesperson").actor()

    reception = log_in(client, at_gate()).get("/")
    spokesperson = log_in(client, desk).get("/")

    assert (reception.status_code, reception["Location"]) == (302, "/cases/")
    assert (spokesperson.status_code, spokesperson["Location"]) == (302, "/published/")


def test_an_officer_is_told_of_whom_nothing_was_heard_for_a_week(client):
    actor = officer()
    opened = at("2025-11-10 09:00")
    mine = {"assigned_to": actor.staff_id, "opened_from": opened, "opened_at": opened}
    silent = case_with(actor, **mine)
    heard = dict.fromkeys(("last_contact_from", "last_contact_at"), at("2025-11-20 09:00"))
    spoken = case_with(actor, **heard, **mine)
    vague = {"last_contact_from": at("2025-11-01"), "last_contact_at": at("2025-11-20 09:00")}
    perhaps = case_with(actor, **vague, **mine)
    case_with(actor, stage="departed", **mine)

    found = waiting(client, actor)
    page = client.get("/cases/?officer=mine&due=silent").text

    assert found["not certainly heard of for 7 days"] == ("2", "/cases/?officer=mine&due=silent")
    assert silent in page
    assert perhaps in page
    assert spoken not in page


def test_welfare_checks_that_are_due_wait_on_the_home_page(client):
    with eyes(officer()) as actor:
        came_home(actor, a_case(actor, reported=OPENED), on=date(2025, 10, 22))
        came_home(actor, a_case(actor, reported=OPENED), on=date(2025, 10, 25))

    found = waiting(client, actor)

    assert found["welfare check overdue"] == ("1", "/follow-up/?state=overdue")
    assert found["welfare check due today"] == ("1", "/follow-up/?state=due")
    page = client.get("/follow-up/")
    assert len(page.context["lines"]) == 2
