"""The register of money: totals of exactly what is asked for, what waits, what is overdue."""

from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.keyset import Cursor, KeysetPage, bad_cursor, is_uuid, page_of
from cases.money.amounts import rate_digits, shown
from cases.money.claims.received import received_for
from cases.money.forms.filters import MoneyFilters
from cases.money.models import CostLine, ExchangeRate, Undertaking
from cases.money.pages.words import (
    acts_on,
    line_cells,
    today_of,
    totals_table,
    who_signed,
)
from cases.money.queries import NONE
from cases.money.totals import Asked, lines_of, totals_of
from cases.procedures.choices import Currency

Row = dict[str, Any]
PAGE: Final = 50
FEW: Final = 10
NAMED: Final = ("case__citizen", "recorded_by")


def register_context(actor: Actor, filters: MoneyFilters, place: str) -> Row:
    """Return a page of the register, in the order of recording."""
    asked = filters.asked()
    rows = lines_of(actor, asked)
    page = line_page(actor, asked, place)
    asks = {name: str(value) for name, value in filters.data.items() if name in filters.fields}
    first = not place and not asked.state
    waiting = waiting_lines(actor, asked) if first else []
    overdue = overdue_rows(actor, asked) if first else []
    return {
        "filters": filters,
        "scope": _("All missions") if actor.is_headquarters else actor.mission_label,
        "totals": totals_table(totals_of(rows), received_for(actor, rows)),
        "waiting": [line_cells(line, with_case=True) for line in waiting],
        "overdue": overdue,
        "lines": [line_cells(line, with_case=True) for line in page.rows],
        "ids": sorted({row.pk for row in (*page.rows, *waiting)}),
        "by": asked.by,
        "prev_url": address("money", asks, page.previous) if page.previous else "",
        "next_url": address("money", asks, page.following) if page.following else "",
        "sheet_url": address("money_sheet", asks) if page.rows else "",
        "rates_url": reverse("exchange_rates"),
    }


def line_page(actor: Actor, asked: Asked, place: str) -> KeysetPage:
    """Return one page of lines, oldest first."""
    cursor = Cursor.parse(place) if place else None
    if cursor is not None and not is_uuid(cursor.reference):
        raise bad_cursor()
    rows = lines_of(actor, asked).select_related(*NAMED)
    return page_of(rows, PAGE, cursor, by="recorded_at", ref="uuid")


def waiting_lines(actor: Actor, asked: Asked) -> list[CostLine]:
    """Return the lines that wait for a second officer longest."""
    rows = lines_of(actor, asked).waiting().select_related(*NAMED)
    return list(rows.order_by("recorded_at", "uuid")[:FEW])


def overdue_undertakings(actor: Actor) -> Any:
    """Return the undertakings of which something is still owed and the day is over."""
    rows = Undertaking.objects.visible_to(actor).standing()
    late = rows.filter(released_at__isnull=True, due_on__lt=today_of(actor))
    repaid = Sum("repayments__amount", filter=Q(repayments__voided_at__isnull=True))
    return late.annotate(repaid=Coalesce(repaid, NONE)).filter(repaid__lt=F("amount"))


def overdue_rows(actor: Actor, asked: Asked) -> list[Row]:
    """Return the undertakings that are overdue, the oldest first."""
    rows = overdue_undertakings(actor)
    if asked.incident is not None:
        rows = rows.filter(case__incident=asked.incident)
    if asked.mission is not None:
        rows = rows.filter(case__mission=asked.mission)
    return [
        {
            "case": row.case.reference,
            "name": str(row.case.citizen),
            "url": row.get_absolute_url(),
            "owed": shown(row.amount - row.repaid, row.currency),
            "due_on": row.due_on,
            "signer": who_signed(row),
        }
        for row in rows.select_related("case__citizen", "relative").order_by("due_on", "pk")[:FEW]
    ]


def address(name: str, asks: Row, place: str = "") -> str:
    """Return the address of a page of the register, or of its table."""
    said = {key: value for key, value in {**asks, "page": place}.items() if value}
    return reverse(name) + (f"?{urlencode(said)}" if said else "")


def rates_context(actor: Actor, currency: str, place: str) -> Row:
    """Return a page of rates, the newest recorded last."""
    rows = ExchangeRate.objects.visible_to(actor).select_related("mission", "recorded_by")
    if currency in Currency.values:
        rows = rows.filter(currency=currency)
    cursor = Cursor.parse(place) if place else None
    if cursor is not None and not is_uuid(cursor.reference):
        raise bad_cursor()
    page = page_of(rows, PAGE, cursor, by="recorded_at", ref="uuid")
    asks = {"currency": currency}
    return {
        "lines": [rate_line(actor, row) for row in page.rows],
        "currencies": [(code, code == currency) for code in Currency.values],
        "record_url": reverse("record_exchange_rate") if actor.may("money.rates") else "",
        "prev_url": address("exchange_rates", asks, page.previous) if page.previous else "",
        "next_url": address("exchange_rates", asks, page.following) if page.following else "",
    }


def rate_line(actor: Actor, row: ExchangeRate) -> Row:
    """Return one rate."""
    return {
        "currency": row.currency,
        "day": row.day,
        "rate": rate_digits(row.rate),
        "source": row.source,
        "url": row.url,
        "mission": row.mission.label if row.mission is not None else _("All missions"),
        "is_out": row.voided_at is not None,
        "void_reason": row.void_reason,
        "by": str(row.recorded_by or _("The system")),
        "acts": acts_on(actor, "exchange-rates", row),
    }
