"""Missions acknowledge a directive and report on it."""

from datetime import UTC, date, datetime

import pytest

from cases.core.context import eyes
from cases.incidents.models import DirectiveMission, DirectiveReport
from cases.incidents.operations import acknowledge_directive, report_progress
from tests.factories import MissionFactory, head, headquarters, officer
from tests.incidents.orders import a_directive, acknowledged, states
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    """A directive to Bangkok and Yangon."""
    return a_directive(
        missions=[MissionFactory(), MissionFactory(yangon=True)], due_on=date(2025, 11, 20)
    )


def refusal(actor, operation, directive, **values):
    with eyes(actor):
        return refused(operation, actor, directive, **values)


def said(actor):
    with eyes(actor):
        rows = DirectiveReport.objects.visible_to(actor)
        return list(rows.values_list("addressee__mission__code", "state", "text"))


def test_acknowledging_is_of_the_own_mission_alone(order):
    with eyes(head()) as actor:
        acknowledge_directive(actor, order, note="Read.")

    assert states(headquarters()) == {"BKK": "acknowledged", "RGN": "pending"}
    assert said(actor) == [("BKK", "acknowledged", "Read.")]


def test_keeps_who_acknowledged_and_when(order):
    with eyes(acknowledged(order)) as actor:
        row = DirectiveMission.objects.get()

    assert row.acknowledged_by_id == actor.staff_id
    assert row.acknowledged_at is not None


def test_a_second_acknowledgement_is_refused(order):
    actor = acknowledged(order)

    assert refusal(actor, acknowledge_directive, order) == (409, "already_acknowledged")


def test_an_officer_does_not_acknowledge_but_reports(order):
    actor = officer()
    assert refusal(actor, acknowledge_directive, order) == (403, "not_allowed")
    acknowledged(order)

    with eyes(actor):
        report_progress(actor, order, state="in_progress", text="Begun.")

    assert states(actor) == {"BKK": "in_progress"}


def test_reporting_comes_after_acknowledging(order):
    wish = {"state": "in_progress", "text": "Begun."}

    assert refusal(head(), report_progress, order, **wish) == (409, "not_acknowledged")


def test_what_is_done_is_not_done_twice_but_may_be_taken_up_again(order):
    with eyes(acknowledged(order)) as actor:
        report_progress(actor, order, state="done", text="All spoken to.")
    assert refusal(actor, report_progress, order, state="done", text="x") == (409, "already_done")

    with eyes(actor):
        report_progress(actor, order, state="in_progress", text="Two more were found.")

    assert [state for _code, state, _text in said(actor)] == ["acknowledged", "done", "in_progress"]
    assert states(actor) == {"BKK": "in_progress"}


def test_a_state_that_cannot_be_reported_is_refused(order):
    actor = acknowledged(order)

    found = refusal(actor, report_progress, order, state="pending", text="x")

    assert found == (422, "directivereport_state_known")


def test_a_report_that_says_nothing_is_refused(order):
    actor = acknowledged(order)

    found = refusal(actor, report_progress, order, state="done", text="")

    assert found == (422, "directivereport_says_something")


def test_a_mission_that_is_not_addressed_finds_nothing(order):
    stranger = head(code="PNH", country="KH", zone="Asia/Phnom_Penh")

    assert refusal(stranger, acknowledge_directive, order) == (404, "not_found")


def test_a_mission_reads_its_own_reports_and_headquarters_all(order):
    bangkok, yangon = acknowledged(order), acknowledged(order, yangon=True)

    assert [row[0] for row in said(bangkok)] == ["BKK"]
    assert [row[0] for row in said(yangon)] == ["RGN"]
    assert sorted(row[0] for row in said(headquarters())) == ["BKK", "RGN"]


def test_two_missions_that_answer_from_the_same_page_do_not_collide(order):
    acknowledged(order)
    acknowledged(order, yangon=True)

    assert set(states(headquarters()).values()) == {"acknowledged"}


@pytest.mark.parametrize(
    ("now", "overdue"),
    [
        (datetime(2025, 11, 20, 16, 45, tzinfo=UTC), []),
        (datetime(2025, 11, 20, 17, 15, tzinfo=UTC), ["BKK"]),
        (datetime(2025, 11, 20, 17, 45, tzinfo=UTC), ["BKK", "RGN"]),
    ],
)
def test_the_last_day_is_over_when_it_is_over_where_the_mission_is(order, now, overdue):
    with eyes(headquarters()) as sender:
        rows = DirectiveMission.objects.visible_to(sender).overdue(now)

        assert sorted(rows.values_list("mission__code", flat=True)) == overdue


def test_who_is_done_is_not_overdue(order):
    with eyes(acknowledged(order)) as actor:
        report_progress(actor, order, state="done", text="All spoken to.")
    with eyes(headquarters()):
        rows = DirectiveMission.objects.overdue(datetime(2026, 1, 1, tzinfo=UTC))

        assert list(rows.values_list("mission__code", flat=True)) == ["RGN"]
