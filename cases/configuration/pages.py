"""The configuration in words, for its page."""

from typing import Any

from django.utils.translation import gettext as _

from cases.configuration.choices import Change
from cases.configuration.files import FILE_KINDS
from cases.configuration.kinds import Kind
from cases.configuration.registry import BY_TABLE
from cases.configuration.showing import Told
from cases.configuration.standing import Standing

SHOWN_DIGITS = 12
MOST_LINES = 40
MOST_ALONE = 200
"""Of one kind on a page with all kinds."""
NOTHING = "–"
TITLES = {kind.code: kind.label for kind in FILE_KINDS}
CALLED = frozenset({"name", "title", "reason"})
"""What says of a new entry which one it is."""


def standing_context(found: Standing) -> dict[str, Any]:
    """Return what the page says of how things are set up."""
    kind, count, digest = _("Kind"), _("How many"), _("Digest")
    whose = _("Whose")
    return {
        "digest": found.digest,
        "is_outdated": found.is_outdated,
        "entry_columns": [
            {"label": kind},
            {"label": count, "is_number": True},
            {"label": digest},
        ],
        "entry_rows": [
            {
                "cells": [
                    {"label": kind, "text": row.kind.label, "note": row.kind.glob},
                    {"label": count, "text": row.count, "is_number": True},
                    {"label": digest, "text": row.digest[:SHOWN_DIGITS], "is_whole": True},
                ]
            }
            for row in found.entries
        ],
        "file_columns": [{"label": kind}, {"label": whose}, {"label": digest}],
        "file_rows": [
            {
                "cells": [
                    {"label": kind, "text": row.kind.label, "note": ", ".join(row.kind.globs)},
                    {
                        "label": whose,
                        "text": _("Of this installation") if row.is_own else _("Of the release"),
                    },
                    {"label": digest, "text": row.digest[:SHOWN_DIGITS], "is_whole": True},
                ]
            }
            for row in found.files
        ],
    }


def difference_context(told: Told, more_url: str = "") -> dict[str, Any]:
    """Return what a page says of a difference; `more_url` begins where a kind is shown whole."""
    groups = [group_of(row, more_url) for row in told["groups"]]
    return {
        "is_empty": not told["files"] and not any(row["lines"] for row in told["groups"]),
        "groups": [row for row in groups if row["lines"] or row["alone"]],
        "same": [row for row in groups if not row["lines"] and not row["alone"]],
        "files": [file_of(row) for row in told["files"]],
    }


def group_of(told: Told, more_url: str) -> dict[str, Any]:
    """Return one kind: what it counts, what is new or changed, what is here alone.

    Of a kind that there is no more, as an old load may have it, the word that stands in the load.
    """
    kind = BY_TABLE.get(told["kind"])
    lines, alone = told["lines"], told["only_here"]
    return {
        "title": kind.label if kind else told["kind"],
        "counted": told["counted"],
        "lines": [line_of(kind, row) for row in lines[:MOST_LINES]],
        "more": max(0, len(lines) - MOST_LINES),
        "more_url": f"{more_url}{kind.table}/" if kind and more_url and is_cut(lines) else "",
        "alone": alone[:MOST_ALONE],
        "alone_count": len(alone),
        "alone_more": max(0, len(alone) - MOST_ALONE),
    }


def is_cut(lines: list[Told]) -> bool:
    """Return whether a page with all kinds leaves out entries, or values of new ones."""
    return len(lines) > MOST_LINES or any(row["change"] == Change.NEW for row in lines)


def line_of(kind: Kind | None, told: Told, *, is_whole: bool = False) -> dict[str, Any]:
    """Return one entry: its key, each value; of a new one, unless whole, what it is called."""
    is_new = told["change"] == Change.NEW
    return {
        "key": told["key"],
        "change": Change(told["change"]).label,
        "values": [
            {
                "label": kind.word(value["name"]) if kind else value["name"],
                "before": "" if is_new else said(value["before"], value["after"]),
                "after": said(value["after"], value["before"]),
            }
            for value in told["values"]
            if is_whole or not is_new or value["name"] in CALLED
        ],
    }


def said(value: Any, other: Any = None) -> str:
    """Return a value in words; a dash for none; of small tables those that the other has not."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list) and any(isinstance(row, dict) for row in value):
        known = other if isinstance(other, list) else []
        return "; ".join(table_words(row) for row in value if row not in known) or NOTHING
    if isinstance(value, list):
        return ", ".join(str(row) for row in value) or NOTHING
    return NOTHING if value is None else str(value)


def table_words(row: Any) -> str:
    """Return a small table in the words of its file: what it is called, then each key."""
    if not isinstance(row, dict):
        return str(row)
    rest = [f"{name}: {inner_words(value)}" for name, value in row.items() if name != "name"]
    return " ".join(part for part in (row.get("name", ""), f"({', '.join(rest)})") if part)


def inner_words(value: Any) -> str:
    """Return a value inside of a small table: of choices their values with what they are called."""
    if isinstance(value, list):
        parts = [" ".join(map(str, row.values())) for row in value if isinstance(row, dict)]
        return " / ".join(parts)
    return said(value)


def file_of(told: Told) -> dict[str, Any]:
    """Return one file with the lines that differ."""
    return {
        "name": told["name"],
        "title": TITLES.get(told["kind"], told["kind"]),
        "change": Change(told["change"]).label,
        "before": told["before"] or NOTHING,
        "after": told["after"],
        "text": "\n".join(told["lines"]),
    }
