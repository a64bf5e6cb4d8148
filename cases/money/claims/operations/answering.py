"""What the payer has answered: payments as they come, settled in the end or refused."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from cases.casework.protection.operations.checks import check_group
from cases.core.actor import Actor
from cases.core.audit import also_on_record, write_each
from cases.core.errors import Sentence, broken_rule, wrong_state
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.core.waiting import put
from cases.money.amounts import check_amount, in_dong, shown
from cases.money.claims.choices import ClaimAnswer, ClaimState
from cases.money.claims.models import Claim, ClaimLine, ClaimPayment
from cases.money.claims.operations.rows import EACH, all_lines_of
from cases.money.claims.policies import check_state
from cases.money.claims.queries import payments_in_sight
from cases.money.claims.sums import parts_by, units_of
from cases.money.operations.checks import check_day, taken_rate
from cases.money.queries import Rate
from cases.procedures.choices import RestrictedGroup
from cases.procedures.fields import Sum

TOO_MUCH: Sentence = _("Only %(left)s of what was named is still open.")
OTHER_CURRENCY: Sentence = _(
    "These costs were claimed in %(currency)s. Name no costs for a payment in another currency."
)
BEFORE: Sentence = _("This lies before the day of the claim.")
NOTHING_CAME: Sentence = _(
    "Nothing was received for this claim. Record the payment first, or say that it is refused."
)
SOMETHING_CAME: Sentence = _("Something was received for this claim, so it was not refused.")
WHY: Sentence = _("Say why the payer refuses.")
TOO_SMALL: Sentence = _("This is too little to go to any of the costs.")


@operation(may="claim.prepare", audit="claim.paid")
def record_claim_payment(
    actor: Actor,
    claim: Claim,
    *,
    amount: Sum,
    received_on: date,
    lines: Sequence[ClaimLine] = (),
    receipt: str = "",
    words: str = "",
    rate: Decimal | None = None,
    rate_source: str = "",
) -> Claim:
    """Record what came for a claim: for all of it, or for the lines that are named.

    It is split over the lines by what is open on each, to the smallest unit; in the currency of
    the claim never more than is open. In another currency it goes by what each is in dong.
    """
    check_group(actor, RestrictedGroup.MONEY)
    check_state(claim, "record_claim_payment")
    check_amount(amount)
    check_day(actor, received_on, "received_on")
    if received_on < claim.claimed_on:
        raise broken_rule(BEFORE, "before_claim", "received_on")
    every = all_lines_of(actor, claim)
    named = lines or every
    parts = parts_of(actor, claim, amount, [row for row in every if row in named], bool(lines))
    found = taken_rate(
        actor,
        amount.currency,
        received_on,
        mission_id=claim.mission_id,
        rate=rate,
        source=rate_source,
    )
    moment = ledger_moment([])
    payment = uuid4()
    rows = [
        payment_of(actor, line, Sum(part, amount.currency), found, moment) for line, part in parts
    ]
    for row in rows:
        row.payment, row.received_on = payment, received_on
        row.receipt, row.words = receipt, words
    ClaimPayment.objects.bulk_create(rows)
    write_each("claim.paid", EACH, rows)
    also_on_record(f"parts:{len(rows)}")
    return claim


def parts_of(
    actor: Actor, claim: Claim, amount: Sum, lines: Sequence[ClaimLine], is_named: bool
) -> list[tuple[ClaimLine, Decimal]]:
    """Return line -> its part of a payment; 422 where more came than is open."""
    same = [line for line in lines if line.currency == amount.currency]
    if is_named and len(same) != len(lines):
        others = ", ".join(sorted({line.currency for line in lines} - {amount.currency}))
        raise broken_rule(OTHER_CURRENCY % {"currency": others}, "other_currency", "amount")
    if not same:
        weights = [line.amount_vnd for line in lines]
        return shared_out(amount, list(lines), weights)
    came = came_for(actor, claim, amount.currency)
    left = [line.amount - came.get(line.pk, Decimal(0)) for line in same]
    if amount.amount > sum(left):
        said = {"left": shown(sum(left, Decimal(0)), amount.currency)}
        raise broken_rule(TOO_MUCH % said, "claim_not_overpaid", "amount")
    return shared_out(amount, same, [units_of(one, amount.currency) for one in left])


def shared_out(
    amount: Sum, lines: Sequence[ClaimLine], weights: Sequence[int]
) -> list[tuple[ClaimLine, Decimal]]:
    """Return the lines that get a part of an amount, each with its part."""
    parts = parts_by(amount.amount, amount.currency, weights)
    return [(line, part) for line, part in zip(lines, parts, strict=True) if part]


def came_for(actor: Actor, claim: Claim, currency: str) -> dict[int, Decimal]:
    """Return line -> what came for it so far in a currency."""
    found: dict[int, Decimal] = {}
    for row in payments_in_sight(actor, claim):
        if row.currency == currency:
            found[row.claim_line_id] = found.get(row.claim_line_id, Decimal(0)) + row.amount
    return found


def payment_of(
    actor: Actor, line: ClaimLine, part: Sum, rate: Rate, moment: datetime
) -> ClaimPayment:
    """Return the row of a part, not written yet."""
    return ClaimPayment(
        claim_id=line.claim_id,
        claim_line=line,
        case_id=line.case_id,
        mission_id=line.mission_id,
        amount=part.amount,
        currency=part.currency,
        rate=rate.rate,
        rate_on=rate.on,
        rate_source=rate.source,
        amount_vnd=in_dong(part.amount, rate.rate),
        recorded_at=moment,
        recorded_by_id=actor.staff_id,
    )


@operation(may="claim.prepare", audit="claim.payment_voided")
def void_claim_payment(actor: Actor, claim: Claim, *, payment: ClaimPayment, reason: str) -> Claim:
    """Void a payment that was written down by mistake, with all its parts.

    A settled claim waits for its answer again, since it was settled with that.
    """
    check_group(actor, RestrictedGroup.MONEY)
    check_state(claim, "void_claim_payment")
    all_lines_of(actor, claim)
    moment = ledger_moment([])
    parts = [row for row in payments_in_sight(actor, claim) if row.payment == payment.payment]
    for row in parts:
        row.voided_at, row.voided_by_id, row.void_reason = moment, actor.staff_id, reason
        row.version += 1
    columns = ("voided_at", "voided_by", "void_reason", "version")
    ClaimPayment.objects.bulk_update(parts, columns)
    if claim.state == ClaimState.SETTLED:
        take_back_answer(claim)
    write_each("claim.payment_voided", EACH, parts)
    return claim


def take_back_answer(claim: Claim) -> None:
    """Let a claim wait for its answer again."""
    claim.state, claim.answer_words = ClaimState.SUBMITTED, ""
    claim.answered_on = claim.answered_at = claim.answered_by = None
    put(claim, "state", "answer_words", "answered_on", "answered_at", "answered_by")


@operation(may="claim.prepare", audit="claim.answered")
def answer_claim(
    actor: Actor, claim: Claim, *, answer: str, answered_on: date, words: str = ""
) -> Claim:
    """Write down that a claim is settled with what came, or refused, with the reason."""
    check_group(actor, RestrictedGroup.MONEY)
    check_state(claim, "answer_claim")
    check_day(actor, answered_on, "answered_on")
    if answered_on < claim.claimed_on:
        raise broken_rule(BEFORE, "before_claim", "answered_on")
    lines = all_lines_of(actor, claim)
    came = bool(payments_in_sight(actor, claim))
    if answer == ClaimAnswer.SETTLED and not came:
        raise wrong_state(NOTHING_CAME, "claim_not_paid")
    if answer == ClaimAnswer.REFUSED and came:
        raise wrong_state(SOMETHING_CAME, "claim_paid")
    if answer == ClaimAnswer.REFUSED and not words:
        raise broken_rule(WHY, "claim_refused_says_why", "words")
    claim.state, claim.answered_on, claim.answer_words = answer, answered_on, words
    claim.answered_at, claim.answered_by_id = ledger_moment([]), actor.staff_id
    put(claim, "state", "answered_on", "answer_words", "answered_at", "answered_by")
    write_each("claim.answered", EACH, lines)
    return claim
