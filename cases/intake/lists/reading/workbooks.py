"""Reading a workbook: in a process of its own, which ends when it takes too much."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

from cases.core.text import clean_text
from cases.intake.lists.reading.tables import (
    MOST_ROWS,
    MOST_SHEETS,
    Line,
    Params,
    Sheet,
    Table,
    letter,
    notes_of_marks,
    refused,
)

CHILD: Final = Path(__file__).with_name("child.py")
SECONDS: Final = 15
MOST: Final = {"too_many_rows": MOST_ROWS, "too_many_sheets": MOST_SHEETS}


def read_workbook(content: bytes) -> Table:
    """Return the table of a workbook; a refusal with a sentence for any other file."""
    command = [sys.executable, "-I", str(CHILD), str(MOST_ROWS), str(MOST_SHEETS)]
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise refused("too_heavy") from None
    if done.returncode:
        # Ended by the limits, or by the allocator of the parser, which gives no other word.
        raise refused("too_heavy")
    return table_of(done.stdout)


def table_of(said: bytes) -> Table:
    """Return the table that the lines of the process say."""
    sheets: list[Sheet] = []
    lines: list[Line] = []
    notes: list[tuple[str, Params]] = []
    for text in said.splitlines():
        words = json.loads(text)
        if "row" in words:
            lines.append(
                Line(words["row"], tuple(words["cells"]), words["struck"], words["hidden"])
            )
        elif "sheet" in words:
            lines = []
            name = clean_text(words["sheet"])
            sheets.append(Sheet(name, lines, is_hidden=words["hidden"]))
            if words["columns"]:
                columns = ", ".join(map(letter, words["columns"]))
                notes.append(("hidden_columns", {"sheet": name, "columns": columns}))
        elif "refused" in words:
            code = words["refused"]
            raise refused(code, most=MOST[code]) if code in MOST else refused(code)
        else:
            notes += [(code, {"count": count}) for code, count in words.items() if count]
    hidden = [sheet.name for sheet in sheets if sheet.is_hidden and sheet.lines]
    notes += [("hidden_sheet", {"sheet": name}) for name in hidden]
    notes += notes_of_marks(sheets)
    return Table("workbook", [sheet for sheet in sheets if sheet.lines], notes)
