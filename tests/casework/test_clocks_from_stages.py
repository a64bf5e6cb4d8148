"""A limit that starts with a stage runs from when the case first came to it, by its ledger."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.casework.models import Case, Clock, Transition
from cases.casework.operations import (
    advance_case,
    correct_transition,
    hold_case,
    record_fact,
    resume_case,
    void_transition,
)
from cases.casework.progress import refresh
from cases.casework.progress.proving import faults
from cases.casework.progress.ticking import Calendars
from cases.core.context import eyes
from cases.core.facts import When, ledger_moment
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, at
from tests.factories import head
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    with time_machine.travel(at("2025-11-24 09:00"), tick=True), eyes(head()) as actor:
        yield actor


@pytest.fixture
def case(actor):
    """A case with a limit that runs from the first contact."""
    a_playbook(gates={})
    a_limit(a_procedure("removal"), starts="stage", start_stage="contacted")
    return a_case(actor, reported=When(day=date(2025, 10, 22)))


def reached(actor, case, stage, moment):
    said = {"source": "mission", "reason": "From the file."}
    record_fact(actor, fresh(case), stage=stage, when=When.at(at(moment)), **said)


def entry(case, stage):
    return Transition.objects.standing().filter(case=case, to_stage=stage).first()


def clock(case):
    return Clock.objects.get(case=case)


def test_it_does_not_run_before_the_stage_was_reached(case):
    assert (clock(case).state, clock(case).started_at) == ("waiting", None)


def test_it_runs_from_the_first_entry_whatever_the_ledger_says_later(actor, case):
    reached(actor, case, "contacted", "2025-10-23 10:00")
    hold_case(actor, fresh(case), reason="health")
    resume_case(actor, fresh(case))
    advance_case(actor, fresh(case))

    assert clock(case).started_at == at("2025-10-23 10:00")
    assert clock(case).due_at == at("2025-10-28 00:00")


def test_a_stage_passed_over_counts_from_what_lay_beyond_it(actor, case):
    reached(actor, case, "verified", "2025-10-28 10:00")

    assert clock(case).started_at == at("2025-10-28 10:00")


def test_closing_does_not_pass_the_stages_between(actor, case):
    said = {"source": "mission", "reason": "The sister wrote.", "outcome": "own_means"}
    record_fact(actor, fresh(case), stage="closed", when=When.at(at("2025-10-28 10:00")), **said)

    assert clock(case).state == "waiting"


def test_late_news_of_the_stage_moves_the_start(actor, case):
    reached(actor, case, "contacted", "2025-10-29 10:00")
    reached(actor, case, "verified", "2025-11-05 10:00")
    reached(actor, case, "contacted", "2025-10-24 10:00")

    assert clock(case).started_at == at("2025-10-24 10:00")


def test_a_corrected_entry_starts_it_when_it_happened(actor, case):
    reached(actor, case, "contacted", "2025-10-29 10:00")
    correct_transition(
        actor,
        fresh(case),
        transition=entry(case, "contacted"),
        reason="A day earlier.",
        changes={"when": When.at(at("2025-10-28 10:00"))},
    )

    assert clock(case).started_at == at("2025-10-28 10:00")


def test_it_does_not_run_when_the_entry_no_longer_stands(actor, case):
    reached(actor, case, "contacted", "2025-10-29 10:00")
    void_transition(
        actor, fresh(case), transition=entry(case, "contacted"), reason="It was her sister."
    )

    assert (clock(case).state, clock(case).due_at) == ("waiting", None)


def test_an_advance_starts_it_at_once(actor, case):
    advance_case(actor, fresh(case))

    assert clock(case).started_at == entry(case, "contacted").occurred_at


def test_what_is_proved_agrees_after_a_hold(actor, case):
    reached(actor, case, "contacted", "2025-10-23 10:00")
    hold_case(actor, fresh(case), reason="health")

    assert list(faults([fresh(case)], Calendars())) == []
    Clock.objects.filter(case=case).update(started_at=at("2025-11-24 09:00"))
    assert [fault for _case, fault in faults([fresh(case)], Calendars())]


def ledger_queries(cases):
    """Count the queries of the ledger alone; its closings come with the file."""
    with CaptureQueriesContext(connection) as queries:
        refresh(cases, ledger_moment([]))
    of_ledger = [query["sql"] for query in queries if "cases_transition" in query["sql"]]
    return sum("cases_step" not in sql for sql in of_ledger)


def test_the_ledger_is_read_once_for_all_cases(actor, case):
    a_case(actor)

    assert ledger_queries(list(Case.objects.all())) == 1


def test_the_ledger_is_not_read_when_no_limit_starts_with_a_stage(actor):
    a_playbook(gates={})
    a_limit(a_procedure("removal"))
    case = a_case(actor)

    assert ledger_queries([fresh(case)]) == 0
