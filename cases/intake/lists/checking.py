"""Looks at rows before anything is written: who is a person, what cannot be read, who is known.

Called by the job in chunks, and for one row at once when somebody corrects it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from django.db.models import Max, Q

from cases.core.actor import Actor
from cases.core.at_once import write_columns
from cases.intake.lists.answers.meeting import find_twice, meet
from cases.intake.lists.choices import SET_ASIDE, ListField, RowState
from cases.intake.lists.doubles import contradict, doubles_of, keys_of
from cases.intake.lists.layout import SheetLayout, is_header, is_second_header
from cases.intake.lists.models import ListRow, ReceivedList
from cases.intake.lists.queries import ground_of, lines_above, rows_in
from cases.intake.lists.reading.tables import Line
from cases.intake.lists.rows import kind_of_line, read_row
from cases.intake.lists.rows.kinds import may_be_header, said_totals
from cases.intake.lists.said import DOUBTS, fault, note
from cases.intake.lists.states import FOREIGN, WAS_TAKEN_UP, reason_once_read

CHECKED: Final = ("values", "problems", "state", "reason")
TAKEN: Final = (RowState.READY, RowState.LIKELY_DOUBLE, RowState.NEEDS_FIXING)
"""Of two rows with the same person the first is one of these, the later one is called twice."""
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


Key = tuple[str, ...]


def find_twins(actor: Actor, received: ReceivedList) -> None:
    """Mark those who stand in the file a second time; the first row stays."""
    if received.is_reply:
        met = rows_in(actor, received).filter(state__in=[RowState.READY, RowState.DIFFERS])
        write(find_twice(list(met.in_order())))
        return
    rows = list(rows_in(actor, received).filter(state__in=[*TAKEN, RowState.TWICE]).in_order())
    first: dict[Key, ListRow] = {}
    marked = []
    for row in rows:
        twin = twin_among(row, first)
        if twin is not None and row.state == RowState.READY:
            mark(row, twin, received)
            marked.append(row)
        for key in keys_of(row.values):
            first.setdefault(key, row)
    write(marked)


def twin_among(row: ListRow, first: Mapping[Key, ListRow]) -> ListRow | None:
    """Return the earlier row of the same person, None where there is none."""
    for key in keys_of(row.values):
        other = first.get(key)
        if other is not None and other.pk != row.pk and not contradict(row.values, other.values):
            return other
    return None


def mark(row: ListRow, twin: ListRow, received: ReceivedList) -> None:
    """Say of a row that the person stands in another one already."""
    params: dict[str, str | int] = {"row": twin.number}
    code = "twice"
    if twin.sheet != row.sheet:
        code, params = "twice_in_sheet", params | {"sheet": received.sheet_name(twin.sheet)}
    row.state = RowState.TWICE
    row.problems = [*row.problems, fault(code, "", **params)]


def mark_if_twin(actor: Actor, received: ReceivedList, row: ListRow) -> None:
    """Look for the person of one row among the others of the list."""
    if row.state != RowState.READY or received.is_reply:
        return
    others = rows_in(actor, received).exclude(pk=row.pk)
    taken = others.filter(state__in=[*TAKEN, RowState.WRITTEN, RowState.SAME_PERSON])
    first = {key: other for other in taken.in_order() for key in keys_of(other.values)}
    twin = twin_among(row, first)
    if twin is not None:
        mark(row, twin, received)
        write([row])


def totals_that_differ(actor: Actor, received: ReceivedList) -> list[dict[str, Any]]:
    """Return notes on sheets whose own total is not the number of people read there."""
    rows = rows_in(actor, received)
    nobody = {RowState.LEFT_OUT, RowState.TWICE}
    people: Collection[str] = [state for state in RowState.values if state not in nobody]
    notes: list[dict[str, Any]] = []
    last: ListRow | None = None
    for row in rows.filter(state=RowState.LEFT_OUT, reason="total").in_order():
        said = said_totals(line_of(row))
        above = rows.filter(Q(state__in=people) | Q(reason=FOREIGN), sheet=row.sheet)
        above = above.filter(number__lt=row.number)
        # A total counts all above it, or those of its own part.
        since = last.number if last is not None and last.sheet == row.sheet else 0
        counted = above.count(), above.filter(number__gt=since).count()
        if said and not set(said) & set(counted):
            notes.append(total_note(received, row, said[0], counted[0]))
        last = row
        if len(notes) == MOST_TOTALS:
            break
    return notes


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
