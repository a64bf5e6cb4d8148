"""What parts the columns of a text: each sign is tried by the rules of CSV, and judged by reading.

A sign is judged by how many headings come out that are known, and by how many rows are equally
wide. Where two ways are as good, or none is, nothing is guessed: it is asked, with the first rows
of each way. Source: RFC 4180 for quotes; the signs are those that offices' programs write.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from cases.core.errors import Problem, Refused
from cases.core.text import shortened
from cases.intake.lists.choices import Delimiter
from cases.intake.lists.headings import field_of, is_heading
from cases.intake.lists.reading.tables import REFUSALS, Line, Params, Sheet, Table, refused

SIGNS: Final = {
    Delimiter.TAB: "\t",
    Delimiter.SEMICOLON: ";",
    Delimiter.COMMA: ",",
    Delimiter.BAR: "|",
}
JUDGED: Final = 400
"""So many rows are looked at."""
SEARCHED: Final = 40
"""Headings stand within the first rows."""
EVEN: Final = 0.9
"""Without headings so many rows have to be equally wide."""
UNEVEN: Final = 0.5
LONGEST_CELL: Final = 1_000_000
SHOWN_ROWS, SHOWN_CELLS, SHOWN_LETTERS = 4, 8, 60

Cells = list[str]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to part a text: how many headings are known, which share of rows is how wide."""

    delimiter: str
    rows: Sequence[Cells]
    known: int
    even: float
    width: int
    is_broken: bool = False
    """Whether it could not be read to the end of the rows that are looked at."""

    @property
    def merit(self) -> tuple[int, float, int]:
        """What it is judged by."""
        return self.known, self.even, self.width


class OpenQuoteError(Exception):
    """A quotation mark that nothing closes; `line` is where its row begins, from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def parted(
    kind: str, text: str, delimiter: str = "", notes: Sequence[tuple[str, Params]] = ()
) -> Table:
    """Return the table of a text; 422 where it is not said and cannot be told what parts it."""
    csv.field_size_limit(LONGEST_CELL)
    clean = text.replace("\x00", "").removeprefix("\ufeff")
    ways = ways_of(clean)
    way = next((one for one in ways if one.delimiter == delimiter), None) or surest(ways)
    by = delimiter or (way.delimiter if way else "")
    if not by:
        raise asked(ways)
    try:
        rows = list(rows_by(clean, by, way.width if way else 0))
    except OpenQuoteError as fault:
        raise refused("open_quote", line=fault.line) from None
    except csv.Error:
        raise refused("not_a_table") from None
    lines = [Line(number, tuple(cells)) for number, cells in enumerate(map(trimmed, rows), 1)]
    is_plain = bool(delimiter) or by in {Delimiter.TAB, Delimiter.NOTHING}
    told: list[tuple[str, Params]] = [] if is_plain else [("parted", {"by": str(by)})]
    last = sum(1 for _line in io.StringIO(clean, newline=""))
    sheet = Sheet("", [line for line in lines if line.cells], last=last)
    return Table(kind, [sheet], [*notes, *told])


def rows_by(text: str, delimiter: str, width: int = 0) -> Iterator[Cells]:
    """Yield the rows of a text by the rules of CSV; OpenQuoteError where a quote is never closed.

    A quote that words follow is a slip within its line, and the line is read without the rule. A
    quote was left open where it runs over lines that may be rows of `width`, if that is known.
    """
    lines = list(io.StringIO(text, newline=""))
    if delimiter == Delimiter.NOTHING:
        yield from ([line] for line in lines)
        return
    sign = SIGNS[Delimiter(delimiter)]
    reader = csv.reader(lines, delimiter=sign, strict=True)
    begun = 0
    while begun < len(lines):
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            if reader.line_num - begun > 1 or is_open(lines[begun], sign):
                raise OpenQuoteError(begun + 1) from None
            cells = next(csv.reader(lines[begun : begun + 1], delimiter=sign))
        is_over_lines = width > 1 and reader.line_num - begun > 1
        if is_over_lines and any(holds_rows(cells, at, sign, width) for at in range(len(cells))):
            raise OpenQuoteError(begun + 1)
        begun = reader.line_num
        yield cells


def holds_rows(cells: Cells, at: int, sign: str, width: int) -> bool:
    """Return whether a cell over several lines may hold rows.

    A line below its first is as wide as a row, or begins with the number that comes next; or the
    first and the last are as wide with the cells beside them, whatever stands between. A blank
    follows a sign in prose; in such a table it does not, since a quote behind it begins no cell.
    """
    first, *below = cells[at].splitlines() or [""]
    number = cells[0].partition(sign)[0].strip()
    after = f"{int(number) + 1}{sign}" if number.isdecimal() and len(number) < 7 else sign * width
    parting = [line.count(sign) - line.count(f"{sign} ") for line in below]
    if max(parting, default=0) >= width - 1 or any(line.startswith(after) for line in below):
        return True
    begun, ended = first.count(sign) + at, below[-1].count(sign) + len(cells) - at if below else 0
    return begun >= width - 1 and ended >= width


def is_open(line: str, sign: str) -> bool:
    """Return whether a quote of a single line is still open at its end."""
    return "\n" in next(csv.reader([line.rstrip("\r\n") + "\n"], delimiter=sign))[-1]


def trimmed(cells: Cells) -> Cells:
    """Return the cells without blanks around them, up to the last that holds something."""
    kept = [cell.strip() for cell in cells]
    while kept and not kept[-1]:
        kept.pop()
    return kept


def ways_of(text: str) -> list[Way]:
    """Return each way in which a text can be parted, the last one not at all."""
    signs = [delimiter for delimiter, sign in SIGNS.items() if sign in text]
    return [judged(text, delimiter) for delimiter in (*signs, Delimiter.NOTHING)]


def judged(text: str, delimiter: Delimiter) -> Way:
    """Return how good one way is, as far as its first rows can be read."""
    rows, is_broken = readable_rows(text, delimiter)
    widths = Counter(map(len, rows))
    width, times = widths.most_common(1)[0] if widths else (0, 0)
    others = "".join(sign for name, sign in SIGNS.items() if name != delimiter)
    known = max((len(known_in(row, others)) for row in rows[:SEARCHED]), default=0)
    known = known if width > 1 else 0
    return Way(delimiter, rows, known, times / max(len(rows), 1), width, is_broken)


def readable_rows(text: str, delimiter: Delimiter) -> tuple[list[Cells], bool]:
    """Return the first rows that hold something, and whether one came that cannot be read."""
    found: list[Cells] = []
    filled = (row for row in rows_by(text, delimiter) if any(map(str.strip, row)))
    try:
        found.extend(islice(filled, JUDGED))
    except (OpenQuoteError, csv.Error):
        return found, True
    return found, False


def known_in(row: Cells, others: str) -> set[str]:
    """Return the fields that a row names as headings; a cell with other signs in it is no heading.

    Unless it is one word for word: “Ngày, tháng, năm sinh”.
    """
    return {
        name
        for cell in row
        if (name := field_of(cell.strip()))
        and (is_heading(cell.strip()) or not any(sign in cell for sign in others))
    }


def surest(ways: Sequence[Way]) -> Way | None:
    """Return the way that is plainly the best, None where somebody has to say it."""
    can = [way for way in ways if way.width > 1 or way.known > 1]
    if not can:
        return None if any(way.is_broken for way in ways) else ways[-1]
    best = max(can, key=lambda way: way.merit)
    is_good = best.known > 1 or best.even >= EVEN
    return best if is_good and all(is_better(best, way) for way in can if way is not best) else None


def is_better(best: Way, other: Way) -> bool:
    """Return whether one way is plainly better than another."""
    if best.known > 1:
        is_evener = best.even >= other.even or best.known >= 2 * other.known
        return best.known > other.known and is_evener
    return best.even >= EVEN and other.even < UNEVEN


def asked(ways: Sequence[Way]) -> Refused:
    """Return the question what parts the columns, with the first rows of each way."""
    code, sentence = "delimiter_needed", REFUSALS["delimiter_needed"]
    problems = [Problem("delimiter", code, sentence)]
    extra = {"ways": [preview(way) for way in ways]}
    return Refused(sentence, code, 422, problems=problems, extra=extra)


def preview(way: Way) -> dict[str, Any]:
    """Return the first rows of a way, shortly."""
    rows = [
        [shortened(cell.strip(), SHOWN_LETTERS) for cell in row[:SHOWN_CELLS]]
        for row in way.rows[:SHOWN_ROWS]
    ]
    return {"delimiter": str(way.delimiter), "rows": rows}
