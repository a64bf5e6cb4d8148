"""Two snapshots beside each other: which numbers differ, and who counts otherwise."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.disclosure import disclose_rows
from cases.publishing.difference import WORDS, Change, Moved, changes, moved
from cases.publishing.figures.labels import Labels
from cases.publishing.models import Snapshot
from cases.publishing.snapshot_pages.shown import moments_of, part_label

SHOWN = 200
Row = dict[str, Any]


def difference_context(actor: Actor, earlier: Snapshot, later: Snapshot) -> Row:
    """Return what differs between two snapshots; who was shown is put on record."""
    found = changes(actor, earlier, later)
    people = moved(actor, earlier, later)
    shown = people[:SHOWN]
    names = cell_names(
        actor, earlier, later, {row.cell for row in found} | {row.cell for row in shown}
    )
    ids = sorted({row.case_id for row in shown})
    cases = Case.objects.visible_to(actor).select_related("citizen").in_bulk(ids)
    disclose_rows("case.listed", "list_snapshot_cases", Case, list(cases), by=["difference"])
    return {
        "incident": later.incident,
        "earlier": earlier,
        "later": later,
        "facts": [{"label": str(row), "value": moments_of(row)} for row in (earlier, later)],
        "columns": [
            {"label": _("Figure")},
            *({"label": label, "is_number": True} for label in (_("Before"), _("After"))),
        ],
        "rows": [change_row(row, names) for row in found],
        "people_columns": [{"label": label} for label in (_("Citizen"), _("Figure"), _("Why"))],
        "people": [
            person_row(row, cases[row.case_id], names) for row in shown if row.case_id in cases
        ],
        "has_more": len(people) > SHOWN,
        "sees_all": actor.sees_all,
    }


def change_row(row: Change, names: Mapping[str, str]) -> Row:
    """Return a number of both snapshots."""
    return {
        "cells": [
            {"text": names[row.cell]},
            {"label": _("Before"), "text": number(row.before), "is_number": True},
            {"label": _("After"), "text": number(row.after), "is_number": True},
        ]
    }


def person_row(row: Moved, case: Case, names: Mapping[str, str]) -> Row:
    """Return who counts otherwise, in which number, and why."""
    return {
        "cells": [
            {
                "text": case.citizen.full_name,
                "url": case.get_absolute_url(),
                "note": case.reference,
            },
            {
                "label": _("Figure"),
                "text": names[row.cell],
                "note": _("Counts now") if row.how == "came" else _("No longer counts"),
            },
            {"label": _("Why"), "text": str(WORDS[row.why])},
        ]
    }


def number(value: int | None) -> str:
    """Return a number; a dash where a snapshot does not have it."""
    return "—" if value is None else str(number_format(value, force_grouping=True))


def cell_names(actor: Actor, earlier: Snapshot, later: Snapshot, cells: set[str]) -> dict[str, str]:
    """Return what each number is called."""
    figures = {row.code: row.label for row in (*earlier.figures, *later.figures)}
    keys: dict[str, list[str]] = {}
    for cell in cells:
        _figure, dimension, key = (*cell.split("/", 2), "", "")[:3]
        keys.setdefault(dimension, []).append(key)
    labels = Labels(actor, keys)
    names = {}
    for cell in cells:
        figure, dimension, key = (*cell.split("/", 2), "", "")[:3]
        part = f" — {part_label(labels, dimension, key)}" if dimension else ""
        names[cell] = f"{figures.get(figure, figure)}{part}"
    return names
