"""What was published before: two totals that follow each other must not single anybody out either.

A total that lies less than k from one that was published exactly would tell by subtraction that a
few people came or left between the two. It is rounded then: keeping the former number would tell
something that is no longer so, and hiding the total would hide the event as well. Compared is with
every number ever published exactly, not with the last one alone: several small steps would add up
to the same subtraction. What was rounded before tells too little to subtract.
"""

from collections.abc import Iterable, Mapping

from cases.publishing.disclosure_control.rounding import base_for, rounded_one
from cases.publishing.disclosure_control.suppressing import suppressed
from cases.publishing.disclosure_control.values import EXACT, Published, Tables


def as_published(
    tables: Tables, k: int, before: Iterable[Mapping[str, Published]] = ()
) -> dict[str, Published]:
    """Return what is shown of tables that are published together after others were.

    Where one number of a sum is rounded, all numbers of that sum that are shown are rounded too:
    it would follow from the others.
    """
    shown = suppressed(tables, k)
    told = list(before)
    close = {
        cell
        for cell, now in shown.items()
        if now.how == EXACT
        and any(is_close(now, former[cell], k) for former in told if cell in former)
    }
    grown = True
    while grown:
        tied = {cell for row in tables.sums if close & set(row.cells) for cell in row.cells}
        grown = not tied <= close
        close |= tied
    base = base_for(k)
    return {
        cell: rounded_one(tables.counts[cell], base) if cell in close and now.how == EXACT else now
        for cell, now in shown.items()
    }


def is_close(now: Published, former: Published, k: int) -> bool:
    """Return whether the difference of two exact numbers tells of fewer than k people."""
    if former.how != EXACT or former.shown is None or now.shown is None:
        return False
    return lies_close(now.shown, former.shown, k)


def lies_close(now: int, former: int, k: int) -> bool:
    """Return whether two exact numbers differ by fewer than k, and differ."""
    return 0 < abs(now - former) < k
