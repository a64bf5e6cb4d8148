"""The page of the money of a movement: each person on each leg, each payer, the whole."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.citizens.named import name_shown
from cases.core.actor import Actor
from cases.money.amounts import dong, shown
from cases.money.choices import CostState, Payer
from cases.money.pages.words import (
    in_dong_words,
    payer_words,
    rate_words,
    tag_of,
    what_words,
)
from cases.movements.choices import SeatState
from cases.movements.costs.queries import loose_lines
from cases.movements.costs.reading import LegMoney
from cases.movements.costs.summing import Sum
from cases.movements.models import Leg, Movement
from cases.movements.pages.words import possible_acts

Row = dict[str, Any]
ACTS = ("record_leg_cost", "tie_leg_cost", "untie_leg_cost")
NOTHING = Sum()


def money_context(actor: Actor, movement: Movement) -> tuple[Row, list[int]]:
    """Return everything that the page shows, and the ids of the costs."""
    money = LegMoney.of(actor, movement)
    acts = possible_acts(actor, movement)
    loose = loose_lines(actor, movement).count() if "tie_leg_cost" in acts else 0
    context = {
        "movement": movement,
        "title": _("Money of the movement"),
        "acts": [acts[name] for name in ACTS if name in acts],
        "legs": [leg_row(leg, money) for leg in money.legs],
        "people": people_rows(money),
        "payers": [payer_row(movement, payer, money) for payer in payers_of(money)],
        "whole": sum_row(money.sums.whole),
        "claimed_vnd": dong(sum(money.claimed.values())),
        "received_vnd": dong(sum(money.received.values())),
        "waits": bool(money.sums.whole.waiting_vnd),
        "loose": loose_words(loose),
        "unseen": unseen_words(money.unseen),
        "lines": [line_row(row, money) for row in money.costs],
        "sheets": [
            {"label": label, "url": reverse("movement_money_sheet", args=[movement.number, ending])}
            for ending, label in (
                ("csv", _("Download as a table (CSV)")),
                ("xlsx", _("Download as a workbook (XLSX)")),
            )
        ],
    }
    return context, [row.line_id for row in money.costs]


def loose_words(count: int) -> str:
    """Return that costs of these people belong to no leg; empty for none."""
    if not count:
        return ""
    words = ngettext(
        "%(n)d cost of these people belongs to no leg and is not summed up here.",
        "%(n)d costs of these people belong to no leg and are not summed up here.",
        count,
    )
    return words % {"n": count}


def unseen_words(count: int) -> str:
    """Return that others travel too whose money is not shown; empty where all are in sight."""
    if not count:
        return ""
    words = ngettext(
        "%(n)d person with a seat is of a case that you do not see: that money is missing here.",
        "%(n)d people with a seat are of cases that you do not see: that money is missing here.",
        count,
    )
    return words % {"n": count}


def sum_row(found: Sum) -> Row:
    """Return a sum in words: as paid, in dong, what waits apart from it."""
    return {
        "spent": [shown(amount, currency) for currency, amount in found.spent],
        "spent_vnd": dong(found.spent_vnd),
        "waiting": [shown(amount, currency) for currency, amount in found.waiting],
        "waiting_vnd": dong(found.waiting_vnd) if found.waiting_vnd else "–",
        "waits": bool(found.waiting),
        "payers": ", ".join(str(Payer(payer).label) for payer in found.payers),
        "is_empty": not found.lines,
    }


def leg_row(leg: Leg, money: LegMoney) -> Row:
    """Return a leg with what it cost."""
    return {
        "number": leg.number,
        "name": f"{leg.from_place.label} → {leg.to_place.label}",
        "mode": str(leg.get_mode_display()),
        "is_dropped": leg.dropped_at is not None,
        **sum_row(money.sums.by_leg.get(leg.pk, NOTHING)),
    }


def people_rows(money: LegMoney) -> list[Row]:
    """Return people with a cell for each leg; who was taken off stays where money was spent."""
    shown_cases = {
        case for case, place in money.places.items() if place.state != SeatState.OFF
    } | set(money.sums.by_person)
    cases = {row.case_id: row.case for row in money.costs}
    cases |= {case: place.case for case, place in money.places.items()}
    rows = sorted((cases[pk] for pk in shown_cases), key=lambda case: case.reference)
    return [
        {
            "name": name_shown(case.citizen.full_name),
            "case": case.reference,
            "url": reverse("case_money", args=[case.reference]),
            "mark": mark_of(money, case.pk),
            "cells": [
                {
                    "label": _("Leg %(n)d") % {"n": leg.number},
                    **sum_row(money.sums.cells.get((case.pk, leg.pk), NOTHING)),
                }
                for leg in money.legs
            ],
            "whole": sum_row(money.sums.by_person.get(case.pk, NOTHING)),
        }
        for case in rows
    ]


def mark_of(money: LegMoney, case: int) -> str:
    """Return that somebody does not travel, or waits; empty for who has a seat."""
    place = money.places.get(case)
    if place is None:
        return _("Not on it")
    return "" if place.state == SeatState.SEATED else str(place.get_state_display())


def payers_of(money: LegMoney) -> list[str]:
    """Return who pays something, in the order of the closed set."""
    return [payer for payer in Payer.values if payer in money.sums.by_payer]


def payer_row(movement: Movement, payer: str, money: LegMoney) -> Row:
    """Return a payer with what is spent, asked back and received; and the way to claim the rest."""
    left = money.left.get(payer, [])
    url = f"{reverse('claim_of_movement', args=[movement.number])}?payer={payer}"
    return {
        "payer": str(Payer(payer).label),
        **sum_row(money.sums.by_payer[payer]),
        "claimed_vnd": dong(money.claimed[payer]) if payer in money.claimed else "–",
        "received_vnd": dong(money.received[payer]) if payer in money.received else "–",
        "claim_url": url if left else "",
        "left": len(left),
    }


def line_row(row: Any, money: LegMoney) -> Row:
    """Return one cost with its leg, for the list below the table."""
    line = row.line
    claim = money.claims.get(line.pk)
    return {
        "leg": row.leg.number,
        "name": name_shown(row.case.citizen.full_name),
        "case": row.case.reference,
        "what": what_words(line),
        "url": line.get_absolute_url(),
        "purpose": line.purpose,
        "spent_on": line.spent_on,
        "payer": payer_words(line),
        "amount": shown(line.amount, line.currency),
        "dong": in_dong_words(line),
        "rate": rate_words(line),
        "state": tag_of(line) if line.state != CostState.SPENT else None,
        "claim": claim.number if claim else "",
        "claim_url": claim.get_absolute_url() if claim else "",
    }
