"""Exchange rates: recorded with their source, voided when they were wrong."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from cases.casework.protection.operations.checks import check_group
from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.core.web_addresses import check_address
from cases.money.amounts import HOME
from cases.money.models import ExchangeRate
from cases.money.operations.checks import check_day, void_row
from cases.money.policies import allow_state
from cases.procedures.choices import RestrictedGroup

DONG: Sentence = _("The dong is what others are counted in. It has no rate.")


@operation(may="money.rates", audit="rate.recorded")
def record_rate(
    actor: Actor, *, currency: str, day: date, rate: Decimal, source: str, url: str = ""
) -> ExchangeRate:
    """Record what one unit of a currency was in dong on a day, for the own mission.

    What headquarters records holds for all missions.
    """
    check_group(actor, RestrictedGroup.MONEY)
    if currency == HOME:
        raise broken_rule(DONG, "rate_of_dong", "currency")
    check_day(actor, day, "day")
    check_address(url, "url")
    return ExchangeRate.objects.create(
        currency=currency,
        day=day,
        rate=rate,
        source=source,
        url=url,
        mission_id=None if actor.sees_all else actor.mission_id,
        recorded_at=ledger_moment([]),
        recorded_by_id=actor.staff_id,
    )


@operation(may="money.rates", audit="rate.voided")
def void_rate(actor: Actor, rate: ExchangeRate, *, reason: str) -> ExchangeRate:
    """Void a rate: nothing takes it any more; lines that took it keep it until corrected."""
    allow_state(rate, "void_rate")
    void_row(actor, rate, reason)
    return rate
