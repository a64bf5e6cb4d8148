"""Cases with steps to work on, for the examples of the operations on steps."""

from datetime import date
from typing import Any

from cases.casework.operations import ask_step, complete_step
from cases.core.actor import Actor
from cases.core.facts import When
from cases.procedures.models import Playbook
from tests.casework.playbooks import a_limit, a_playbook, a_procedure
from tests.register import a_case

OPENED = When(day=date(2025, 10, 20))
Prepared = tuple[Any, dict[str, Any]]


def case_on_playbook(actor: Actor) -> Prepared:
    """A case whose steps can begin, and another playbook it could be moved to."""
    if not Playbook.objects.filter(code="first").exists():
        steps = (
            ("intake", "identity", "mission", ()),
            ("identity-verification", "identity", "immigration_department", ()),
        )
        a_playbook("first", steps=steps, gates={"ready": ("intake", "identity-verification")})
        a_playbook("crossed", steps=steps, gates={}, countries=[])
        a_limit(a_procedure("intake"))
    return a_case(actor, reported=OPENED), {}


def case_with_question(actor: Actor) -> Prepared:
    """A case in which somebody was asked and has not answered."""
    row, more = case_on_playbook(actor)
    ask_step(actor, row, step=row.steps.get(code="identity-verification"), when=OPENED)
    return row, more


def case_with_step_done(actor: Actor) -> Prepared:
    """A case with a step that is done."""
    row, more = case_on_playbook(actor)
    complete_step(actor, row, step=row.steps.get(code="intake"))
    return row, more
