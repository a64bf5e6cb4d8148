"""The configuration in words, for its page."""

from typing import Any

from django.utils.translation import gettext as _

from cases.configuration.choices import Change
from cases.configuration.comparing import Comparison, EntryLine
from cases.configuration.files import FileLine
from cases.configuration.kinds import Kind
from cases.configuration.registry import KINDS
from cases.configuration.standing import Standing

SHOWN_DIGITS = 12
MOST_LINES = 200
"""Of one kind on the page; the command shows them all."""
NOTHING = "–"
COMMAND = "manage.py configuration load … --expecting {}"
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


def comparison_context(shown: Comparison) -> dict[str, Any]:
    """Return what the page says of a set beside what is in force."""
    groups = [group_of(shown, kind) for kind in KINDS if kind.table in shown.counted]
    return {
        "command": COMMAND.format(shown.digest),
        "is_empty": shown.is_empty,
        "groups": groups,
        "files": [file_of(line) for line in shown.files],
    }


def group_of(shown: Comparison, kind: Kind) -> dict[str, Any]:
    """Return one kind: what it counts, what is new or changed, what is here alone."""
    lines = [row for row in shown.writes if row.kind is kind]
    alone = [row.key for row in shown.only_here if row.kind is kind]
    return {
        "title": kind.label,
        "counted": shown.counted[kind.table],
        "lines": [line_of(row) for row in lines[:MOST_LINES]],
        "more": max(0, len(lines) - MOST_LINES),
        "alone": alone[:MOST_LINES],
        "alone_count": len(alone),
    }


def line_of(row: EntryLine) -> dict[str, Any]:
    """Return one entry: its key, of a changed one each value, of a new one what it is called."""
    is_new = row.change == Change.NEW
    return {
        "key": row.key,
        "change": row.change.label,
        "values": [
            {
                "label": row.word(value),
                "before": "" if is_new else said(value.before),
                "after": said(value.after),
            }
            for value in row.values
            if not is_new or value.name in CALLED
        ],
    }


def said(value: Any) -> str:
    """Return a value in words; a dash for none."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list) and all(isinstance(row, str) for row in value):
        return ", ".join(value) or NOTHING
    return NOTHING if value is None else str(value)


def file_of(line: FileLine) -> dict[str, Any]:
    """Return one file with the lines that differ."""
    return {
        "name": line.name,
        "title": line.kind.label,
        "change": line.change.label,
        "before": line.before or NOTHING,
        "after": line.after,
        "text": "\n".join(line.lines),
    }
