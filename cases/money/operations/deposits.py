"""Deposits: taken in, returned, voided; and what was repaid by mistake."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.citizens.models import Relative
from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule, wrong_state
from cases.core.facts import ledger_moment
from cases.core.guards import Hindrance, raised_by, ruled_out
from cases.core.operations import operation
from cases.money.amounts import check_amount, in_dong, shown
from cases.money.models import Deposit, Repayment
from cases.money.operations.checks import begin, check_day, taken_rate, void_row, writing_mission
from cases.money.policies import allow_state
from cases.money.queries import left_of
from cases.money.steps import settle
from cases.procedures.fields import Sum

WHO_PAID: Sentence = _("Say who paid it: a relative on record, or a name.")
TOO_MUCH: Sentence = _("Only %(left)s is left of this deposit.")
DRAWN: Sentence = _("Something was drawn on this deposit or returned. Void that first.")
BEFORE: Sentence = _("This lies before the day on which it came in.")
OTHER_CURRENCY: Sentence = _("It is returned in its own currency, %(currency)s.")


@operation(may="money.record", audit="deposit.recorded", appends=True)
def record_deposit(
    actor: Actor,
    case: Case,
    *,
    amount: Sum,
    received_on: date,
    held_by: str,
    relative: Relative | None = None,
    payer_words: str = "",
    receipt: str = "",
    note: str = "",
    rate: Decimal | None = None,
    rate_source: str = "",
    settles_step: bool = False,
) -> Deposit:
    """Record money that somebody paid in for the person of a case."""
    begin(actor, case)
    check_amount(amount)
    check_day(actor, received_on, "received_on")
    if relative is None and not payer_words:
        raise broken_rule(WHO_PAID, "payer_needed", "payer_words")
    mission_id = writing_mission(actor, case)
    found = taken_rate(
        actor,
        amount.currency,
        received_on,
        mission_id=mission_id,
        rate=rate,
        source=rate_source,
    )
    deposit = Deposit.objects.create(
        case=case,
        mission_id=mission_id,
        amount=amount.amount,
        currency=amount.currency,
        rate=found.rate,
        rate_on=found.on,
        rate_source=found.source,
        amount_vnd=in_dong(amount.amount, found.rate),
        relative=relative,
        payer_words=payer_words,
        received_on=received_on,
        held_by=held_by,
        receipt=receipt,
        note=note,
        recorded_at=ledger_moment([]),
        recorded_by_id=actor.staff_id,
    )
    if settles_step:
        settle(actor, case, deposit)
    return deposit


@operation(may="money.record", audit="deposit.returned")
def return_deposit(
    actor: Actor, deposit: Deposit, *, amount: Sum, paid_on: date, words: str, receipt: str = ""
) -> Deposit:
    """Return a deposit, in part or whole, to who paid it; never more than is left of it."""
    begin(actor, deposit.case)
    allow_state(deposit, "return_deposit")
    check_amount(amount)
    if amount.currency != deposit.currency:
        said = {"currency": deposit.currency}
        raise broken_rule(OTHER_CURRENCY % said, "other_currency", "amount")
    check_day(actor, paid_on, "paid_on")
    if paid_on < deposit.received_on:
        raise broken_rule(BEFORE, "before_deposit", "paid_on")
    left = left_of(actor, deposit)
    if amount.amount > left:
        said = {"left": shown(left, deposit.currency)}
        raise broken_rule(TOO_MUCH % said, "deposit_not_overdrawn", "amount")
    Repayment.objects.create(
        case_id=deposit.case_id,
        deposit=deposit,
        amount=amount.amount,
        paid_on=paid_on,
        words=words,
        receipt=receipt,
        recorded_at=ledger_moment([]),
        recorded_by_id=actor.staff_id,
    )
    return deposit


@operation(may="money.record", audit="deposit.voided")
def void_deposit(actor: Actor, deposit: Deposit, *, reason: str) -> Deposit:
    """Void a deposit that was recorded by mistake, while nothing draws on it."""
    begin(actor, deposit.case)
    allow_state(deposit, "void_deposit")
    refuse_drawn(actor, deposit)
    void_row(actor, deposit, reason)
    return deposit


@operation(may="money.record", audit="repayment.voided")
def void_repayment(actor: Actor, repayment: Repayment, *, reason: str) -> Repayment:
    """Void what was written down as returned or repaid by mistake."""
    begin(actor, repayment.case)
    allow_state(repayment, "void_repayment")
    void_row(actor, repayment, reason)
    return repayment


def refuse_drawn(actor: Actor, deposit: Deposit) -> None:
    """Raise 409 where something was drawn on a deposit, or returned."""
    is_drawn = deposit.is_drawn
    if is_drawn is None:
        is_drawn = left_of(actor, deposit) != deposit.amount
    if is_drawn:
        raise wrong_state(DRAWN, "deposit_drawn")


@ruled_out(Deposit)
def state_of_deposit(actor: Actor, deposit: Deposit) -> Hindrance:
    """What something draws on is not voided."""
    return lambda name: raised_by(refuse_drawn, actor, deposit) if name == "void_deposit" else None
