"""Which playbook a case runs on, and when the journey is planned."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.casework.forms.stages import reason_field
from cases.casework.models import Case
from cases.casework.operations import move_to_playbook, plan_journey
from cases.casework.progress.file import day_at
from cases.casework.progress.moving import Move, Pair, move_of
from cases.core import present
from cases.core.errors import Sentence
from cases.core.fields import Day, Ref
from cases.core.forms import OperationForm
from cases.core.registry import declares
from cases.procedures.choices import PlaybookStatus
from cases.procedures.models import Playbook, Procedure


def published(actor: Any, case: Any) -> Any:
    """Return the published versions, those in use now first."""
    rows = Playbook.objects.visible_to(actor).filter(status=PlaybookStatus.PUBLISHED)
    if case is None:
        return rows
    # By the number of the case alone, so that it can be read along with what else is of a case.
    own = Case.objects.filter(pk=case.pk, playbook__isnull=False).order_by()
    return rows.exclude(pk__in=own.values("playbook"))


@declares(move_to_playbook, at="cases/move-to-playbook")
class MoveToPlaybook(OperationForm):
    """Steps of the same name go on as they are."""

    title = _("Move to another playbook")
    what_happens = _(
        "Steps of the same name go on as they are; those that mean another procedure now are "
        "opened again. Steps nobody has begun and the new playbook does not have are no longer "
        "needed. What was done stays on record."
    )
    done = _("The case runs on the other playbook.")
    example = {"playbook": "crossed.1", "reason": "She crossed the river."}

    playbook = Ref(by="reference", among=published, label=_("Playbook"))
    reason = reason_field()

    has_preview = True

    def consequences(self) -> list[Sentence]:
        """Say which steps go on, come new, fall away, and which stay on record."""
        picked = (self.data if self.is_bound else self.initial).get("playbook")
        field = self.fields["playbook"]
        assert isinstance(field, Ref)
        try:
            playbook = field.to_python(picked)
        except ValidationError:
            return []
        if playbook is None or self.target is None:
            return []
        today = day_at(present.now(), self.target.mission.zone)
        return move_words(move_of(self.target, playbook.pk, today))


def move_words(move: Move) -> list[Sentence]:
    """Return what a move would do, in words."""
    planned = [*move.added, *(row for _step, row in move.kept)]
    procedures = Procedure.objects.in_bulk({row.procedure_id for row in planned})

    def turned(pairs: list[Pair]) -> list[str]:
        return [f"{step.procedure} → {procedures[row.procedure_id]}" for step, row in pairs]

    lists = (
        (_("Goes on as it is: %(steps)s"), [str(step.procedure) for step, _row in move.same]),
        (_("Opened again, as another procedure: %(steps)s"), turned(move.anew)),
        (_("Goes on as another procedure: %(steps)s"), turned(move.other)),
        (_("Comes new: %(steps)s"), [str(procedures[row.procedure_id]) for row in move.added]),
        (_("No longer needed: %(steps)s"), [str(step.procedure) for step in move.dropped]),
        (
            _("Begun before, stays on record: %(steps)s"),
            [str(step.procedure) for step in move.left],
        ),
    )
    return [sentence % {"steps": ", ".join(names)} for sentence, names in lists if names]


@declares(plan_journey, at="cases/plan-journey")
class PlanJourney(OperationForm):
    """What runs out before that day blocks the case again."""

    title = _("Plan the journey")
    what_happens = _("Papers that run out before this day block the case again.")
    done = _("The day of the journey is noted.")
    example = {"journey_on": "2100-01-04"}

    journey_on = Day(
        label=_("Day of the journey"),
        help_text=_("Leave it empty when no day is planned any more."),
        required=False,
    )
