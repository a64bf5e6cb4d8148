"""The case of a double: closed as a duplicate while the link stands, and back as it was after it.

The closing row says of which case it is a duplicate and names the rows that it sets aside. Rows of
transfers are not set aside: who has the file stays on record. What was recorded on such a case
meanwhile waited, on record and voided at once, and comes in when the link is undone; now it is
recorded on the case that goes on.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db.models import F
from django.utils.translation import gettext as _

from cases.casework.choices import Outcome, Stage, TransitionKind
from cases.casework.ledger import (
    Entry,
    Writing,
    closed_at,
    row_of,
    settle,
    standing_rows,
)
from cases.casework.models import Case, Transition
from cases.casework.states import is_ordinary
from cases.citizens.choices import LinkDated
from cases.core.facts import Interval

OF: Final = "duplicate_of"
ASIDE: Final = "set_aside"
SINCE: Final = "since"
SHARE: Final = "share"


def closing_row(case: Case) -> Transition | None:
    """Return the row by which a link closed the case, if one did and still stands."""
    if case.outcome != Outcome.DUPLICATE:
        return None
    return case.transitions.standing().filter(changes__has_key=OF, copied_from=None).first()


def has_duplicates(case: Case) -> bool:
    """Return whether a link closed another case as a duplicate of this one."""
    closed = Case.objects.filter(citizen__head=case.citizen.head_id, outcome=Outcome.DUPLICATE)
    rows = Transition.objects.filter(case__in=closed, voided_at__isnull=True)
    return rows.filter(**{f"changes__{OF}": case.reference}).exists()


def close_as_double(
    writing: Writing, surviving: Case, *, dated: str, why: str, share: str = ""
) -> None:
    """Close the case as a duplicate of another: at its opening, or at this moment."""
    rows = standing_rows(writing.case)
    opening = rows[0]
    if dated == LinkDated.OPENING:
        interval = Interval(opening.occurred_from, opening.occurred_at)
        tail = rows[1:]
    else:
        interval, tail = Interval(writing.moment, writing.moment), []
    aside = [row for row in tail if row.kind != TransitionKind.TRANSFER]
    changes: dict[str, object] = {
        "stage": Stage.CLOSED.value,
        "outcome": Outcome.DUPLICATE.value,
        OF: surviving.reference,
        ASIDE: [row.number for row in aside],
        SINCE: writing.case.rows,
    }
    if share:
        changes[SHARE] = share
    entry = Entry(kind=TransitionKind.CLOSE, changes=changes, interval=interval, reason=why)
    put_closing(writing, rows[: len(rows) - len(tail)], tail, entry)


def put_closing(
    writing: Writing,
    kept: Sequence[Transition],
    tail: Sequence[Transition],
    entry: Entry,
) -> None:
    """Void what comes after, append the closing row, and the transfers among it again."""
    void(tail, writing.moment, _("Closed as a duplicate."))
    transfers = [row for row in tail if row.kind == TransitionKind.TRANSFER]
    append(writing, kept, [entry, *transfers])


def void(rows: Sequence[Transition], moment: datetime, why: str) -> None:
    """Void rows, in one statement."""
    ids = [row.pk for row in rows]
    Transition.objects.filter(pk__in=ids).update(voided_at=moment, void_reason=why)


def append(
    writing: Writing,
    kept: Sequence[Transition],
    items: Sequence[Transition | Entry],
    *,
    reviews: bool = False,
) -> None:
    """Append rows behind those that are kept, and put the last position on the case."""
    before = kept[-1].after
    for item in items:
        row = row_of(writing, item)
        row.place_after(before)
        is_odd = reviews and not is_ordinary(row.kind, before, row.after)
        row.needs_review = is_odd or (isinstance(item, Transition) and item.needs_review)
        row.save(force_insert=True)
        writing.appended.append(row)
        before = row.after
    rows = [*kept, *writing.appended]
    settle(writing, rows, closed_at(rows))


def point_elsewhere(writing: Writing, surviving: Case, *, share: str = "") -> None:
    """Let the closed case be the duplicate of another one than before."""
    rows = standing_rows(writing.case)
    closing = next(row for row in rows if OF in row.changes and row.copied_from_id is None)
    place = rows.index(closing)
    changes = {key: value for key, value in closing.changes.items() if key != SHARE}
    changes[OF] = surviving.reference
    if share:
        changes[SHARE] = share
    interval = Interval(closing.occurred_from, closing.occurred_at)
    entry = Entry(closing.kind, changes, interval, reason=closing.reason)
    put_closing(writing, rows[:place], rows[place:], entry)


def take_up_again(writing: Writing) -> None:
    """Put the ledger of the case back as it was before the link, with what waited since."""
    rows = standing_rows(writing.case)
    closing = next(row for row in rows if OF in row.changes and row.copied_from_id is None)
    waiting = waiting_rows(writing.case, closing)
    aside = list(writing.case.transitions.filter(number__in=closing.changes[ASIDE]))
    back = [*aside, *waiting, *rows[rows.index(closing) + 1 :]]
    kept = rows[: rows.index(closing)]
    if waiting:
        # What waited may lie before the closing of a decision: what followed it comes again too.
        first = min(row.occurred_at for row in waiting)
        back += [row for row in kept[1:] if row.occurred_at > first]
        kept = [kept[0], *(row for row in kept[1:] if row.occurred_at <= first)]
    since = closing.changes[SINCE]
    again = sorted(back, key=lambda row: (row.occurred_at, rank(row, since)))
    standing = [row for row in (closing, *back) if row.is_standing]
    void(standing, writing.moment, _("No duplicate any more."))
    append(writing, kept, again, reviews=bool(waiting))


def rank(row: Transition, since: int) -> int:
    """Return the number by which a row stood among those of one instant before it was closed."""
    while row.number > since and row.copied_from is not None:
        row = row.copied_from
    return row.number


def waiting_rows(case: Case, closing: Transition) -> list[Transition]:
    """Return what was recorded on the case while it was closed by links."""
    since = closing.changes[SINCE]
    rows = case.transitions.filter(
        number__gt=since, kind=TransitionKind.FACT, voided_at=F("recorded_at"), copies=None
    )
    return list(rows.in_order())


def coming_again(case: Case, closing: Transition) -> list[Transition]:
    """Return the ledger of the case as it would be without the link, in order."""
    rows = [row for row in standing_rows(case) if row.to_outcome != Outcome.DUPLICATE]
    aside = case.transitions.filter(number__in=closing.changes[ASIDE])
    found = [*rows, *aside, *waiting_rows(case, closing)]
    return sorted(found, key=lambda row: (row.occurred_at, rank(row, closing.changes[SINCE])))
