"""Looks at rows before anything is written: who is a person, what cannot be read, who is known.

Called by the job in chunks, and for one row at once when somebody corrects it.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from django.db.models import Max, Q

from cases.core.actor import Actor
from cases.core.at_once import write_columns
from cases.intake.lists.answers.meeting import meet
from cases.intake.lists.choices import SET_ASIDE, ListField, RowState
from cases.intake.lists.doubles import doubles_of
from cases.intake.lists.layout import SheetLayout, is_header, is_second_header
from cases.intake.lists.models import ListRow, ReceivedList
from cases.intake.lists.models.row import ListRowQuerySet
from cases.intake.lists.queries import ground_of, lines_above, rows_in
from cases.intake.lists.reading.tables import Line
from cases.intake.lists.rows import kind_of_line, read_row
from cases.intake.lists.rows.kinds import may_be_header, said_totals
from cases.intake.lists.said import DOUBTS, fault, note
from cases.intake.lists.states import FOREIGN, WAS_TAKEN_UP, reason_once_read

CHECKED: Final = ("values", "problems", "state", "reason")
MOST_TOTALS: Final = 5
"""Of totals that differ so many are named."""


def check_rows(actor: Actor, received: ReceivedList, rows: Sequence[ListRow]) -> None:
    """Read the rows of people, or of answers, and say what becomes of each."""
    if received.is_reply:
        meet(actor, received, rows)
        write(rows)
        return
    ground, hidden = ground_of(actor, received), received.marked("hidden_rows")
    for row in rows:
        read = read_row(row.sheet, row.number, row.cells, row.corrected, ground)
        row.values, row.problems = read.values, read.problems
        row.reason = reason_once_read(row.reason)
        if (row.sheet, row.number) in hidden:
            row.problems.append(note("hidden_row", ""))
        look_at_nationality(row)
    ready = [row for row in rows if row.state == RowState.READY]
    known = doubles_of(actor, ready, ground.known)
    for row in ready:
        if row.pk in known:
            row.state = RowState.LIKELY_DOUBLE
    write(rows)


def look_at_nationality(row: ListRow) -> None:
    """Say what becomes of a row that was read: who is of another country stays in the list.

    Who is not known to be is registered, and verified. A row that was taken up again waits.
    """
    at = ListField.NATIONALITY
    if "nationality" not in row.values:
        row.problems.append(note("country_unknown", at))
    elif row.is_foreign and row.reason == WAS_TAKEN_UP:
        row.problems.append(fault("country_other", at, country=row.values["nationality"]))
    elif row.is_foreign:
        row.state, row.reason = RowState.LEFT_OUT, FOREIGN
        return
    row.state = RowState.NEEDS_FIXING if row.faults else RowState.READY


def set_aside(row: ListRow, reference: str) -> None:
    """Park a row at which the system failed, with the reference of the fault in the log."""
    row.state, row.reason = RowState.PARKED, ""
    row.problems = [fault(SET_ASIDE, "", reference=reference)]
    write([row])


def write(rows: Sequence[ListRow]) -> None:
    """Write what was found; the version of a row is for those who change it by hand."""
    write_columns(rows, CHECKED)


def sort_out(actor: Actor, received: ReceivedList, rows: Sequence[ListRow]) -> None:
    """Leave out the rows that are no people: titles, headings, totals, signatures; park doubts.

    What stands below a total, or a person, is judged by it, so the rows come in the order of the
    file.
    """
    ground = ground_of(actor, received)
    totals, struck = last_totals(actor, received, rows), received.marked("crossed_out")
    begun = lines_before_tables(actor, received, ground.layouts)
    before = person_before(actor, received, rows[0]) if rows else None
    for row in rows:
        layout = ground.layout_at(row.sheet, row.number)
        above = before if before is not None and before.sheet == row.sheet else None
        if layout is None:
            kind = "no_sheet"
        else:
            is_below = totals.get(row.sheet, 0) >= layout.first
            kind = kind_of_line(line_of(row), layout, is_below, line_of(above) if above else None)
            if (row.sheet, row.number) in begun:
                kind = kind_above(line_of(row), kind)
        is_taken_up = row.reason == WAS_TAKEN_UP and layout is not None
        if not kind and (row.sheet, row.number) in struck:
            kind = "crossed_out"
        if is_taken_up:
            kind = ""
        if kind:
            row.state = RowState.PARKED if kind in DOUBTS else RowState.LEFT_OUT
            row.reason, row.values, row.problems = kind, {}, []
        if kind == "perhaps_continued" and above is not None and above.reason != WAS_TAKEN_UP:
            above.state, above.reason = RowState.PARKED, "perhaps_cut"
            write([above])
        if kind == "total":
            totals[row.sheet] = row.number
        before = None if kind else row
    write([row for row in rows if row.state != RowState.NEW])


def lines_before_tables(
    actor: Actor, received: ReceivedList, layouts: Sequence[SheetLayout]
) -> set[tuple[int, int]]:
    """Return sheet and number of the rows in which headings of further tables may stand."""
    firsts: dict[int, int] = {}
    for one in layouts:
        firsts[one.sheet] = min(one.first, firsts.get(one.sheet, one.first))
    found = set()
    for one in layouts:
        above = lines_above(actor, received, one.sheet, one.first)
        if one.first > firsts[one.sheet] and above:
            is_double = len(above) > 1 and is_second_header(above[-1])
            found |= {(one.sheet, line.number) for line in above[-2 if is_double else -1 :]}
    return found


def kind_above(line: Line, kind: str) -> str:
    """Return what a row above a further table is: its headings, else it is asked of a person."""
    if is_header(line) or may_be_header(line) or is_second_header(line):
        return "heading"
    return kind or "perhaps_heading"


def line_of(row: ListRow) -> Line:
    """Return a row as it stands in its sheet."""
    return Line(row.number, tuple(row.cells))


def person_before(actor: Actor, received: ReceivedList, row: ListRow) -> ListRow | None:
    """Return the row above one, where it was taken for a person."""
    rows = rows_in(actor, received).filter(sheet=row.sheet, number__lt=row.number)
    found = rows.order_by("-number").first()
    return found if found is not None and found.state == RowState.NEW else None


def last_totals(actor: Actor, received: ReceivedList, before: Sequence[ListRow]) -> dict[int, int]:
    """Return the sheet of the first of some rows -> number of the last row of totals above it."""
    if not before:
        return {}
    sheet = before[0].sheet
    rows = rows_in(actor, received).filter(state=RowState.LEFT_OUT, reason="total", sheet=sheet)
    found = rows.filter(number__lt=before[0].number).aggregate(last=Max("number"))["last"]
    return {sheet: found} if found else {}


def totals_that_differ(actor: Actor, received: ReceivedList) -> list[dict[str, Any]]:
    """Return notes on sheets whose own total is not the number of people read there."""
    rows = rows_in(actor, received)
    people: Collection[str] = [state for state in RowState.values if state != RowState.LEFT_OUT]
    notes: list[dict[str, Any]] = []
    last: ListRow | None = None
    for row in rows.filter(state=RowState.LEFT_OUT, reason="total").in_order():
        said = said_totals(line_of(row))
        above = rows.filter(Q(state__in=people) | Q(reason=FOREIGN), sheet=row.sheet)
        above = above.filter(number__lt=row.number)
        # A total counts all above it, or those of its own part.
        since = last.number if last is not None and last.sheet == row.sheet else 0
        counted = [counted_in(rows) for rows in (above, above.filter(number__gt=since))]
        if said and not any(total in some for total in said for some in counted):
            notes.append(total_note(received, row, said[0], counted[0][-1]))
        last = row
        if len(notes) == MOST_TOTALS:
            break
    return notes


def counted_in(rows: ListRowQuerySet) -> range:
    """Return how many people some rows can be: of those who wait for each other, one or all."""
    count = rows.count()
    return range(count - max(rows.filter(state=RowState.TWICE).count() - 1, 0), count + 1)


def total_note(received: ReceivedList, row: ListRow, said: int, counted: int) -> dict[str, Any]:
    """Return one such note."""
    name = received.sheet_name(row.sheet) or "1"
    return {
        "code": "total_differs",
        "params": {"said": said, "sheet": name, "counted": counted},
    }


def without(notes: Iterable[dict[str, Any]], *codes: str) -> list[dict[str, Any]]:
    """Return the notes of a list but those that are made anew."""
    return [note for note in notes if note["code"] not in codes]
