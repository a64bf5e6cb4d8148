"""What moving a case to another playbook would do: told before it is done."""

from dataclasses import dataclass
from datetime import date

from cases.casework.choices import StepStatus
from cases.casework.models import Case, Step
from cases.casework.progress.file import File
from cases.casework.progress.plans import PlannedStep, plan_of
from cases.casework.progress.turns import applies

UNTOUCHED = {StepStatus.WAITING, StepStatus.OPEN}
SETTLED = {StepStatus.DONE, StepStatus.REFUSED, StepStatus.WAIVED}
Pair = tuple[Step, PlannedStep]


@dataclass(frozen=True, slots=True)
class Move:
    """The steps that go on, those that are no longer needed, those that come new.

    Of those that go on, `anew` was settled as a procedure that the new playbook no longer means by
    that code; `other` is under way, and goes on as another procedure. `left` was begun or settled
    under the former playbook and stays on record though the new one does not ask for it.
    """

    kept: list[Pair]
    dropped: list[Step]
    left: list[Step]
    added: list[PlannedStep]

    @property
    def same(self) -> list[Pair]:
        """The steps that go on as they are."""
        return [pair for pair in self.kept if not is_another(*pair)]

    @property
    def anew(self) -> list[Pair]:
        """The steps that were settled as another procedure, so that nothing is settled of this."""
        return [pair for pair in self.kept if is_another(*pair) and pair[0].status in SETTLED]

    @property
    def other(self) -> list[Pair]:
        """The steps that go on as another procedure."""
        return [pair for pair in self.kept if is_another(*pair) and pair[0].status not in SETTLED]


def is_another(step: Step, planned: PlannedStep) -> bool:
    """Return whether a code means another procedure than the step was worked on as."""
    return step.procedure_id != planned.procedure_id


def move_of(case: Case, playbook_id: int, today: date) -> Move:
    """Return what a move to a playbook would do; three queries."""
    steps = list(Step.objects.filter(case=case).select_related("procedure").order_by("number"))
    file = File(case, plan_of(playbook_id), steps)
    planned = {row.code: row for row in file.plan.steps}
    there = {step.code for step in steps}
    others = [step for step in steps if step.code not in planned]
    asked = set(
        Step.objects.filter(case=case, inquiries__isnull=False).values_list("code", flat=True)
    )
    untouched = [step for step in others if step.status in UNTOUCHED and step.code not in asked]
    return Move(
        kept=[(step, planned[step.code]) for step in steps if step.code in planned],
        dropped=untouched,
        left=[
            step for step in others if step not in untouched and step.status != StepStatus.DROPPED
        ],
        added=[
            row for code, row in planned.items() if code not in there and applies(row, file, today)
        ],
    )
