"""Reads a workbook in a process of its own, with bounded memory and time; run as a script.

It knows nothing of the project: bytes come in, one line of JSON for each sheet and row goes out. A
workbook is a program for its reader: a small file can claim a billion cells. So the archive is
inflated and counted first, nothing is evaluated, and the limits of the process end what is left.
"""

import datetime
import importlib
import io
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import python_calamine

sys.path.append(str(Path(__file__).parent))

marks: Any = importlib.import_module("marks")
"""Beside this script, which is run apart from the project."""

MOST_MEMORY = 700 * 1024 * 1024
MOST_SECONDS = 12
MOST_INFLATED = 150_000_000
MOST_ENTRIES = 2_000
PIECE = 1 << 18
FORMULA = re.compile(rb"<f[ >/]|table:formula=")
OF_1904 = re.compile(rb"""date1904=["'](?:1|true|on)["']""")
WIDEST_MERGE = 4
"""A cell merged over more columns is a title, and said once."""


class RefusedError(Exception):
    """Why the workbook is not read, as a code."""


def limit() -> None:
    """Let the system end the process when it takes too much."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def inflate(content: bytes) -> tuple[int, set[str], bool]:
    """Inflate every entry once, counting; return how many cells hold formulas, and what is marked.

    Marked are the entries in which something is crossed out or hidden; last, whether it is so in an
    open document.

    The sizes in the directory may lie, so what comes out is counted too.
    """
    formulas = total = 0
    marked: set[str] = set()
    is_unread = False
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        told = sum(entry.file_size for entry in entries)
        if len(entries) > MOST_ENTRIES or told > MOST_INFLATED:
            raise RefusedError("inflates")
        names = {entry.filename for entry in entries}
        if "EncryptedPackage" in names or any(entry.flag_bits & 1 for entry in entries):
            raise RefusedError("password")
        for entry in entries:
            is_sheet = entry.filename.endswith(".xml")
            tail = b""
            with archive.open(entry) as stream:
                while piece := stream.read(PIECE):
                    total += len(piece)
                    if total > MOST_INFLATED:
                        raise RefusedError("inflates")
                    if is_sheet:
                        formulas += len(FORMULA.findall(tail + piece)) - len(FORMULA.findall(tail))
                        window = tail + piece
                        if marks.MARKED.search(window):
                            marked.add(entry.filename)
                        is_unread = is_unread or bool(marks.OF_OTHERS.search(window))
                        tail = piece[-32:]
                    if b"encryption-data" in piece and entry.filename.endswith("manifest.xml"):
                        raise RefusedError("password")
    return formulas, marked, is_unread


def marks_of(content: bytes, marked: set[str]) -> list[Any]:
    """Return what is crossed out or hidden in each sheet of a workbook."""
    if not marked:
        return []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found: list[Any] = marks.marks_in(archive, marked)
        return found


def counts_from_1904(content: bytes) -> bool:
    """Return whether a workbook says that its day 0 is in 1904; typed dates are read so anyway."""
    if not content.startswith(b"PK"):
        return False
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        return "xl/workbook.xml" in names and bool(OF_1904.search(archive.read("xl/workbook.xml")))


def as_text(value: Any) -> str:
    """Return what a cell shows, as near as its value tells: whole numbers and days without more."""
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value == int(value) and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time()
        return value.date().isoformat() if is_day else value.isoformat(" ", "seconds")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)


def merges_of(sheet: Any) -> dict[int, list[tuple[int, int, int]]]:
    """Return row -> (first column, last column, first row) of the merged cells below it."""
    found: dict[int, list[tuple[int, int, int]]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if right - left < WIDEST_MERGE and bottom - top < 20_000:
            for row in range(top, bottom + 1):
                found.setdefault(row, []).append((left, right, top))
    return found


def rows_of(sheet: Any, most_rows: int) -> Iterator[tuple[int, list[str], bool]]:
    """Yield number, cells and whether merged cells were filled, of rows with something in them."""
    merges = merges_of(sheet)
    held: dict[tuple[int, int], str] = {}
    count = 0
    for index, raw in enumerate(sheet.iter_rows()):
        # Only what is there: a range can be a million rows of nothing.
        if not any(value != "" for value in raw) and index not in merges:
            continue
        cells = [as_text(value) for value in raw]
        is_filled = False
        for left, right, top in merges.get(index, ()):
            if left >= len(cells):
                continue
            if index == top:
                held[top, left] = cells[left]
            content = held.get((top, left), "")
            for column in range(left, min(right + 1, len(cells))):
                if content and not cells[column]:
                    cells[column] = content
                    is_filled = True
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            count += 1
            if count > most_rows:
                raise RefusedError("too_many_rows")
            yield index + 1, cells, is_filled


def say(**words: Any) -> None:
    """Write one line for whoever reads along."""
    sys.stdout.write(json.dumps(words, ensure_ascii=True) + "\n")


def read(content: bytes, most_rows: int, most_sheets: int) -> None:
    """Write the sheets and rows of a workbook."""
    formulas, marked, is_unread = (
        inflate(content) if content.startswith(b"PK") else (0, set(), True)
    )
    book = python_calamine.load_workbook(io.BytesIO(content))
    if len(book.sheet_names) > most_sheets:
        raise RefusedError("too_many_sheets")
    hidden = [
        sheet.visible != python_calamine.SheetVisibleEnum.Visible for sheet in book.sheets_metadata
    ]
    kinds = [sheet.typ == python_calamine.SheetTypeEnum.WorkSheet for sheet in book.sheets_metadata]
    found = []
    try:
        found = marks_of(content, marked)
    except (KeyError, ValueError, SyntaxError, marks.expat.ExpatError):
        is_unread = True
    filled = 0
    for index, name in enumerate(book.sheet_names):
        if not kinds[index]:
            continue
        of_sheet = found[index] if index < len(found) else marks.Marks()
        say(sheet=name, hidden=hidden[index], columns=sorted(of_sheet.columns))
        for number, cells, is_filled in rows_of(book.get_sheet_by_index(index), most_rows):
            filled += is_filled
            is_struck, is_hidden = number - 1 in of_sheet.struck, number - 1 in of_sheet.hidden
            say(row=number, cells=cells, struck=is_struck, hidden=is_hidden)
    say(formulas=formulas, filled=filled, date1904=counts_from_1904(content))
    say(marks_unread=is_unread)


def main() -> None:
    """Read what comes in; a refusal is the last line."""
    limit()
    content = sys.stdin.buffer.read()
    try:
        read(content, int(sys.argv[1]), int(sys.argv[2]))
    except RefusedError as refusal:
        say(refused=str(refusal))
    except python_calamine.PasswordError:
        say(refused="password")
    except (MemoryError, RecursionError):
        say(refused="too_heavy")
    except (python_calamine.CalamineError, zipfile.BadZipFile, ValueError, OSError, EOFError):
        say(refused="broken")
    except Exception as fault:
        say(refused="broken", fault=type(fault).__name__)


if __name__ == "__main__":
    main()
