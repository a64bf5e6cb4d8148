"""The difference explained by a received list: who stands on both, only on theirs, only on ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from cases.core.actor import Actor
from cases.intake.reconciliation.models import Reconciliation
from cases.publishing.figures import Comparison
from cases.publishing.gaps.values import Gap, OfLine, summed

OF_LISTS = "select * from figure_gap_of_lists(%s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Piles:
    """How the people of one list stand to those whom our figure counts, in persons.

    `listed` are rows; `agree` counts who is in a row and in our figure, `differently` those of them
    who are told of otherwise. In a row and not in our figure: `theirs` (nobody of ours), `twice`
    (one more row of the same person), `elsewhere`, `not_located`, `not_counted`. `ours`: in no row,
    expected when it was compared, and counted.
    """

    reconciliation_id: int
    is_later: bool
    listed: int
    agree: int
    differently: int
    theirs: int
    twice: int
    elsewhere: int
    not_located: int
    not_counted: int
    ours: int


def piles_beside(pair: Comparison, known_at: datetime | None) -> list[Piles]:
    """Return the lists of the figure's day and place, each by its newest comparison."""
    with connection.cursor() as cursor:
        cursor.execute(OF_LISTS, [pair.figure.pk, pair.moment, known_at or "infinity"])
        return [Piles(*row) for row in cursor.fetchall()]


def by_lists(actor: Actor, pair: Comparison, known_at: datetime | None) -> list[Gap]:
    """Return the difference as each list explains it, the newest comparison first."""
    found = piles_beside(pair, known_at)
    seen = in_sight(actor, found)
    return [of_list(pair, piles, seen.get(piles.reconciliation_id)) for piles in found]


def in_sight(actor: Actor, found: Sequence[Piles]) -> dict[int, Reconciliation]:
    """Return the comparisons that the reader may open; of all others the numbers alone are told."""
    if not found:
        return {}
    rows = Reconciliation.objects.visible_to(actor).select_related("received")
    return rows.in_bulk([piles.reconciliation_id for piles in found])


def of_list(pair: Comparison, piles: Piles, compared: Reconciliation | None) -> Gap:
    """Return the lines that one list gives; what the list does not name is not explained."""
    ours = pair.value or 0
    steps: dict[OfLine, int] = {
        "theirs": -piles.theirs,
        "twice": -piles.twice,
        "elsewhere": -piles.elsewhere,
        "not_located": -piles.not_located,
        "not_counted": -piles.not_counted,
        "ours": piles.ours,
        "beyond": ours - piles.agree - piles.ours,
    }
    return Gap(
        reported=pair.figure.value,
        ours=ours,
        lines=() if piles.is_later else summed(pair.figure, ours, steps),
        is_of_list=True,
        compared=compared,
        listed=piles.listed,
        differently=piles.differently,
        is_later=piles.is_later,
    )
