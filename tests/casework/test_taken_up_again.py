"""A step that is taken up again runs its limits anew; what a dated event sets off stays tied to it.

3 November 2025 is a Monday, 24 November too.
"""

from contextlib import contextmanager
from datetime import date

import pytest
import time_machine

from cases.casework.operations import (
    ask_step,
    complete_step,
    record_answer,
    record_fact,
    refuse_step,
    reopen_step,
)
from cases.casework.progress.proving import faults
from cases.casework.progress.ticking import Calendars
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.core.models import RowVersion
from cases.missions.queries import system_at
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, at, clock, step
from tests.factories import MissionFactory
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db
REPORTED = When.at(at("2025-11-03 09:00"))


@contextmanager
def later(moment):
    """Act at a later moment."""
    with time_machine.travel(at(moment)), replay(at(moment)):
        yield


@pytest.fixture
def actor():
    with eyes(system_at(MissionFactory())) as system, later("2025-11-03 10:00"):
        yield system


def opened(actor):
    a_playbook(gates={})
    return a_case(actor, reported=REPORTED)


def done(actor, case, code, **values):
    complete_step(actor, fresh(case), step=step(case, code), **values)


def reopened_later(actor, case, code):
    """Take a step up again three weeks later."""
    with later("2025-11-24 09:00"):
        reopen_step(actor, fresh(case), step=step(case, code), reason="Wrong name.")
        assert list(faults([fresh(case)], Calendars())) == []


@pytest.mark.parametrize("settle", ["done", "refused"])
def test_its_limit_runs_from_the_moment_it_was_reopened(actor, settle):
    a_limit(a_procedure("removal"))
    case = opened(actor)
    if settle == "done":
        done(actor, case, "removal")
    else:
        refuse_step(actor, fresh(case), step=step(case, "removal"), grounds="No list.")
    reopened_later(actor, case, "removal")

    assert clock(case, "removal").due_at == at("2025-11-27 00:00")
    assert fresh(case).next_due_at == at("2025-11-27 00:00")


def test_what_was_measured_before_stays_in_the_row_versions(actor):
    a_limit(a_procedure("removal"))
    case = opened(actor)
    opened_at = step(case, "removal").opened_at
    done(actor, case, "removal")
    reopened_later(actor, case, "removal")

    former = RowVersion.objects.filter(table_name="cases_clock", row_id=clock(case, "removal").pk)
    assert former.last().old["state"] == "stopped"
    assert step(case, "removal").opened_at == opened_at


def test_a_limit_that_another_step_set_off_runs_anew_too(actor):
    a_limit(a_procedure("removal"), starts="done", start_procedure="contact")
    case = opened(actor)
    done(actor, case, "contact")
    done(actor, case, "removal")
    reopened_later(actor, case, "removal")

    assert clock(case, "removal").due_at == at("2025-11-27 00:00")


def test_done_a_second_time_it_is_in_time(actor):
    a_limit(a_procedure("removal"))
    case = opened(actor)
    done(actor, case, "removal")
    reopened_later(actor, case, "removal")
    with later("2025-11-25 09:00"):
        done(actor, case, "removal")

    assert (clock(case, "removal").state, clock(case, "removal").is_late) == ("stopped", False)


def test_a_limit_from_the_date_of_a_decision_stays_tied_to_it(actor):
    a_limit(
        a_procedure("deposit"), starts="result", start_procedure="removal", start_field="decided_on"
    )
    case = opened(actor)
    done(actor, case, "removal", result={"decided_on": "2025-11-03"})
    done(actor, case, "deposit")
    reopened_later(actor, case, "deposit")

    assert clock(case, "deposit").due_at == at("2025-11-06 00:00")


def test_a_limit_from_a_stage_stays_tied_to_it(actor):
    a_limit(a_procedure("removal"), starts="stage", start_stage="contacted")
    case = opened(actor)
    said = {"source": "mission", "reason": "She rang."}
    record_fact(actor, fresh(case), stage="contacted", when=When(day=date(2025, 11, 3)), **said)
    done(actor, case, "removal")
    reopened_later(actor, case, "removal")

    assert clock(case, "removal").due_at == at("2025-11-06 00:00")


def asked_and_done(actor, case):
    ask_step(actor, fresh(case), step=step(case, "removal"), whom="host_authority")
    record_answer(actor, fresh(case), step=step(case, "removal"), verdict="done")


def test_what_another_body_has_to_do_waits_until_it_is_asked_again(actor):
    a_limit(a_procedure("removal"), starts="asked", on_whom="host_authority")
    case = opened(actor)
    asked_and_done(actor, case)
    reopened_later(actor, case, "removal")
    before = clock(case, "removal").state
    with later("2025-11-24 10:00"):
        ask_step(actor, fresh(case), step=step(case, "removal"), whom="host_authority")

    assert before == "waiting"
    assert clock(case, "removal").due_at == at("2025-11-27 00:00")


def test_an_answer_in_time_stays_on_record_as_such(actor):
    a_limit(a_procedure("removal"), starts="asked", stops="answered", on_whom="host_authority")
    case = opened(actor)
    asked_and_done(actor, case)
    before = clock(case, "removal")
    reopened_later(actor, case, "removal")

    after = clock(case, "removal")
    assert (after.state, after.started_at) == ("stopped", before.started_at)


def test_a_step_that_waits_again_begins_not_before_it_was_taken_up(actor):
    a_limit(a_procedure("reply"))
    case = opened(actor)
    done(actor, case, "contact")
    done(actor, case, "reply")
    with later("2025-11-24 09:00"):
        reopen_step(actor, fresh(case), step=step(case, "contact"), reason="Wrong number.")
        reopen_step(actor, fresh(case), step=step(case, "reply"), reason="Wrong name.")
        assert step(case, "reply").status == "waiting"
        done(actor, case, "contact", when=When.at(at("2025-11-20 09:00")))

    assert clock(case, "reply").due_at == at("2025-11-27 00:00")
