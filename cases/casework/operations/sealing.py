"""Sealing: what a step of a restricted procedure says goes into a row that few roles read.

Days and moments stay open: clocks and gates are counted from them, and must come to the same for
whoever acts. What a role does not read it does not write either, since nobody could check it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.models import SealedPart, Step
from cases.core.actor import Actor
from cases.core.errors import Refused
from cases.procedures.choices import RestrictedGroup, ResultKind
from cases.procedures.results import fields_of

OPEN_KINDS = frozenset({ResultKind.DAY.value, ResultKind.MOMENT.value})


def refuse_unread(actor: Actor, step: Step) -> None:
    """Raise 403 when the step is of a group that the actor's role does not read."""
    group = step.procedure.restricted
    if group and not actor.sees(group):
        sentence = _("This step is restricted (%(group)s), and your role does not read it.")
        words = {"group": RestrictedGroup(group).label}
        raise Refused(sentence % words, "step_restricted", 403)


def seal(actor: Actor, step: Step, moment: datetime, **content: Any) -> SealedPart | None:
    """Keep what is said apart; None where the procedure is open or nothing is said."""
    said = {name: value for name, value in content.items() if value}
    if not step.procedure.restricted or not said:
        return None
    return SealedPart.objects.create(
        case_id=step.case_id,
        step=step,
        restricted=step.procedure.restricted,
        content=said,
        recorded_at=moment,
        recorded_by_id=actor.staff_id,
    )


def sealed_text(actor: Actor, step: Step, moment: datetime, name: str, text: str) -> dict[str, Any]:
    """Return the columns of a text: as it is, or empty with the key to what is sealed."""
    part = seal(actor, step, moment, **{name: text})
    return {name: "" if part else text, f"sealed_{name}": part}


def halves(step: Step, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what stays open of the values of a result, and what is sealed."""
    if not step.procedure.restricted:
        return dict(values), {}
    dated = {row.name for row in fields_of(step.procedure) if row.kind in OPEN_KINDS}
    kept = {name: value for name, value in values.items() if name in dated}
    return kept, {name: value for name, value in values.items() if name not in dated}
