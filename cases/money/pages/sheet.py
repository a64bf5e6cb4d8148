"""The filtered register as a table for spreadsheets; its totals stand below the lines."""

import csv
import io
from typing import Any, Final

from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.cells import plain_cell
from cases.money.amounts import HOME, rounded
from cases.money.choices import CostState
from cases.money.models import CostLine
from cases.money.pages.words import payer_words, what_words
from cases.money.totals import Asked, lines_of, totals_of

MARK: Final = "\ufeff"
"""Tells spreadsheets that the letters are UTF-8."""
MOST: Final = 10_000
NAMED: Final = ("case", "mission", "recorded_by", "decided_by")


def sheet_of(actor: Actor, asked: Asked) -> tuple[str, list[int]]:
    """Return the text of the sheet and the numbers of its lines, the newest first.

    A sheet that does not hold all of them says so in its last line, and has no totals then.
    """
    rows = lines_of(actor, asked)
    found = list(rows.select_related(*NAMED).order_by("-recorded_at", "-uuid")[: MOST + 1])
    stream = io.StringIO(newline="")
    sheet = csv.writer(stream)
    sheet.writerow(plain_cell(name) for name in head())
    for line in found[:MOST]:
        sheet.writerow(plain_cell(cell) for cell in cells_of(line))
    if len(found) > MOST:
        sheet.writerow([plain_cell(cut_off())])
    else:
        totals = totals_of(rows)
        for state in (CostState.SPENT, CostState.WAITING):
            words = _("Together: %(state)s") % {"state": state.label}
            sheet.writerow([plain_cell(words), *[""] * 6, totals.vnd(state)])
    return MARK + stream.getvalue(), [line.pk for line in found[:MOST]]


def cut_off() -> str:
    """Return the sentence that a sheet is not all that was asked for."""
    return _(
        "These are only the newest %(most)s lines of more. Narrow the period to get the others."
    ) % {"most": MOST}


def head() -> list[str]:
    """Return the names of the columns."""
    return [
        _("Case"),
        _("Day of the expense"),
        _("Kind of cost"),
        _("What for"),
        _("Who pays"),
        _("Amount"),
        _("Currency"),
        _("In dong"),
        _("Rate"),
        _("Day of the rate"),
        _("Source of the rate"),
        _("Voucher"),
        _("State"),
        _("Recorded by the mission"),
        _("Recorded by"),
        _("Recorded at"),
        _("Decided by"),
    ]


def cells_of(line: CostLine) -> list[Any]:
    """Return the cells of one line."""
    return [
        line.case.reference,
        line.spent_on.isoformat(),
        what_words(line),
        line.purpose,
        payer_words(line),
        str(rounded(line.amount, line.currency)),
        line.currency,
        line.amount_vnd,
        "" if line.currency == HOME else f"{line.rate.normalize():f}",
        line.rate_on.isoformat(),
        line.rate_source,
        line.voucher,
        line.state.label,
        line.mission.code,
        str(line.recorded_by or ""),
        line.recorded_at.isoformat(timespec="seconds"),
        str(line.decided_by or ""),
    ]
