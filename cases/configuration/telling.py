"""What differs, in lines of plain text for the command."""

from collections.abc import Iterator
from typing import Any

from cases.configuration.choices import Change
from cases.configuration.comparing import Comparison, EntryLine
from cases.configuration.registry import KINDS

MARKS = {Change.NEW: "+", Change.CHANGED: "~", Change.ONLY_HERE: "="}
NOTHING = "–"


def sentences_of(shown: Comparison) -> Iterator[str]:
    """Yield what would be new and changed, kind by kind, and how much is here alone and stays."""
    for kind in KINDS:
        if kind.table not in shown.counted:
            continue
        lines = [row for row in shown.writes if row.kind is kind]
        alone = sum(1 for row in shown.only_here if row.kind is kind)
        counts = f"{shown.counted[kind.table]} in the set, {len(lines)} new or changed"
        yield f"{kind.file}, {kind.table}: {counts}, {alone} only here"
        for line in lines:
            yield from sentences_of_entry(line)
    for file in shown.files:
        yield f"{MARKS[file.change]} {file.name} ({file.before or NOTHING} → {file.after})"
        yield from (f"    {line}" for line in file.lines)
    if shown.is_empty:
        yield "Nothing differs."


def sentences_of_entry(line: EntryLine) -> Iterator[str]:
    """Yield one entry, and of a changed one each value."""
    yield f"  {MARKS[line.change]} {line.kind.table} {line.key}"
    if line.change == Change.CHANGED:
        for value in line.values:
            yield f"      {value.name}: {said(value.before)} → {said(value.after)}"


def said(value: Any) -> str:
    """Return a value in words; a dash for none."""
    return NOTHING if value is None else str(value)
