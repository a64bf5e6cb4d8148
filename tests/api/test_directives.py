"""Directives and plans over the API: who reads what, and by what it is narrowed."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from cases.core.context import eyes
from cases.incidents.operations import put_plan
from tests.api.calls import caller
from tests.factories import IncidentFactory, MissionFactory, head, headquarters, officer
from tests.incidents.orders import a_directive, acknowledged

pytestmark = pytest.mark.django_db
DIRECTIVES = "/api/v1/directives/"
MISSIONS = "/api/v1/directive-missions/"
PLANS = "/api/v1/plans/"
AFTER = datetime(2025, 11, 23, 5, tzinfo=UTC)


@pytest.fixture
def order():
    """A directive to Bangkok, which has acknowledged it, and Yangon, which has not."""
    row = a_directive(
        missions=[MissionFactory(), MissionFactory(yangon=True)], due_on=date(2025, 11, 20)
    )
    acknowledged(row)
    return row


def rows(actor, address):
    answer = caller(actor).get(address)
    assert answer.status_code == 200, answer.text
    return answer.json()["results"]


def missions(actor, query=""):
    return sorted(row["mission"] for row in rows(actor, f"{MISSIONS}{query}"))


def test_the_list_holds_what_is_addressed_to_the_caller(order):
    a_directive(code="2025-11-07-other", missions=[MissionFactory(yangon=True)])

    assert [row["code"] for row in rows(officer(), DIRECTIVES)] == [order.code]
    assert [row["code"] for row in rows(headquarters(), DIRECTIVES)] == [
        order.code,
        "2025-11-07-other",
    ]


def test_one_directive_says_what_may_be_done_now(order):
    answer = caller(head()).get(f"{DIRECTIVES}{order.code}/").json()

    offered = {row["name"]: row["is_possible"] for row in answer["actions"]}
    assert offered == {"acknowledge_directive": False, "report_progress": True}
    assert (answer["issued_on"], answer["due_on"]) == ("2025-11-06", "2025-11-20")


def test_headquarters_finds_who_has_not_answered(order):
    assert missions(headquarters(), "?state=pending") == ["RGN"]
    assert missions(headquarters(), "?incident=2025-10-myawaddy") == ["BKK", "RGN"]
    assert missions(headquarters(), "?mission=BKK&state=pending") == []


def test_headquarters_finds_who_is_overdue(order):
    client = headquarters()

    with time_machine.travel(AFTER, tick=False):
        found = rows(client, f"{MISSIONS}?overdue=true")
        in_time = missions(client, "?overdue=false")

    assert [(row["days_left"], row["is_overdue"]) for row in found] == [(-3, True), (-3, True)]
    assert in_time == []


def test_a_mission_reads_itself_alone_and_has_no_filter_by_mission(order):
    assert missions(officer()) == ["BKK"]
    assert caller(officer()).get(f"{MISSIONS}?mission=RGN").status_code == 422


def test_what_hangs_on_a_directive_is_read_below_it(order):
    reports = rows(headquarters(), f"{DIRECTIVES}{order.code}/reports/")
    addressed = rows(officer(), f"{DIRECTIVES}{order.code}/missions/")

    assert [(row["mission"], row["state"]) for row in reports] == [("BKK", "acknowledged")]
    assert [row["mission"] for row in addressed] == ["BKK"]


@pytest.mark.parametrize("below", ["", "missions/", "reports/"])
def test_a_mission_that_is_not_addressed_finds_nothing(order, below):
    stranger = officer(code="PNH", country="KH", zone="Asia/Phnom_Penh")

    assert caller(stranger).get(f"{DIRECTIVES}{order.code}/{below}").status_code == 404


def test_plans_are_narrowed_to_those_that_stand_and_are_overdue():
    actor = head()
    with eyes(actor):
        for day in (30, 31):
            put_plan(actor, incident=IncidentFactory(), text=f"{day}", review_on=date(2030, 1, day))

    def numbers(query):
        return [row["number"] for row in rows(actor, f"{PLANS}{query}")]

    assert numbers("") == [1, 2]
    assert numbers("?standing=true") == [2]
    assert numbers("?standing=false") == [1]
    assert numbers("?overdue=true") == []
    assert rows(head(yangon=True), PLANS) == []


@pytest.mark.parametrize("query", ["overdue=maybe", "state=lost", "incident=none"])
def test_a_filter_that_makes_no_sense_is_refused(order, query):
    assert caller(headquarters()).get(f"{MISSIONS}?{query}").status_code == 422


def test_a_mission_named_twice_is_refused_at_its_field(order):
    client = caller(headquarters())

    answer = client.post(
        f"{DIRECTIVES}issue/",
        {
            "code": "2025-11-08-again",
            "incident": "2025-10-myawaddy",
            "missions": ["BKK", "BKK"],
            "title": "x",
            "text": "x",
            "issued_on": "2025-11-08",
        },
        content_type="application/json",
    )

    assert answer.status_code == 422
    assert [(row["field"], row["code"]) for row in answer.json()["problems"]] == [
        ("missions.1", "named_twice")
    ]


def test_the_input_names_the_missions_that_may_be_chosen(order):
    answer = caller(headquarters()).get(f"{DIRECTIVES}issue/").json()

    assert set(answer["input"]["properties"]["missions"]["items"]["enum"]) == {"BKK", "RGN"}
