"""Clocks of a case: they start, stand still while another body has the ball, stop, and say why not.

The days are worked out by hand. 3 November 2025 is a Monday.
"""

from datetime import date

import pytest
import time_machine

from cases.casework.operations import (
    ask_step,
    close_case,
    complete_step,
    move_to_playbook,
    record_answer,
    reopen_step,
)
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.facts import When
from tests.casework.playbooks import (
    BANGKOK,
    a_limit,
    a_playbook,
    a_procedure,
    at,
    clock,
    completed,
    opened,
    step,
    when,
)
from tests.factories import head
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    with time_machine.travel(at("2025-11-24 09:00"), tick=True), eyes(head()) as actor:
        yield actor


def limit_from_a_result():
    """The passport: two working days from the decision on the removal."""
    a_limit(
        a_procedure("passport", track="document"),
        starts="result",
        start_procedure="removal",
        start_field="decided_on",
    )


def limit_of_the_body_asked():
    """The reply: two working days from the question to the answer."""
    a_limit(
        a_procedure("reply", body="immigration_department"),
        starts="asked",
        stops="answered",
        on_whom="immigration_department",
    )


def test_a_clock_runs_from_when_the_step_before_was_done(actor):
    a_limit(a_procedure("reply", body="immigration_department"))
    case = opened(actor)
    complete_step(actor, fresh(case), step=step(case, "contact"), when=when("2025-11-03 10:00"))

    running = clock(case, "reply")
    # Monday does not count; Tuesday and Wednesday do.
    assert (running.state, running.due_at) == ("running", at("2025-11-06 00:00"))
    assert fresh(case).next_due_at == at("2025-11-06 00:00")


def test_a_clock_stands_still_while_another_body_has_the_ball(actor):
    a_limit(a_procedure("reply", body="immigration_department"))
    case = opened(actor)
    complete_step(actor, fresh(case), step=step(case, "contact"), when=when("2025-11-03 10:00"))
    ask_step(actor, fresh(case), step=step(case, "reply"), when=when("2025-11-04 11:00"))

    paused = clock(case, "reply")
    assert (paused.state, paused.due_at) == ("paused", None)
    assert fresh(case).next_due_at is None


def test_a_question_that_was_taken_back_says_nothing_of_the_body(actor):
    limit_of_the_body_asked()
    case = opened(actor)
    complete_step(actor, fresh(case), step=step(case, "contact"), when=when("2025-11-03 10:00"))
    ask_step(actor, fresh(case), step=step(case, "reply"), when=when("2025-11-04 11:00"))
    assert clock(case, "reply").state == "running"

    record_answer(
        actor, fresh(case), step=step(case, "reply"), verdict="taken", when=when("2025-11-05 09:00")
    )

    back = clock(case, "reply")
    assert (back.state, back.verdict, back.due_at) == ("waiting", "", None)
    ask_step(actor, fresh(case), step=step(case, "reply"), when=when("2025-11-10 11:00"))
    assert clock(case, "reply").due_at == at("2025-11-13 00:00")


def test_nor_has_the_mission_asked_with_it(actor):
    a_limit(a_procedure("reply", body="immigration_department"), stops="asked")
    case = opened(actor)
    complete_step(actor, fresh(case), step=step(case, "contact"), when=when("2025-11-03 10:00"))
    ask_step(actor, fresh(case), step=step(case, "reply"), when=when("2025-11-04 11:00"))
    asked = clock(case, "reply").verdict
    record_answer(
        actor, fresh(case), step=step(case, "reply"), verdict="taken", when=when("2025-11-05 09:00")
    )
    back = clock(case, "reply")
    ask_step(actor, fresh(case), step=step(case, "reply"), when=when("2025-11-10 11:00"))

    assert (asked, back.state, back.verdict) == ("in_time", "running", "")
    assert clock(case, "reply").is_late


def test_a_clock_goes_on_when_the_answer_gives_the_ball_back(actor):
    a_limit(a_procedure("reply", body="immigration_department"))
    case = opened(actor)
    complete_step(actor, fresh(case), step=step(case, "contact"), when=when("2025-11-03 10:00"))
    ask_step(actor, fresh(case), step=step(case, "reply"), when=when("2025-11-04 11:00"))
    record_answer(
        actor, fresh(case), step=step(case, "reply"), verdict="ours", when=when("2025-11-10 09:00")
    )

    # Neither the 4th (asked) nor the 10th (answered) counts, nor any day between: 11th and 12th do.
    going = clock(case, "reply")
    assert (going.state, going.due_at) == ("running", at("2025-11-13 00:00"))


def test_the_limit_of_the_body_asked_runs_while_it_has_the_ball(actor):
    limit_of_the_body_asked()
    case = opened(actor)
    complete_step(actor, fresh(case), step=step(case, "contact"), when=when("2025-11-03 10:00"))
    before = clock(case, "reply").state
    ask_step(actor, fresh(case), step=step(case, "reply"), when=when("2025-11-04 11:00"))

    running = clock(case, "reply")
    assert before == "waiting"
    assert (running.state, running.due_at) == ("running", at("2025-11-07 00:00"))


def test_an_answer_after_the_limit_is_on_record_as_late(actor):
    limit_of_the_body_asked()
    case = opened(actor)
    complete_step(actor, fresh(case), step=step(case, "contact"), when=when("2025-11-03 10:00"))
    ask_step(actor, fresh(case), step=step(case, "reply"), when=when("2025-11-04 11:00"))
    record_answer(
        actor, fresh(case), step=step(case, "reply"), verdict="done", when=when("2025-11-07 09:00")
    )

    stopped = clock(case, "reply")
    assert (stopped.state, stopped.is_late) == ("stopped", True)


def test_a_clock_without_its_date_does_not_run(actor):
    limit_from_a_result()
    case = opened(actor)
    completed(actor, case, "contact", "reply")

    waiting = clock(case, "passport")
    assert (waiting.state, waiting.started_at, waiting.due_at) == ("waiting", None, None)


def test_a_clock_starts_from_the_date_in_a_result(actor):
    limit_from_a_result()
    case = opened(actor)
    completed(actor, case, "contact", "reply")
    complete_step(
        actor, fresh(case), step=step(case, "removal"), result={"decided_on": "2025-11-07"}
    )

    # Decided on Friday the 7th: Monday the 10th and Tuesday the 11th count.
    assert clock(case, "passport").due_at == at("2025-11-12 00:00")


def test_a_clock_waits_again_when_the_step_with_its_date_is_taken_up_again(actor):
    limit_from_a_result()
    case = opened(actor)
    completed(actor, case, "contact", "reply")
    complete_step(
        actor, fresh(case), step=step(case, "removal"), result={"decided_on": "2025-11-07"}
    )
    reopen_step(actor, fresh(case), step=step(case, "removal"), reason="Wrong person.")

    assert clock(case, "passport").state == "waiting"


def test_closing_the_case_stops_its_clocks(actor):
    a_limit(a_procedure("contact"))
    case = opened(actor)
    close_case(actor, fresh(case), outcome="own_means")

    assert clock(case, "contact").state == "stopped"
    assert fresh(case).next_due_at is None


def test_the_value_of_a_limit_is_the_one_in_force_on_the_day_it_starts(actor):
    procedure = a_procedure("reply", body="immigration_department")
    a_limit(procedure, "decide", valid_until=date(2025, 10, 31), amount=2)
    a_limit(procedure, "decide", valid_from=date(2025, 11, 1), amount=1)
    case = opened(actor)
    complete_step(actor, fresh(case), step=step(case, "contact"), when=when("2025-11-03 10:00"))

    assert clock(case, "reply").due_at == at("2025-11-05 00:00")


def test_a_case_closed_on_the_day_whose_end_starts_a_clock_stops_it(actor):
    limit_from_a_result()
    case = opened(actor)
    completed(actor, case, "contact", "reply")
    today = fresh(case).ledger_at.astimezone(BANGKOK).date().isoformat()
    complete_step(actor, fresh(case), step=step(case, "removal"), result={"decided_on": today})
    ask_step(actor, fresh(case), step=step(case, "passport"), whom="host_authority")
    close_case(actor, fresh(case), outcome="own_means")

    assert clock(case, "passport").state == "stopped"


def test_a_clock_stops_when_the_step_has_another_procedure_in_the_new_playbook(actor):
    a_playbook()
    a_limit(a_procedure("removal"))
    case = a_case(actor)
    other = a_playbook(number=2, procedures={"removal": "expulsion"})

    move_to_playbook(actor, fresh(case), playbook=other, reason="The law calls it otherwise.")

    assert (clock(case, "removal").state, fresh(case).next_due_at) == ("stopped", None)


def test_a_clock_stops_when_its_limit_does_not_hold_any_more(actor):
    a_playbook()
    limit = a_limit(a_procedure("removal"))
    case = a_case(actor)
    limit.valid_until = date(2025, 1, 1)
    with eyes(SYSTEM):
        limit.save(update_fields=["valid_until"])

    complete_step(actor, fresh(case), step=step(case, "contact"))

    assert (clock(case, "removal").state, fresh(case).next_due_at) == ("stopped", None)


def test_what_waits_for_an_answer_counts_though_it_was_asked_before_the_last_answer(actor):
    a_playbook()
    a_limit(a_procedure("removal"), starts="asked", stops="answered", pauses=False)
    case = a_case(actor)
    said = {"step": step(case, "removal"), "whom": "host_authority"}
    ask_step(actor, fresh(case), **said, when=When.at(at("2025-11-04 10:00")))
    record_answer(
        actor,
        fresh(case),
        step=said["step"],
        verdict="ours",
        when=When.at(at("2025-11-06 10:00")),
        answer="Ask the court.",
    )

    ask_step(actor, fresh(case), **said, when=When.at(at("2025-11-03 10:00")))

    running = clock(case, "removal")
    assert (running.state, running.started_at) == ("running", at("2025-11-03 10:00"))
