"""Whoever came home is asked how she is: planned with the closing, made, put off, ended.

Due days are worked out by hand: 30 and 90 days after 25 October 2025 are 24 November 2025 and
23 January 2026.
"""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.casework.follow_up.choices import CheckState
from cases.casework.follow_up.operations import put_off_welfare_check
from cases.casework.operations import (
    close_case,
    correct_transition,
    record_crossing,
    record_fact,
    reopen_case,
    void_case,
)
from cases.core.facts import When
from tests.casework.follow_up.checks import SOON, made, says, states
from tests.casework.linking import a_file, link, with_passport
from tests.register import a_case, fresh
from tests.web.session import log_in
from tests.world_follow_up import HOME_ON, OPENED, came_home

pytestmark = pytest.mark.django_db


def test_closing_with_the_person_at_home_plans_checks_after_30_and_90_days(worker, closed):
    checks = closed.welfare_checks.order_by("due_on")

    assert [(row.kind, row.due_on, row.state) for row in checks] == [
        ("day-30", date(2025, 11, 24), "planned"),
        ("day-90", date(2026, 1, 23), "planned"),
    ]
    assert {row.mission_id for row in checks} == {worker.mission_id}


def test_the_days_are_counted_from_the_arrival_where_one_is_on_record(worker):
    case = a_case(worker, reported=OPENED)
    arrived = {"source": "citizen", "reason": "Seen at the gate."}
    record_fact(worker, fresh(case), stage="arrived", when=When(day=date(2025, 10, 23)), **arrived)

    came_home(worker, case)

    first = case.welfare_checks.order_by("due_on").first()
    assert (first.counted_from, first.due_on) == (date(2025, 10, 23), date(2025, 11, 22))


def crossed_home(actor, case, on=HOME_ON):
    record_crossing(
        *(actor, fresh(case)),
        from_country="TH",
        to_country="VN",
        when=When(day=on),
        source="relative",
    )


@pytest.mark.parametrize("comes_first", [True, False])
def test_the_days_are_counted_from_the_crossing_home_whenever_it_is_told(worker, comes_first):
    case = a_case(worker, reported=OPENED)
    if comes_first:
        crossed_home(worker, case)
    came_home(worker, case, on=HOME_ON + timedelta(days=9))
    if not comes_first:
        crossed_home(worker, case)

    assert set(case.welfare_checks.values_list("kind", "counted_from", "due_on")) == {
        ("day-30", HOME_ON, date(2025, 11, 24)),
        ("day-90", HOME_ON, date(2026, 1, 23)),
    }


def test_an_arrival_that_is_told_after_the_closing_moves_what_is_planned(worker, closed):
    first, last = closed.welfare_checks.planned().order_by("due_on")
    put_off_welfare_check(worker, last, due_on=SOON, reason="unsafe")
    arrived = {"stage": "arrived", "source": "citizen", "reason": "Seen at the gate."}

    record_fact(worker, fresh(closed), when=When(day=date(2025, 10, 23)), **arrived)

    assert fresh(first).due_on == date(2025, 11, 22)
    assert (fresh(last).first_due_on, fresh(last).due_on) == (date(2026, 1, 21), SOON)


def test_a_check_that_moves_is_locked_is_another_version_and_is_reminded_of_anew(worker, closed):
    first, last = closed.welfare_checks.planned().order_by("due_on")
    put_off_welfare_check(worker, last, due_on=SOON, reason="unsafe")
    told = {"reminded_at": first.recorded_at, "escalated_at": first.recorded_at}
    closed.welfare_checks.update(**told)
    first, last = fresh(first), fresh(last)

    with CaptureQueriesContext(connection) as queries:
        crossed_home(worker, closed, on=HOME_ON - timedelta(days=2))

    reads = [it["sql"] for it in queries if 'FROM "cases_welfarecheck"' in it["sql"]]
    assert all("FOR NO KEY UPDATE" in sql for sql in reads)
    moved, stays = fresh(first), fresh(last)
    assert (moved.due_on, moved.reminded_at, moved.escalated_at) == (date(2025, 11, 22), None, None)
    assert (stays.due_on, stays.reminded_at, stays.escalated_at) == (SOON, *told.values())
    assert (moved.version, stays.version) == (first.version + 1, last.version + 1)


@pytest.mark.parametrize("outcome", ["died", "declined", "lost_contact", "onward"])
def test_no_other_outcome_plans_a_check(worker, outcome):
    closed = close_case(worker, a_case(worker), outcome=outcome)

    assert states(closed) == []


def test_reopening_ends_what_is_planned_and_closing_again_plans_it_anew(worker, closed):
    opened = reopen_case(worker, fresh(closed), reason="Seen at the shelter.")
    assert states(opened) == [CheckState.NOT_NEEDED] * 2
    close_case(worker, fresh(opened), outcome="own_means")

    assert sorted(states(closed)) == ["not_needed", "not_needed", "planned", "planned"]


def test_a_check_that_was_made_is_not_planned_again_after_the_same_return(worker):
    case = a_case(worker, reported=OPENED)
    arrived = {"source": "citizen", "reason": "Seen at the gate."}
    record_fact(worker, fresh(case), stage="arrived", when=When(day=date(2025, 10, 23)), **arrived)
    came_home(worker, case)
    made(worker, case.welfare_checks.get(kind="day-30"))
    opened = reopen_case(worker, fresh(case), reason="By mistake.")

    close_case(worker, fresh(opened), outcome="own_means")

    ahead = case.welfare_checks.planned()
    assert list(ahead.values_list("kind", flat=True)) == ["day-90"]


def test_a_later_return_is_followed_up_anew(worker):
    case = a_case(worker, reported=OPENED)
    arrived = {"source": "citizen", "reason": "Seen at the gate."}
    record_fact(worker, fresh(case), stage="arrived", when=When(day=date(2025, 10, 23)), **arrived)
    came_home(worker, case)
    made(worker, case.welfare_checks.get(kind="day-30"))
    reopen_case(worker, fresh(case), reason="Seen at the shelter.", stage="ready")
    record_fact(worker, fresh(case), stage="arrived", when=When.at(timezone.now()), **arrived)

    close_case(worker, fresh(case), outcome="own_means")

    ahead = case.welfare_checks.planned()
    assert sorted(ahead.values_list("kind", flat=True)) == ["day-30", "day-90"]


def test_a_corrected_outcome_of_death_ends_what_is_planned(worker, closed):
    closing = closed.transitions.standing().get(to_stage="closed")

    correct_transition(
        worker,
        fresh(closed),
        transition=closing,
        reason="Another news.",
        changes={"outcome": "died"},
    )

    assert states(closed) == [CheckState.NOT_NEEDED] * 2
    assert set(closed.welfare_checks.values_list("drop_reason", flat=True)) == {"died"}


def test_a_void_case_has_no_check_ahead(worker, closed):
    void_case(worker, fresh(closed), reason="Never was one.")

    assert states(closed) == [CheckState.NOT_NEEDED] * 2


def test_whoever_said_that_she_wants_no_contact_is_not_asked(worker):
    case = a_case(worker, reported=OPENED)
    says(worker, case, "no")

    came_home(worker, case)

    assert states(case) == [CheckState.NOT_WANTED] * 2


def test_saying_it_after_the_return_ends_what_is_planned(worker, closed):
    says(worker, closed, "no")

    assert states(closed) == [CheckState.NOT_WANTED] * 2


def test_closing_plans_in_two_statements(worker):
    quiet, home = a_case(worker), a_case(worker)

    with CaptureQueriesContext(connection) as without:
        close_case(worker, fresh(quiet), outcome="declined")
    with CaptureQueriesContext(connection) as planning:
        close_case(worker, fresh(home), outcome="own_means")

    assert len(planning) - len(without) <= 2


@pytest.mark.parametrize(
    ("is_planned", "reason", "words"),
    [
        (False, "case_goes_on", "The person’s other case goes on"),
        (True, "twice", "It was planned twice"),
    ],
)
def test_a_check_of_a_double_was_planned_twice_only_where_another_is_planned(
    client, worker, is_planned, reason, words
):
    home = came_home(worker, a_file(worker))
    other = a_case(worker, with_passport(worker), reported=OPENED)
    if is_planned:
        came_home(worker, other)

    more = {} if is_planned else {"goes_on": "open"}
    link(worker, home.citizen, other.citizen, **more)

    assert {check.drop_reason for check in home.welfare_checks.all()} == {reason}
    assert words in log_in(client, worker).get(home.get_absolute_url()).text
