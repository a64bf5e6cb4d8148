"""The money of a movement as a table: each cost with its leg, then all the sums."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.money.amounts import HOME
from cases.money.choices import Payer
from cases.money.claims.frozen import plain
from cases.money.pages.words import payer_words, what_words
from cases.money.tables import Cell, digits, filed
from cases.movements.costs.pages.shown import mark_of
from cases.movements.costs.reading import LegMoney
from cases.movements.costs.summing import Sum
from cases.movements.models import Movement


def sheet_of(actor: Actor, movement: Movement, ending: str) -> tuple[bytes, list[int]]:
    """Return the file, and the costs that it tells of."""
    money = LegMoney.of(actor, movement)
    head: list[list[Cell]] = [[_("Money of the movement"), movement.number], []]
    lines = [cells_of(row, money) for row in money.costs]
    rows = [*head, headings(), *lines, [], *foot_of(money)]
    made = filed(rows, ending, movement.number, heading=len(head))
    return made, [row.line_id for row in money.costs]


def headings() -> list[Cell]:
    """Return the names of the columns."""
    return [
        _("Leg"),
        _("Name"),
        _("Case"),
        _("What for"),
        _("Place on the movement"),
        _("Kind of cost"),
        _("Day of the expense"),
        _("Who pays"),
        _("Amount"),
        _("Currency"),
        _("Rate"),
        _("In dong"),
        _("State"),
        _("Voucher"),
        _("Claim"),
    ]


def cells_of(row: Any, money: LegMoney) -> list[Cell]:
    """Return the cells of one cost."""
    line = row.line
    claim = money.claims.get(line.pk)
    return [
        row.leg.number,
        row.case.citizen.full_name,
        row.case.reference,
        line.purpose,
        mark_of(money, row.case_id),
        what_words(line),
        line.spent_on.isoformat(),
        payer_words(line),
        digits(line.amount, line.currency),
        line.currency,
        "" if line.currency == HOME else plain(line.rate),
        line.amount_vnd,
        str(line.state.label),
        line.voucher,
        claim.number if claim else "",
    ]


def foot_of(money: LegMoney) -> Iterator[list[Cell]]:
    """Yield the sums in dong: by leg, by person, by payer, the whole; what waits beside it."""
    yield [_("Sums in dong"), _("Counts"), _("Waits for a second officer")]
    for leg in money.legs:
        label = _("Leg %(n)d") % {"n": leg.number}
        yield total(label, money.sums.by_leg.get(leg.pk, Sum()))
    cases = {row.case_id: row.case for row in money.costs}
    for case in sorted(cases.values(), key=lambda one: one.reference):
        yield total(f"{case.citizen.full_name} ({case.reference})", money.sums.by_person[case.pk])
    for payer in Payer.values:
        if payer in money.sums.by_payer:
            yield total(str(Payer(payer).label), money.sums.by_payer[payer])
    yield total(_("Together"), money.sums.whole)
    yield [_("Received on claims"), sum(money.received.values())]


def total(label: str, found: Sum) -> list[Cell]:
    """Return one sum as a row."""
    return [label, found.spent_vnd, found.waiting_vnd]
