"""Preparing a claim: which costs, of whom it is asked."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.casework.protection.operations.checks import check_group
from cases.core.actor import Actor
from cases.core.audit import write_each
from cases.core.errors import Sentence, broken_rule, wrong_state
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.core.waiting import put
from cases.missions.models import Authority
from cases.money.claims.choices import THE_FUND
from cases.money.claims.models import Claim, ClaimLine
from cases.money.claims.numbers import take_number
from cases.money.claims.operations.rows import EACH, locked_costs, put_in, refuse_unfit
from cases.money.claims.policies import check_state
from cases.money.models import CostLine
from cases.money.operations.checks import check_day
from cases.procedures.choices import RestrictedGroup

WHOM: Sentence = _("Say which body is asked: one on record, or in words.")
LAST_ONE: Sentence = _("Nothing would be left in this claim. Withdraw it instead.")


@operation(may="claim.prepare", audit="claim.prepared")
def prepare_claim(
    actor: Actor,
    *,
    payer: str,
    lines: Sequence[CostLine],
    claimed_on: date,
    authority: Authority | None = None,
    body_words: str = "",
    words: str = "",
) -> Claim:
    """Draw up a claim against one payer over costs that count and stand in no other claim.

    Nobody is asked for anything before it is submitted; until then costs come and go.
    """
    check_group(actor, RestrictedGroup.MONEY)
    if payer not in THE_FUND and authority is None and not body_words:
        raise broken_rule(WHOM, "claim_against_somebody", "body_words")
    check_day(actor, claimed_on, "claimed_on")
    costs = locked_costs(actor, lines)
    refuse_unfit(actor, payer, costs)
    moment = ledger_moment([])
    year, serial, number = take_number(actor, moment)
    claim = Claim.objects.create(
        number=number,
        serial=serial,
        year=year,
        mission_id=actor.mission_id,
        payer=payer,
        authority=authority,
        body_words=body_words,
        claimed_on=claimed_on,
        words=words,
        prepared_at=moment,
        prepared_by_id=actor.staff_id,
    )
    made = put_in(actor, claim, costs, moment)
    put(claim, "size")
    write_each("claim.prepared", EACH, made)
    return claim


@operation(may="claim.prepare", audit="claim.added_to")
def add_to_claim(actor: Actor, claim: Claim, *, lines: Sequence[CostLine]) -> Claim:
    """Put more costs of the same payer into a draft."""
    check_group(actor, RestrictedGroup.MONEY)
    check_state(claim, "add_to_claim")
    costs = locked_costs(actor, lines)
    refuse_unfit(actor, claim.payer, costs)
    made = put_in(actor, claim, costs, ledger_moment([]))
    put(claim, "size")
    write_each("claim.added_to", EACH, made)
    return claim


@operation(may="claim.prepare", audit="claim.dropped_from")
def drop_from_claim(
    actor: Actor, claim: Claim, *, lines: Sequence[ClaimLine], reason: str
) -> Claim:
    """Take costs off a draft: they are free again."""
    check_group(actor, RestrictedGroup.MONEY)
    check_state(claim, "drop_from_claim")
    if len(lines) >= claim.size:
        raise wrong_state(LAST_ONE, "nothing_left")
    free(actor, lines, reason)
    claim.size -= len(lines)
    put(claim, "size")
    write_each("claim.dropped_from", EACH, lines)
    return claim


def free(actor: Actor, lines: Sequence[ClaimLine], reason: str) -> None:
    """Let costs stand in their claim no longer."""
    moment = ledger_moment([])
    for line in lines:
        line.voided_at, line.voided_by_id, line.void_reason = moment, actor.staff_id, reason
        line.version += 1
    columns = ("voided_at", "voided_by", "void_reason", "version")
    ClaimLine.objects.bulk_update(lines, columns)
