"""What one person takes in small slices counts together: no way round the second person.

Somebody may ask for the same list stage by stage, each below the threshold, or for cases here and
people there. So whatever she took along within some hours, of any kind, at any of her postings and
with nobody else deciding, is added to what is asked for now.
"""

from typing import Final

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Sentence, wrong_state
from cases.exports.models import Export
from cases.exports.rules import rules

TAKEN_MEANWHILE: Final[Sentence] = _(
    "You have taken other rows along since you asked. Ask for it anew: a second person decides "
    "then."
)
ONE_AFTER_THE_OTHER: Final = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"


def taken_lately(kind: str) -> int:
    """Return how many rows whoever acts has taken along lately, on her own word alone.

    What may be taken in larger numbers (what was told in public) does not count with what may not.
    """
    most = rules().thresholds
    kinds = [other for other in most if most[other] <= most[kind]]
    since = present.now() - rules().counts_together
    with connection.cursor() as cursor:
        cursor.execute("select rows_taken_alone(%s, %s)", [kinds, since])
        (taken,) = cursor.fetchone()
    return int(taken)


def needs_second(kind: str, counted: int) -> bool:
    """Return whether a second person decides, with what was taken along lately."""
    return rules().needs_second(kind, counted + taken_lately(kind))


def check_slices(actor: Actor, export: Export) -> None:
    """Raise 409 where a second person is needed by now: what was asked for is never changed.

    Two calls of the same person wait for each other, or they would not see what the other begins.
    """
    if export.needs_second:
        return
    with connection.cursor() as cursor:
        cursor.execute(ONE_AFTER_THE_OTHER, [f"exports:{actor.staff_id}"])
    if needs_second(export.kind, export.counted):
        raise wrong_state(TAKEN_MEANWHILE, "export_taken_meanwhile")
