"""What one person takes in small slices counts together: no way round the second person.

Somebody may ask for the same list stage by stage, each below the threshold. So what was begun of a
kind within some hours, and that nobody else decided on, is added to what is asked for now.
"""

from typing import Final

from django.db import connection
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Sentence, wrong_state
from cases.exports.choices import ExportState
from cases.exports.models import Export
from cases.exports.rules import rules

TAKEN_MEANWHILE: Final[Sentence] = _(
    "You have taken other rows of this kind along since you asked. Ask for it anew: a second "
    "person decides then."
)
ONE_AFTER_THE_OTHER: Final = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"


def taken_lately(actor: Actor, kind: str) -> int:
    """Return how many rows of a kind the actor has taken along lately, on her own word alone."""
    since = present.now() - rules().counts_together
    begun = Export.objects.visible_to(actor).filter(
        asked_by_id=actor.staff_id,
        kind=kind,
        asked_at__gt=since,
        round__gt=0,
        decided_at__isnull=True,
    )
    counted = begun.exclude(state=ExportState.STOPPED).aggregate(rows=Sum("counted"))["rows"]
    return counted or 0


def needs_second(actor: Actor, kind: str, counted: int) -> bool:
    """Return whether a second person decides, with what the actor has taken along lately."""
    return rules().needs_second(kind, counted + taken_lately(actor, kind))


def check_slices(actor: Actor, export: Export) -> None:
    """Raise 409 where a second person is needed by now: what was asked for is never changed.

    Two calls of the same person wait for each other, or they would not see what the other begins.
    """
    if export.needs_second:
        return
    with connection.cursor() as cursor:
        cursor.execute(ONE_AFTER_THE_OTHER, [f"exports:{actor.staff_id}"])
    if needs_second(actor, export.kind, export.counted):
        raise wrong_state(TAKEN_MEANWHILE, "export_taken_meanwhile")
