"""Clocks are counted anew after a calendar was changed; a new day brings expired cases up to date.

The days are worked out by hand. 3 November 2025 is a Monday.
"""

from datetime import date, datetime, timedelta

import pytest
import time_machine

from cases.casework import recounting
from cases.casework.models import Case, Clock, Step
from cases.casework.operations import ask_step, complete_step
from cases.casework.progress import refresh
from cases.casework.progress.proving import wrong_in_open_cases
from cases.casework.recounting import recount_clocks, refresh_expired, refresh_open_cases
from cases.core.context import eyes
from cases.core.facts import When, ledger_moment
from cases.core.models import RowVersion
from cases.missions.models import Mission
from cases.missions.operations import add_closure
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, at, clock, step, when
from tests.factories import head
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db

KEPT = (
    "blocker_kind",
    "blocker_procedure_id",
    "next_due_at",
    "next_due_limit_id",
    "blocked_from",
    "blocked_since",
)


@pytest.fixture
def actor():
    with time_machine.travel(at("2025-11-24 09:00"), tick=True), eyes(head()) as actor:
        yield actor


@pytest.fixture
def elsewhere(actor):
    with eyes(head(yangon=True)) as other:
        yield other


def opened(actor):
    """A case that was reported on Monday the 3rd: the clock of its first step began then."""
    case = a_case(actor, reported=When(day=date(2025, 11, 3)))
    complete_step(actor, fresh(case), step=step(case, "contact"), when=when("2025-11-03 10:00"))
    return case


def a_limited_playbook(**limit):
    a_playbook()
    return a_limit(a_procedure("reply", body="immigration_department"), **limit)


@pytest.fixture
def case(actor):
    """The same, with a limit of two working days on what comes next."""
    a_limited_playbook()
    return opened(actor)


def close(actor, day):
    add_closure(
        actor,
        Mission.objects.get(pk=actor.mission_id),
        starts_on=date.fromisoformat(day),
        kind="closed",
        reason="Moving house.",
    )


def recount_all(actor, limit=500):
    after, rounds = 0, 0
    while after is not None:
        after, rounds = recount_clocks(actor.mission_id, after, limit), rounds + 1
    return rounds


def kept(case):
    return Case.objects.values_list(*KEPT).get(pk=case.pk)


def test_a_closure_moves_the_deadline_and_that_of_the_case(actor, case):
    before = clock(case, "reply").due_at
    close(actor, "2025-11-05")
    recount_all(actor)

    # Tuesday the 4th counts, Wednesday is closed, Thursday the 6th is the second day.
    assert before == at("2025-11-06 00:00")
    assert clock(case, "reply").due_at == at("2025-11-07 00:00")
    assert fresh(case).next_due_at == at("2025-11-07 00:00")


def test_the_former_deadline_stays_on_record(actor, case):
    before = clock(case, "reply").due_at
    close(actor, "2025-11-05")
    recount_all(actor)

    version = RowVersion.objects.get(table_name="cases_clock", operation="recount_clocks")
    assert version.row_id == clock(case, "reply").pk
    assert set(version.old) == {"due_from", "due_at"}
    assert datetime.fromisoformat(version.old["due_at"]) == before


def test_the_case_keeps_its_version(actor, case):
    before = fresh(case).version
    close(actor, "2025-11-05")
    recount_all(actor)

    assert fresh(case).version == before


def test_a_closure_that_changes_nothing_writes_nothing(actor, case):
    close(actor, "2025-12-24")
    recount_all(actor)

    assert not RowVersion.objects.filter(operation="recount_clocks").exists()
    assert clock(case, "reply").due_at == at("2025-11-06 00:00")


def test_chunk_by_chunk_comes_to_the_same_as_all_at_once(actor):
    a_limited_playbook()
    cases = [opened(actor) for _number in range(3)]
    close(actor, "2025-11-05")
    rounds = recount_all(actor, limit=1)

    # Three full chunks, and one that finds nothing more.
    assert rounds == 4
    assert {clock(case, "reply").due_at for case in cases} == {at("2025-11-07 00:00")}


def test_a_crash_between_two_chunks_goes_on_behind_the_first(actor, monkeypatch):
    a_limited_playbook()
    first, second = opened(actor), opened(actor)
    close(actor, "2025-11-05")
    after = recount_clocks(actor.mission_id, 0, 1)
    with monkeypatch.context() as patch:
        patch.setattr(recounting, "write_dues", broken)
        with pytest.raises(RuntimeError):
            recount_clocks(actor.mission_id, after, 1)
    between = [clock(case, "reply").due_at for case in (first, second)]
    recount_clocks(actor.mission_id, after, 1)

    assert between == [at("2025-11-07 00:00"), at("2025-11-06 00:00")]
    assert clock(second, "reply").due_at == at("2025-11-07 00:00")
    assert RowVersion.objects.filter(operation="recount_clocks").count() == 2


def broken(*_arguments):
    raise RuntimeError


def test_other_missions_are_not_touched(actor, elsewhere):
    a_limited_playbook()
    case = opened(elsewhere)
    before = clock(case, "reply").due_at
    with eyes(actor):
        close(actor, "2025-11-05")
        recount_all(actor)

    assert clock(case, "reply").due_at == before


def test_a_clock_by_the_calendar_of_viet_nam_is_not_touched(actor):
    a_limited_playbook(calendar="VN")
    case = opened(actor)
    before = clock(case, "reply").due_at
    close(actor, "2025-11-05")
    recount_all(actor)

    assert clock(case, "reply").due_at == before
    assert not RowVersion.objects.filter(operation="recount_clocks").exists()


def test_a_stopped_clock_keeps_the_deadline_it_was_measured_by(actor, case):
    complete_step(actor, fresh(case), step=step(case, "reply"), when=when("2025-11-04 10:00"))
    close(actor, "2025-11-05")
    recount_all(actor)
    complete_step(actor, fresh(case), step=step(case, "deposit"))

    stopped = clock(case, "reply")
    assert (stopped.state, stopped.due_at) == ("stopped", at("2025-11-06 00:00"))


def test_a_clock_that_another_release_read_otherwise_starts_and_stops_where_the_rows_say(
    actor, case
):
    complete_step(actor, fresh(case), step=step(case, "reply"), when=when("2025-11-04 10:00"))
    right = clock(case, "reply")
    later = right.stopped_at + timedelta(hours=1)
    Clock.objects.filter(pk=right.pk).update(stopped_from=later, stopped_at=later)
    found = wrong_in_open_cases(case.pk, case.pk)
    run = refresh_open_cases(limit=1), refresh_open_cases(after_id=case.pk)

    assert found == [f"{case.reference} reply: {right.limit.code}"]
    assert (wrong_in_open_cases(case.pk, case.pk), run) == ([], (case.pk, None))
    assert clock(case, "reply").stopped_at == at("2025-11-04 10:00")


def test_a_clock_that_had_run_out_stands_still_when_the_question_now_comes_before_its_end(
    actor, case
):
    ask_step(actor, fresh(case), step=step(case, "reply"), when=when("2025-11-06 09:00"))
    before = clock(case, "reply").state
    close(actor, "2025-11-05")
    recount_all(actor)

    # Asked on Thursday the 6th at nine, before the end that the closure put off to its evening.
    assert (before, clock(case, "reply").state) == ("running", "paused")
    assert fresh(case).next_due_at is None


def test_another_step_blocks_when_its_deadline_comes_first_now(actor):
    a_playbook(gates={"ready": ("reply", "removal")})
    a_limit(a_procedure("reply"), amount=2)
    a_limit(
        a_procedure("removal"), amount=3, calendar="host", starts="done", start_procedure="contact"
    )
    case = opened(actor)
    before = fresh(case).blocker_procedure.code
    for day in ("2025-11-05", "2025-11-06", "2025-11-07"):
        close(actor, day)
    recount_all(actor)

    # The second working day of the mission was the 5th, now it is the 10th; the host’s third is
    # the 6th.
    assert (before, fresh(case).blocker_procedure.code) == ("reply", "removal")
    now = kept(case)
    refresh([fresh(case)], ledger_moment([]))
    assert kept(case) == now


def test_a_clock_started_by_a_bare_day_follows_the_zone_of_its_mission(actor):
    a_playbook()
    a_limit(
        a_procedure("passport", track="document"),
        starts="result",
        start_procedure="removal",
        start_field="decided_on",
        unit="hours",
    )
    case = opened(actor)
    complete_step(actor, fresh(case), step=step(case, "reply"))
    decided = {"decided_on": "2025-11-07"}
    complete_step(actor, fresh(case), step=step(case, "removal"), result=decided)
    before = clock(case, "passport").started_at
    Mission.objects.filter(pk=actor.mission_id).update(zone="Asia/Yangon")
    recount_all(actor)

    # The 7th ends half an hour later in Yangon.
    assert (clock(case, "passport").started_at - before).total_seconds() == 1800


def test_a_new_day_brings_up_what_has_run_out(actor):
    a_playbook(gates={"ready": ("passport",)})
    case = opened(actor)
    complete_step(actor, fresh(case), step=step(case, "reply"))
    result = {"serial": "N1234567", "expires_on": "2040-11-30"}
    complete_step(actor, fresh(case), step=step(case, "passport"), result=result)
    before = fresh(case).blocker_kind
    # As if the day had come: the database has the clock by which it is asked.
    Step.objects.filter(case=case, code="passport").update(expires_on=date(2025, 11, 30))
    Case.objects.filter(pk=case.pk).update(valid_until=date(2025, 11, 30))
    refresh_expired(date(2025, 12, 1))

    assert (before, fresh(case).blocker_kind) == ("advance", "expired")


def test_a_new_day_brings_up_what_hangs_on_the_day(actor):
    a_playbook(gates={}, conditions={"ready": ("journey_planned",)})
    case = opened(actor)
    Case.objects.filter(pk=case.pk).update(journey_on=date(2040, 11, 30))
    refresh([fresh(case)], ledger_moment([]))
    before = fresh(case).blocker_kind
    Case.objects.filter(pk=case.pk).update(journey_on=date(2025, 11, 30))
    refresh_expired(date(2025, 12, 1))

    assert (before, fresh(case).blocker_kind) == ("advance", "condition")


def test_a_new_day_leaves_what_still_holds(actor):
    a_playbook(gates={"ready": ("passport",)})
    case = opened(actor)

    assert refresh_expired(date(2025, 12, 1)) is None
    assert fresh(case).blocker_kind == "open"


def test_expired_cases_are_brought_up_in_chunks(actor):
    a_playbook(gates={}, conditions={"ready": ("journey_planned",)})
    first, second = opened(actor), opened(actor)

    assert refresh_expired(date(2025, 12, 1), 0, 1) == first.pk
    assert refresh_expired(date(2025, 12, 1), first.pk, 1) == second.pk
    assert refresh_expired(date(2025, 12, 1), second.pk, 1) is None
