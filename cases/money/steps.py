"""The step of the playbook that a deposit or an undertaking completes, in the same act."""

from typing import Any

from cases.casework.choices import StepStatus
from cases.casework.models import Case, Step
from cases.casework.operations import complete_step
from cases.core.actor import Actor
from cases.core.errors import wrong_state
from cases.money.models import Deposit, Undertaking
from cases.money.policies import NO_STEP

PROCEDURES: dict[type[Any], str] = {Deposit: "deposit", Undertaking: "undertaking"}


def step_to_settle(case: Case, model: type[Any]) -> Step | None:
    """Return the step of the case that such a row completes, while it is to be done."""
    steps = Step.objects.filter(case=case, procedure__code=PROCEDURES[model])
    return steps.filter(status__in=[StepStatus.OPEN, StepStatus.ASKED]).first()


def settle(actor: Actor, case: Case, row: Deposit | Undertaking) -> None:
    """Complete the step with what the row says; 409 where there is none to be done."""
    step = step_to_settle(case, type(row))
    if step is None:
        raise wrong_state(NO_STEP, "no_step_to_settle")
    result: dict[str, Any] = {"amount": {"amount": str(row.amount), "currency": row.currency}}
    if isinstance(row, Deposit):
        result |= {"received_on": row.received_on.isoformat(), "receipt": row.receipt}
    else:
        due = row.due_on.isoformat() if row.due_on else ""
        result |= {"signed_on": row.signed_on.isoformat(), "due_on": due}
    complete_step(actor, case, step=step, result={k: v for k, v in result.items() if v})
