"""What blocks a case: one line, computed from the gate ahead, kept on the case row."""

from datetime import date, timedelta

import pytest
import time_machine

from cases.casework.models import Case, Step
from cases.casework.operations import (
    advance_case,
    ask_step,
    close_case,
    complete_step,
    hold_case,
    record_answer,
    record_stay,
    refuse_step,
    resume_case,
    void_case,
)
from cases.casework.progress import refresh
from cases.citizens.operations import add_contact_point, correct_citizen
from cases.core.facts import When
from cases.core.partial import PartialDate
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, at, completed, opened, step
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db

COLUMNS = (
    "blocker_kind",
    "blocker_procedure_id",
    "blocker_condition",
    "blocker_body",
    "blocker_authority_id",
    "blocked_since",
    "next_due_at",
    "next_due_limit_id",
    "valid_until",
)


def blocker(case):
    now = fresh(case)
    what = now.blocker_procedure.code if now.blocker_procedure else now.blocker_condition
    return now.blocker_kind, what, now.blocker_body


def test_a_case_without_a_playbook_says_so(actor):
    assert blocker(a_case(actor)) == ("playbook", "", "mission")


def test_the_first_step_of_the_gate_ahead_blocks(actor):
    assert blocker(opened(actor)) == ("open", "contact", "mission")


def test_a_satisfied_gate_means_move_it_on_whatever_later_gates_ask_for(actor):
    case = opened(actor)
    completed(actor, case, "contact", "reply")

    assert blocker(case) == ("advance", "", "mission")


def test_behind_a_gate_the_next_one_blocks_and_steps_of_no_gate_do_not(actor):
    case = opened(actor)
    completed(actor, case, "contact", "reply")
    for _stage in ("contacted", "verified"):
        advance_case(actor, fresh(case))

    assert blocker(case) == ("open", "passport", "mission")


def test_the_family_acts_by_itself(actor):
    case = opened(actor, gates={"ready": ("deposit",)})

    assert blocker(case) == ("open", "deposit", "family")


def test_the_nearest_deadline_comes_before_the_order_of_the_playbook(actor):
    a_limit(a_procedure("removal", track="host_law", body="host_authority"))
    case = opened(actor, gates={"ready": ("contact", "removal")})

    assert blocker(case) == ("open", "removal", "mission")


def test_a_refusal_comes_before_everything(actor):
    case = opened(actor, gates={"ready": ("contact", "removal")})
    refuse_step(actor, fresh(case), step=step(case, "removal"), grounds="Court adjourned.")

    assert blocker(case) == ("refused", "removal", "mission")


def test_a_hold_hides_what_lies_behind_it_until_it_is_resumed(actor):
    case = opened(actor)
    hold_case(actor, fresh(case), reason="awaiting_host")
    held = blocker(case)
    resume_case(actor, fresh(case))

    assert held == ("held", "", "host_authority")
    assert blocker(case) == ("open", "contact", "mission")


def test_nothing_missing_means_move_it_on(actor):
    case = opened(actor, gates={"ready": ("contact",)})
    complete_step(actor, fresh(case), step=step(case, "contact"))

    assert blocker(case) == ("advance", "", "mission")


def test_a_closed_case_is_blocked_by_nothing(actor):
    case = close_case(actor, opened(actor), outcome="own_means")

    assert blocker(case) == ("", "", "")


def test_a_void_case_is_blocked_by_nothing(actor):
    case = void_case(actor, opened(actor), reason="Entered twice.")

    assert blocker(case) == ("", "", "")


def test_a_condition_follows_what_changes_on_the_person(actor):
    case = opened(actor, gates={}, conditions={"verified": ("has_contact_way",)})
    before = blocker(case)
    add_contact_point(actor, fresh(case).citizen, kind="phone", value="+84 000 000 0000")

    assert before == ("condition", "has_contact_way", "mission")
    assert blocker(case) == ("advance", "", "mission")


def test_a_condition_follows_what_is_decided_on_nationality(actor):
    case = opened(actor, gates={}, conditions={"verified": ("identity_confirmed",)})
    correct_citizen(actor, fresh(case).citizen, changes={"nationality_status": "verified"})

    assert blocker(case) == ("advance", "", "mission")


def test_a_condition_follows_the_whereabouts(actor):
    case = opened(actor, gates={}, conditions={"verified": ("is_in_thailand",)})
    record_stay(
        actor,
        fresh(case),
        kind="at",
        country="TH",
        when=When(day=date(2025, 10, 25)),
        source="mission",
    )

    assert blocker(case) == ("advance", "", "mission")


def test_blocked_since_is_when_the_body_was_asked(actor):
    case = opened(actor)
    complete_step(actor, fresh(case), step=step(case, "contact"))
    asked = at("2025-11-03 10:00")
    ask_step(actor, fresh(case), step=step(case, "reply"), when=When.at(asked))

    assert fresh(case).blocked_since == asked


def test_the_columns_of_the_case_equal_its_steps(actor):
    a_limit(a_procedure("contact"))
    case = opened(actor)
    advance_case(actor, fresh(case))
    complete_step(actor, fresh(case), step=step(case, "contact"))
    ask_step(actor, fresh(case), step=step(case, "reply"))
    kept = Case.objects.values(*COLUMNS).get(pk=case.pk)
    now = fresh(case)
    for name in COLUMNS:
        setattr(now, name, None if name.endswith(("_id", "_at", "_since", "until")) else "")

    refresh([now], fresh(case).ledger_at)

    assert Case.objects.values(*COLUMNS).get(pk=case.pk) == kept


def test_a_minor_gets_the_step_meant_for_minors(actor):
    with time_machine.travel("2025-11-03T03:00:00Z", tick=False):
        case = opened(actor, only_if={"deposit": "is_minor"})
        before = set(Step.objects.filter(case=case).values_list("code", flat=True))
        birth = date(2025, 11, 3) - timedelta(days=16 * 365)
        correct_citizen(actor, fresh(case).citizen, changes={"birth": PartialDate(birth, "day")})

    after = set(Step.objects.filter(case=case).values_list("code", flat=True))
    assert (before - after, after - before) == (set(), {"deposit"})


def test_what_was_asked_before_another_answer_is_still_with_the_body_asked(actor):
    a_playbook(gates={"contacted": ("removal",)})
    case = a_case(actor, reported=When(day=date(2025, 10, 22)))
    said = {"step": Step.objects.get(case=case, code="removal"), "whom": "host_authority"}
    ask_step(actor, fresh(case), **said, when=When(day=date(2025, 11, 3)))
    record_answer(
        actor,
        fresh(case),
        step=said["step"],
        verdict="ours",
        when=When(day=date(2025, 11, 7)),
        answer="Ask the court.",
    )

    ask_step(actor, fresh(case), **said, when=When(day=date(2025, 11, 1)))

    case = fresh(case)
    assert (case.blocker_kind, case.blocker_body) == ("asked", "host_authority")
