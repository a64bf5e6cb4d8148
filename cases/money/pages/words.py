"""Rows of money in words: amounts, payers, states, and what may be done."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.possible import possible_on
from cases.money.amounts import HOME, dong, rate_digits, shown
from cases.money.choices import CostState, Payer, SignedBy, UndertakingState
from cases.money.models import CostLine, Deposit, Repayment, Undertaking
from cases.money.rules import category_label
from cases.money.totals import Totals
from cases.templatetags.moments import day_words

Row = dict[str, Any]
PAGES: Final = {
    "cost-lines": "cost_line_operation",
    "deposits": "deposit_operation",
    "undertakings": "undertaking_operation",
    "repayments": "repayment_operation",
    "exchange-rates": "exchange_rate_operation",
}
TONES: Final = {
    CostState.SPENT: "",
    CostState.WAITING: "wait",
    CostState.REFUSED: "stop",
    CostState.VOIDED: "quiet",
}
TONES_OF_UNDERTAKINGS: Final = {
    UndertakingState.OPEN: "wait",
    UndertakingState.PARTLY: "wait",
    UndertakingState.OVERDUE: "stop",
    UndertakingState.REPAID: "good",
    UndertakingState.RELEASED: "quiet",
    UndertakingState.VOIDED: "quiet",
}


def today_of(actor: Actor) -> date:
    """Return the day at the mission of the reader."""
    return present.today(actor.zone)


def tag_of(line: CostLine) -> Row:
    """Return label and tone of the state of a line."""
    return {"label": line.state.label, "tone": TONES[line.state]}


def payer_words(line: CostLine) -> str:
    """Return who pays."""
    return str(Payer(line.payer).label)


def what_words(line: CostLine) -> str:
    """Return what a line is for."""
    return category_label(line.category)


def in_dong_words(line: CostLine) -> str:
    """Return a line in dong; empty where it is in dong already."""
    return "" if line.currency == HOME else dong(line.amount_vnd)


def rate_words(row: CostLine | Deposit | Undertaking) -> str:
    """Return the rate by which a row was counted, with its day and source."""
    if row.currency == HOME:
        return ""
    words = _("1 %(currency)s = %(rate)s VND on %(day)s, %(source)s")
    return words % {
        "currency": row.currency,
        "rate": rate_digits(row.rate),
        "day": day_words(row.rate_on),
        "source": row.rate_source,
    }


def who_paid(row: Deposit) -> str:
    """Return who paid a deposit in."""
    said = [str(row.relative)] if row.relative is not None else []
    return ", ".join([*said, *([row.payer_words] if row.payer_words else [])])


def who_signed(row: Undertaking) -> str:
    """Return who has undertaken to repay."""
    if row.signer == SignedBy.PERSON:
        return str(SignedBy.PERSON.label)
    return str(row.relative) if row.relative is not None else row.signer_words


def line_cells(line: CostLine, *, with_case: bool = False) -> Row:
    """Return one line for a table."""
    return {
        "uuid": line.uuid,
        "what": what_words(line),
        "url": line.get_absolute_url(),
        "purpose": line.purpose,
        "spent_on": line.spent_on,
        "payer": payer_words(line),
        "amount": shown(line.amount, line.currency),
        "dong": in_dong_words(line),
        "state": tag_of(line),
        "is_out": line.state in {CostState.VOIDED, CostState.REFUSED},
        "case": line.case.reference if with_case else "",
        "case_url": reverse("case_money", args=[line.case.reference]) if with_case else "",
        "name": str(line.case.citizen) if with_case else "",
        "by": str(line.recorded_by or _("The system")),
    }


def totals_table(totals: Totals, came: Mapping[str, int] | None = None) -> Row:
    """Return totals as a table by payer that visibly adds up; nothing where there is nothing.

    `came`: payer -> what was received on claims, in dong; it stands beside what was spent.
    """
    received = came or {}
    rows = [
        {
            "payer": str(Payer(payer).label),
            "spent": [shown(row.amount, row.currency) for row in totals.of(payer=payer)],
            "spent_vnd": dong(totals.vnd(payer=payer)),
            "waiting_vnd": waiting_words(totals, payer),
            "received_vnd": dong(received[payer]) if payer in received else "–",
        }
        for payer in totals.payers
    ]
    return {
        "rows": rows,
        "spent_vnd": dong(totals.vnd()),
        "waiting_vnd": waiting_words(totals),
        "waits": bool(totals.vnd(CostState.WAITING)),
        "lines": totals.count(),
        "received": bool(received),
        "received_vnd": dong(sum(received.values())),
    }


def waiting_words(totals: Totals, payer: str = "") -> str:
    """Return what waits, in dong; a dash for nothing."""
    waiting = totals.vnd(CostState.WAITING, payer)
    return dong(waiting) if waiting else "–"


def acts_on(actor: Actor, resource: str, row: Any) -> list[Row]:
    """Return what may be done with a row now."""
    return [
        {
            "label": item.declared.form.title,
            "url": reverse(PAGES[resource], args=[row.uuid, item.declared.verb]),
        }
        for item in possible_on(actor, resource, row)
        if item.is_possible
    ]


def repaid_lines(actor: Actor, rows: Iterable[Repayment], currency: str) -> list[Row]:
    """Return what was returned or repaid, one line each."""
    return [
        {
            "text": " · ".join(
                part
                for part in (
                    shown(row.amount, currency),
                    day_words(row.paid_on),
                    row.words,
                    row.receipt,
                )
                if part
            ),
            "is_out": row.voided_at is not None,
            "acts": acts_on(actor, "repayments", row),
        }
        for row in rows
    ]


def amount_left(amount: Decimal, currency: str) -> str:
    """Return what is left or owed of something."""
    return shown(max(amount, Decimal(0)), currency)
