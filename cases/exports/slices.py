"""What one person takes in small slices counts together: no way round the second person.

Somebody may ask for the same list stage by stage, each below the threshold, or for cases here and
people there. So whatever she took along within some hours, of any kind, at any of her postings and
with nobody else deciding, is added to what is asked for now. Figures hold no person, so they count
among themselves: neither does a list of people make them need somebody else, nor they a list.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db import connection
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Sentence, wrong_state
from cases.core.roles import FILE
from cases.exports.choices import SEEN_BY, ExportState
from cases.exports.models import Export
from cases.exports.rules import rules

TAKEN_MEANWHILE: Final[Sentence] = _(
    "You have taken other rows along since you asked. Ask for it anew: a second person decides "
    "then."
)
ONE_AFTER_THE_OTHER: Final = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"


UNDECIDED: Final = frozenset({ExportState.COUNTED, ExportState.WAITING})


def holds_people(kind: str) -> bool:
    """Return whether rows of a kind are of people, and not figures."""
    return SEEN_BY[kind] == FILE


def counted_with(kind: str) -> list[str]:
    """Return the kinds whose rows count together with those of a kind."""
    most, of_people = rules().thresholds, holds_people(kind)
    return [
        other for other in most if most[other] <= most[kind] and holds_people(other) is of_people
    ]


def taken_lately(kind: str) -> int:
    """Return how many rows whoever acts has taken along lately, on her own word alone.

    What may be taken in larger numbers (what was told in public) does not count with what may not.
    """
    kinds = counted_with(kind)
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


@dataclass(frozen=True, slots=True)
class Second:
    """Why a second person decides on an export.

    `taken`: what whoever asked took along lately, None for everybody else and once it is decided.
    """

    counted: int
    most: int
    hours: int
    taken: int | None = None

    @property
    def why(self) -> str:
        """The reason in a sentence: so many rows, or with those taken along lately."""
        words = {"most": grouped(self.most), "hours": self.hours}
        if self.counted > self.most:
            said = gettext(
                "These are more than %(most)s rows: a second person decides before it is written."
            )
        elif self.taken is None:
            said = gettext(
                "With what whoever asked took along in the last %(hours)s hours these were more "
                "than %(most)s rows: a second person decides before it is written."
            )
        else:
            words |= {"taken": grouped(self.taken), "sum": grouped(self.taken + self.counted)}
            said = gettext(
                "With what you took along in the last %(hours)s hours (%(taken)s) these are "
                "%(sum)s rows. Above %(most)s a second person decides before it is written."
            )
        return said % words

    def as_json(self) -> dict[str, Any]:
        """Return how the API tells it."""
        return {
            "why": self.why,
            "threshold": self.most,
            "within_hours": self.hours,
            "taken_before": self.taken,
        }


def grouped(number: int) -> str:
    """Return a number with its thousands set apart."""
    return str(number_format(number, force_grouping=True))


def second_of(actor: Actor, export: Export) -> Second | None:
    """Return why a second person decides on an export, None where none does."""
    if not export.needs_second:
        return None
    most, hours = rules().thresholds[export.kind], rules().counts_together // timedelta(hours=1)
    is_asker = export.asked_by_id == actor.staff_id and export.state in UNDECIDED
    return Second(export.counted, most, hours, taken_lately(export.kind) if is_asker else None)
