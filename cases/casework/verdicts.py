"""Which limits an act judges otherwise: who had to keep each, and both verdicts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cases.casework.choices import InTime
from cases.casework.models import Case, Clock
from cases.casework.progress.telling import who_words
from cases.core.actor import Actor
from cases.core.shapes import TEXT, UUID, Naming, Schema, closed_object, nullable, require_all
from cases.procedures.choices import Body

Judged = Mapping[int, Clock]
"""The clocks of a case by their ids."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A clock that an act judges otherwise: as it was before, and as it is after."""

    before: Clock
    after: Clock

    @property
    def of_what(self) -> tuple[int, str]:
        """The step and the limit."""
        return self.after.step_id, self.after.limit.code

    def __str__(self) -> str:
        return _("%(who)s, “%(limit)s”: %(before)s → %(after)s.") % {
            "who": who_words(self.after.limit.on_whom),
            "limit": self.after.limit,
            "before": self.before.verdict_words or _("no verdict"),
            "after": self.after.verdict_words or _("no verdict"),
        }

    def as_json(self) -> dict[str, Any]:
        """Return it as the API tells it."""
        return {
            "clock": self.after.public_reference,
            "limit": self.after.limit.code,
            "on_whom": self.after.limit.on_whom,
            "before": self.before.verdict or None,
            "after": self.after.verdict or None,
        }


def judged(actor: Actor, case: Case) -> Judged:
    """Return the clocks of a case in sight as they are judged now; one query."""
    rows = Clock.objects.visible_to(actor).filter(case=case).select_related("limit")
    return {clock.pk: clock for clock in rows.order_by("pk")}


def turned(before: Judged, after: Judged) -> Iterator[Turn]:
    """Yield what is judged otherwise.

    What a former clock of a step loses and the present one gets is one: it was judged anew.
    """
    both = ((before[pk], clock) for pk, clock in after.items() if pk in before)
    turns = [Turn(*pair) for pair in both if pair[0].verdict_words != pair[1].verdict_words]
    lost = {
        turn.of_what: turn for turn in turns if turn.after.taken_up_at and not turn.after.verdict
    }
    new = {turn.of_what: turn for turn in turns if not turn.before.verdict and turn.after.verdict}
    for turn in turns:
        if turn.of_what in lost and turn.of_what in new:
            if turn is new[turn.of_what]:
                yield Turn(lost[turn.of_what].before, turn.after)
        else:
            yield turn


def turns_schema(naming: Naming) -> Schema:
    """Return how the API tells what is judged otherwise."""
    verdict = nullable(naming(InTime))
    turn = closed_object() | {
        "properties": {
            "clock": UUID,
            "limit": TEXT,
            "on_whom": naming(Body),
            "before": verdict,
            "after": verdict,
        }
    }
    return {
        "type": "array",
        "description": "What is judged otherwise now; empty when the call is a repetition.",
        "items": require_all(turn),
    }
