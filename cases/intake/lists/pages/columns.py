"""The page on which an officer says what the columns of a list hold."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.intake.lists.choices import OF_ANSWERS, ListField
from cases.intake.lists.headings import seen
from cases.intake.lists.layout import SheetLayout, as_text, parsed
from cases.intake.lists.models import ReceivedList
from cases.intake.lists.queries import first_lines, layouts_of, orders_in, remembered, untold
from cases.intake.lists.reading.tables import Line, letter

SHOWN: Final = 6
"""Rows of a sheet that the page shows, from the one with the headings on."""
SEARCHED: Final = 60
BEGINS: Final = re.compile(r"first-(([0-9]{1,3})(?:b([0-9]{1,3}))?)", re.ASCII)
"""The box for where a table begins: of a sheet, or of a further table on it."""
NUMBER: Final = re.compile(r"[1-9][0-9]{0,6}", re.ASCII)


def said_columns(typed: QueryDict, received: ReceivedList) -> QueryDict:
    """Return what was sent with the columns as the form takes them, from the boxes of the page.

    Where a table is known to begin stays, if its box is emptied.
    """
    if "columns" in typed or not any(name.startswith("first-") for name in typed):
        return typed
    layouts, known = [], layouts_of(received)
    for name in typed:
        match = BEGINS.fullmatch(name)
        if match is None:
            continue
        key, sheet = match[1], int(match[2])
        if not 0 < sheet <= len(received.sheets):
            continue
        first = typed.get(name, "").strip()
        columns = {
            index: held
            for index in range(int(received.sheets[sheet - 1]["width"]))
            if (held := typed.get(f"c-{key}-{index}", "")) in ListField.values
        }
        begins = [one.first for one in known if one.sheet == sheet][int(match[3] or 0) :]
        row = int(first) if NUMBER.fullmatch(first) else next(iter(begins), 1)
        if f"take-{key}" not in typed:
            columns = {}
        elif not columns:
            # Nothing is said of what is taken: refused, and not left out.
            columns = {0: ListField.REMARK.value}
        layouts.append(SheetLayout(sheet, row, columns))
    taken = {layout.sheet for layout in layouts if layout.columns}
    sent = typed.copy()
    sent["columns"] = as_text([layout for layout in layouts if layout.sheet in taken])
    return sent


def columns_context(
    actor: Actor, received: ReceivedList, typed: Mapping[str, str] | None
) -> dict[str, Any]:
    """Return the sheets with a box for each column, filled as it was sent, else as guessed."""
    layouts = layouts_of(received)
    if typed and "columns" in typed:
        layouts = typed_layouts(typed["columns"]) or layouts
    orders = orders_in(actor, received, layouts)
    is_known = bool(remembered(actor, received.sender, received.sender_kind))
    return {
        "sheets": [
            sheet_words(actor, received, number, layout, at)
            for number in range(1, len(received.sheets) + 1)
            for at, layout in enumerate([one for one in layouts if one.sheet == number] or [None])
        ],
        "is_remembered": is_known and received.round == 0,
        "examples": ", ".join(f"“{text}”" for text in orders.asks_order),
        "asks_order": bool(orders.asks_order),
        "asks_years": bool(orders.asks_years),
        "untold": ", ".join(untold(actor, received, layouts)),
    }


def typed_layouts(text: str) -> list[SheetLayout]:
    """Return what was sent of the columns, nothing where it cannot be read."""
    try:
        return parsed(text)
    except ValueError:
        return []


def sheet_words(
    actor: Actor, received: ReceivedList, number: int, layout: SheetLayout | None, at: int
) -> dict[str, Any]:
    """Return what the page says of one sheet, or of a further table on it."""
    begin = layout.first if layout and at else 0
    lines = first_lines(actor, received, number, SEARCHED, begin)
    first = layout.first if layout else (lines[0].number if lines else 1)
    words = received.sheets[number - 1]
    return {
        "number": f"{number}b{at}" if at else number,
        "name": words["name"] or _("List"),
        "from_row": layout.first if layout and at else 0,
        "rows": words["rows"],
        "is_hidden": words["is_hidden"],
        "is_taken": layout is not None and bool(layout.columns),
        "first": first,
        "columns": columns_of(lines, layout, first, int(words["width"])),
    }


def columns_of(
    lines: Sequence[Line], layout: SheetLayout | None, first: int, width: int
) -> list[dict[str, Any]]:
    """Return for each column its heading, some of its cells, and what it holds."""
    above = [line for line in lines if line.number < first]
    below = [line for line in lines if line.number >= first][:SHOWN]
    labels = layout.labels if layout and layout.labels else (above[-1].cells if above else ())
    found = []
    for index in range(width):
        cells = [cell_of(line, index) for line in below]
        label = seen(labels[index]) if index < len(labels) else ""
        if label or any(cells):
            found.append(
                {
                    "index": index,
                    "letter": letter(index),
                    "label": label,
                    "cells": [cell for cell in cells if cell][:3],
                    "held": layout.columns.get(index, "") if layout else "",
                }
            )
    return found


def cell_of(line: Line, index: int) -> str:
    """Return the text of a cell, "" beyond the last one."""
    return seen(line.cells[index]) if index < len(line.cells) else ""


def field_options(received: ReceivedList) -> list[tuple[str, str]]:
    """Return what a column of a list can hold, for the boxes."""
    kept = [one for one in ListField if received.is_reply or one not in OF_ANSWERS]
    return [("", _("— kept as a remark —")), *((one.value, str(one.label)) for one in kept)]
