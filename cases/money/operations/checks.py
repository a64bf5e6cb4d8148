"""What several acts of money refuse: groups, days, rates that are not known."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.casework.policies import refuse_void
from cases.casework.protection.operations.checks import check_group, check_past
from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule
from cases.core.facts import ledger_moment
from cases.core.waiting import put
from cases.money.amounts import HOME
from cases.money.queries import Rate, rate_of
from cases.money.rules import fund_rules
from cases.procedures.choices import RestrictedGroup

TOO_EARLY: Sentence = _("This lies before %(day)s, when the Fund was founded.")
NO_RATE: Sentence = _(
    "No rate for %(currency)s on %(day)s or within %(days)s days before it. Record one, or say the "
    "rate and its source."
)
RATE_ALONE: Sentence = _("A rate needs its source, and a source its rate.")
RATE_OF_DONG: Sentence = _("An amount in dong needs no rate. Leave it empty.")


def begin(actor: Actor, case: Case) -> None:
    """Raise unless money of a case may be written down: the group is read, the case was one."""
    check_group(actor, RestrictedGroup.MONEY)
    refuse_void(case)


def check_day(actor: Actor, day: date, field: str) -> None:
    """Raise 422 for a day that has not come yet at the mission, or lies before the Fund."""
    check_past(actor, day, field)
    earliest = fund_rules().earliest
    if day < earliest:
        words = {"day": date_format(earliest, "DATE_FORMAT")}
        raise broken_rule(TOO_EARLY % words, "too_early", field)


def taken_rate(
    actor: Actor,
    currency: str,
    day: date,
    *,
    mission_id: int,
    rate: Decimal | None = None,
    source: str = "",
) -> Rate:
    """Return the rate that is said, else that of the day; 422 where there is none."""
    if (rate is None) != (source == ""):
        raise broken_rule(RATE_ALONE, "rate_alone", "rate_source" if rate else "rate")
    if rate is not None and currency == HOME:
        raise broken_rule(RATE_OF_DONG, "rate_of_dong", "rate")
    if rate is not None:
        return Rate(rate, day, source)
    found = rate_of(actor, mission_id, currency, day)
    if found is None:
        words = {
            "currency": currency,
            "day": date_format(day, "DATE_FORMAT"),
            "days": fund_rules().rate_days,
        }
        raise broken_rule(NO_RATE % words, "no_rate", "currency")
    return found


def writing_mission(actor: Actor, case: Case) -> int:
    """Return in whose name something is written down: of the posting, else of the case."""
    return actor.mission_id or case.mission_id


def void_row(actor: Actor, row: Any, reason: str) -> None:
    """Mark a locked row as voided."""
    row.voided_at, row.voided_by_id = ledger_moment([]), actor.staff_id
    row.void_reason = reason
    put(row, "voided_at", "voided_by", "void_reason")
