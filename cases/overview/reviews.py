"""What somebody should look at: gates that a fact went past, entries that later news made odd.

Both are read along partial indexes of the ledger that hold nothing else, the newest first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Step, Transition
from cases.casework.models.transition import TransitionQuerySet
from cases.core.actor import Actor
from cases.core.conditions import CONDITIONS
from cases.core.errors import Problem, invalid

PAGE: Final = 50
FACTS: Final = ("recorded_by", "recorded_for", "case__citizen", "case__incident", "case__mission")


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The rows of a page, and the public id of the row behind which the next one begins."""

    rows: Sequence[Transition]
    following: str


def passed_by_fact(actor: Actor, before: str) -> ReviewPage:
    """Return facts that went past a gate which still asked for something."""
    return page(Transition.objects.own_of(actor).exclude(gate_open=[]), before)


def to_review(actor: Actor, before: str) -> ReviewPage:
    """Return entries that no longer fit since later news came before them."""
    return page(Transition.objects.own_of(actor).filter(needs_review=True), before)


def page(rows: TransitionQuerySet, before: str) -> ReviewPage:
    """Return the newest standing rows, or those that are older than the one named."""
    rows = rows.standing()
    if before:
        rows = rows.filter(pk__lt=place_of(rows, before))
    found = list(rows.select_related(*FACTS).order_by("-id")[: PAGE + 1])
    has_more, found = len(found) > PAGE, found[:PAGE]
    return ReviewPage(found, str(found[-1].uuid) if has_more else "")


def place_of(rows: TransitionQuerySet, before: str) -> int:
    """Return where in the list a row stands; 422 for what is not in it."""
    try:
        found = rows.filter(uuid=UUID(before)).values_list("pk", flat=True).first()
    except ValueError:
        found = None
    if found is None:
        message = _("This page address is not valid. Start again from the first page.")
        raise invalid([Problem("before", "bad_cursor", message)])
    return found


def gate_words(actor: Actor, rows: Sequence[Transition]) -> dict[Any, list[str]]:
    """Return for each row what its gate still asked for, in words: one query for all."""
    wanted = {row.case_id for row in rows if row.gate_open}
    steps = Step.objects.visible_to(actor).filter(case__in=wanted).select_related("procedure")
    names = {(step.case_id, step.code): str(step.procedure) for step in steps} if wanted else {}
    return {
        row.pk: [
            names.get((row.case_id, code))
            or (str(CONDITIONS[code].missing) if code in CONDITIONS else code)
            for code in row.gate_open
        ]
        for row in rows
    }
