"""The record as a table for spreadsheets."""

import csv
import io
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.cells import plain_cell
from cases.core.models import AuditEntry
from cases.record.pages.lines import Line, lines_of
from cases.record.queries import MOST_EXPORTED, chunks_of

MARK = "\ufeff"
"""Tells spreadsheets that the letters are UTF-8."""


def sheet_of(actor: Actor, entries: QuerySet[AuditEntry]) -> tuple[str, list[int]]:
    """Return the text of the sheet and the numbers of its entries, the newest first.

    A sheet that does not hold all of them says so in its last line.
    """
    stream = io.StringIO(newline="")
    sheet = csv.writer(stream)
    sheet.writerow(plain_cell(name) for name in head())
    numbers: list[int] = []
    for chunk in chunks_of(entries):
        room = MOST_EXPORTED - len(numbers)
        for line in lines_of(actor, chunk[:room]):
            sheet.writerow(plain_cell(cell) for cell in cells_of(line, actor.clock))
            numbers.append(line.number)
        if len(chunk) > room:
            sheet.writerow([plain_cell(cut_off())])
    return MARK + stream.getvalue(), numbers


def cut_off() -> str:
    """Return the sentence that a sheet is not all that was asked for."""
    return _(
        "These are only the newest %(most)s entries of more. Narrow the period to get the others."
    ) % {"most": MOST_EXPORTED}


def head() -> list[str]:
    """Return the names of the columns."""
    return [
        _("Number of the entry"),
        _("When"),
        _("Who"),
        _("User name"),
        _("Role"),
        _("Mission"),
        _("Kind"),
        _("What"),
        _("Operation"),
        _("Event"),
        _("How it ended"),
        _("Code"),
        _("Why"),
        _("About"),
        _("Fields named"),
        _("Address"),
        _("Link"),
    ]


def cells_of(line: Line, zone: ZoneInfo) -> list[Any]:
    """Return the cells of one entry."""
    return [
        line.name,
        line.at.astimezone(zone).isoformat(timespec="milliseconds"),
        line.who,
        line.username,
        line.role,
        line.mission,
        line.kind,
        line.what,
        line.entry.operation,
        line.entry.event,
        line.entry.outcome,
        line.code,
        line.why,
        "; ".join(line.about),
        ", ".join(line.fields),
        ", ".join(line.addresses),
        line.seq if line.seq else (_("In the chain") if line.is_linked else ""),
    ]
