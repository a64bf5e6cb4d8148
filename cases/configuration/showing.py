"""A difference as plain data: what is kept of it with a load, told by the API and put on pages.

{"groups": [{"kind": "place", "counted": 3, "lines": [{"key", "change", "values": [{"name",
"before", "after"}]}], "only_here": ["ford"]}],
 "files": [{"kind", "name", "change", "before", "after", "lines"}],
 "files_digest": "…"}
"""

from typing import Any, Final

from cases.configuration.choices import Change
from cases.configuration.comparing import Comparison, EntryLine, compare
from cases.configuration.files import FileLine
from cases.configuration.registry import KINDS
from cases.configuration.sets import Files, laid_out, unpacked
from cases.core.actor import Actor
from cases.core.context import seeing_too
from cases.core.roles import FIGURES
from cases.core.shapes import TEXT, WHOLE, Schema

Told = dict[str, Any]
ANY: Final[Schema] = {"description": "Text, number, true or false, a list; null for nothing."}


def compared(actor: Actor, content: bytes) -> Comparison:
    """Return what a load would change; playbooks name incidents, which no administrator sees."""
    return compared_files_of(actor, unpacked(content))


def compared_files_of(actor: Actor, files: Files) -> Comparison:
    """Return the same of files that are unpacked."""
    with laid_out(files) as folder, seeing_too(FIGURES):
        return compare(actor, folder, files, sent=True)


def told_of(shown: Comparison) -> Told:
    """Return a difference as plain data; kinds of which the set holds nothing are left out."""
    return {
        "groups": [
            {
                "kind": kind.table,
                "counted": shown.counted[kind.table],
                "lines": [line_of(row) for row in shown.writes if row.kind is kind],
                "only_here": [row.key for row in shown.only_here if row.kind is kind],
            }
            for kind in KINDS
            if kind.table in shown.counted
        ],
        "files": [file_of(line) for line in shown.files],
        "files_digest": shown.files_digest if shown.files else "",
    }


def line_of(row: EntryLine) -> Told:
    """Return one entry that would be written."""
    return {
        "key": row.key,
        "change": row.change.value,
        "values": [
            {"name": value.name, "before": value.before, "after": value.after}
            for value in row.values
        ],
    }


def file_of(line: FileLine) -> Told:
    """Return one file that would be another."""
    return {
        "kind": line.kind.code,
        "name": line.name,
        "change": line.change.value,
        "before": line.before,
        "after": line.after,
        "lines": list(line.lines),
    }


def difference_schema() -> Schema:
    """Return the schema of it."""
    changes = TEXT | {"enum": [Change.NEW.value, Change.CHANGED.value]}
    value = whole_object(name=TEXT, before=ANY, after=ANY)
    line = whole_object(key=TEXT, change=changes, values=list_of(value))
    group = whole_object(
        kind=TEXT | {"description": "Name of the kind, as in its files."},
        counted=WHOLE | {"description": "Entries of this kind in the set."},
        lines=list_of(line) | {"description": "Entries that a load would write."},
        only_here=list_of(TEXT) | {"description": "In force and not in the set: they stay."},
    )
    digest = TEXT | {"description": "First digits of the SHA-256; empty where there is no file."}
    file = whole_object(
        kind=TEXT,
        name=TEXT,
        change=changes,
        before=digest,
        after=digest,
        lines=list_of(TEXT) | {"description": "Lines that differ, as a unified diff."},
    )
    alone = TEXT | {"description": "Of the files alone, for the command that loads them."}
    return whole_object(groups=list_of(group), files=list_of(file), files_digest=alone)


def whole_object(**values: Schema) -> Schema:
    """Return the schema of an object that has all of these values."""
    return {"type": "object", "properties": values, "required": list(values)}


def list_of(item: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": item}
