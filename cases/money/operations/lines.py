"""The row of a cost line: who may pay, at which rate, what backs it, whether it counts at once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence, broken_rule
from cases.money.amounts import check_amount, in_dong, rounded, shown, smallest
from cases.money.choices import Payer
from cases.money.exempt import may_not_be_asked_back
from cases.money.models import CostLine, Deposit, Undertaking
from cases.money.models.cost import BACKED
from cases.money.operations.checks import check_day, taken_rate, writing_mission
from cases.money.queries import Rate, left_of
from cases.money.rules import ON_HER_SIDE, Category, fund_rules
from cases.money.telling import tell_of_waiting
from cases.procedures.fields import Sum

NOT_ASKED_BACK: Sentence = _(
    "The Fund may not ask this back (%(law)s). Choose the Fund without repayment, or the state."
)
ADVANCED: Sentence = _("The Fund advances this and asks it back (%(law)s): choose its advance.")
GRANTED: Sentence = _("The Fund does not ask this back (%(law)s): choose it without repayment.")
NOT_PAID_BY: Sentence = _("“%(payer)s” does not pay for this (%(law)s).")
BACKING_NEEDED: Sentence = _(
    "An advance needs a deposit, or in an emergency a signed undertaking. Choose it."
)
DEPOSIT_NEEDED: Sentence = _("Choose the deposit of the relatives that pays this.")
NO_BACKING: Sentence = _("This payer draws on no deposit and no undertaking. Leave it empty.")
BACKING_GONE: Sentence = _("This no longer stands. Choose another one.")
TOO_LITTLE: Sentence = _("Only %(left)s is left of it; this takes %(drawn)s.")
Backing = Deposit | Undertaking


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What is said of an expense.

    `kept`: the rate that stays when it is corrected. `whole_vnd`: what the bill comes to of which
    it is a part, in dong: a large bill waits for a second officer however many share it.
    """

    category: str
    payer: str
    amount: Sum
    spent_on: date
    purpose: str
    voucher: str = ""
    backing: Backing | None = None
    rate: Decimal | None = None
    rate_source: str = ""
    kept: Rate | None = None
    whole_vnd: int = 0


def cost_line(actor: Actor, case: Case, cost: Cost, moment: datetime, **more: Any) -> CostLine:
    """Return the row of an expense, written; 422 for what a rule forbids, naming field and rule.

    What is above the limit counts once somebody else approves it, and the head is told.
    """
    check_amount(cost.amount)
    check_day(actor, cost.spent_on, "spent_on")
    check_payer(case, cost.category, cost.payer)
    line = priced(actor, case, cost, moment)
    backed(actor, line, cost.backing)
    for name, value in more.items():
        setattr(line, name, value)
    line.save()
    if line.counts_from is None:
        tell_of_waiting(line, case)
    return line


def check_payer(case: Case, category: str, payer: str) -> None:
    """Raise 422 unless the rules of the Fund let the payer pay for it."""
    rules = fund_rules().categories[category]
    if rules.of_return and payer in (ON_HER_SIDE | {Payer.FUND_GRANT}):
        is_exempt = may_not_be_asked_back(case)
        if is_exempt and payer == Payer.FUND_GRANT:
            return
        if is_exempt:
            raise forbidden(NOT_ASKED_BACK, "not_asked_back", rules)
    if payer in rules.payers:
        return
    sentence = {Payer.FUND_GRANT: ADVANCED, Payer.FUND_ADVANCE: GRANTED}.get(Payer(payer))
    if sentence is ADVANCED and not rules.asked_back:
        sentence = None
    if sentence is GRANTED and Payer.FUND_GRANT not in rules.payers:
        sentence = None
    words = {"payer": Payer(payer).label}
    raise forbidden(sentence or NOT_PAID_BY, "payer_not_allowed", rules, **words)


def forbidden(sentence: Sentence, code: str, rules: Category, **words: Any) -> Refused:
    """Return the 422 of a payer that the rules do not allow."""
    return broken_rule(sentence % {"law": rules.law, **words}, code, "payer")


def priced(actor: Actor, case: Case, cost: Cost, moment: datetime) -> CostLine:
    """Return the row with its amount in dong, at the rate of its day."""
    mission_id = writing_mission(actor, case)
    rate = cost.kept or taken_rate(
        actor,
        cost.amount.currency,
        cost.spent_on,
        mission_id=mission_id,
        rate=cost.rate,
        source=cost.rate_source,
    )
    amount_vnd = in_dong(cost.amount.amount, rate.rate)
    waits = max(amount_vnd, cost.whole_vnd) > fund_rules().approval_above
    return CostLine(
        case=case,
        mission_id=mission_id,
        category=cost.category,
        payer=cost.payer,
        amount=cost.amount.amount,
        currency=cost.amount.currency,
        rate=rate.rate,
        rate_on=rate.on,
        rate_source=rate.source,
        amount_vnd=amount_vnd,
        spent_on=cost.spent_on,
        purpose=cost.purpose,
        voucher=cost.voucher,
        repaid_by_rule=cost.payer == Payer.FUND_ADVANCE,
        counts_from=None if waits else moment,
        recorded_at=moment,
        recorded_by_id=actor.staff_id,
    )


def backed(actor: Actor, line: CostLine, backing: Backing | None) -> None:
    """Put on a line what backs it and what it takes of that; 422 where it does not reach."""
    if line.payer not in BACKED:
        if backing is not None:
            raise broken_rule(NO_BACKING, "no_backing_needed", "backing")
        return
    if line.payer == Payer.RELATIVE_DEPOSIT and not isinstance(backing, Deposit):
        raise broken_rule(DEPOSIT_NEEDED, "costline_backed", "backing")
    if backing is None:
        raise broken_rule(BACKING_NEEDED, "costline_backed", "backing")
    now = locked_backing(actor, line, backing)
    drawn = drawn_of(line, now)
    left = left_of(actor, now)
    if drawn > left:
        words = {"left": shown(left, now.currency), "drawn": shown(drawn, now.currency)}
        code = f"{now._meta.model_name}_not_overdrawn"
        raise broken_rule(TOO_LITTLE % words, code, "backing")
    line.drawn = drawn
    if isinstance(now, Deposit):
        line.deposit = now
    else:
        line.undertaking = now


def locked_backing(actor: Actor, line: CostLine, backing: Backing) -> Backing:
    """Return what backs a line, locked: of two lines the later sees what the first has taken."""
    rows: Any = type(backing).objects
    found = rows.visible_to(actor).filter(pk=backing.pk, case_id=line.case_id)
    now: Backing | None = found.select_for_update(no_key=True, of=("self",)).first()
    if now is None or now.voided_at is not None or getattr(now, "released_at", None) is not None:
        raise broken_rule(BACKING_GONE, "backing_gone", "backing")
    return now


def drawn_of(line: CostLine, backing: Backing) -> Decimal:
    """Return what a line takes, in the currency of what backs it: by way of dong if it differs."""
    if line.currency == backing.currency:
        return line.amount
    taken = rounded(Decimal(line.amount_vnd) / backing.rate, backing.currency)
    return max(taken, smallest(backing.currency))


def cost_of(line: CostLine, changes: Mapping[str, Any]) -> Cost:
    """Return what is said of a line once it is corrected: what is not named stays as it is.

    The rate stays that of the line while currency and day do, so that a correction of words changes
    no amount; else it is looked up anew, unless it is said. A part of a bill that a second officer
    had to decide on is for one again.
    """
    said: dict[str, Any] = {
        "category": line.category,
        "payer": line.payer,
        "amount": Sum(line.amount, line.currency),
        "spent_on": line.spent_on,
        "purpose": line.purpose,
        "voucher": line.voucher,
        "backing": line.deposit or line.undertaking,
    } | {name: value for name, value in changes.items() if name not in {"rate", "rate_source"}}
    if said["payer"] not in BACKED:
        said["backing"] = None
    was_decided = line.counts_from is None or line.decided_at is not None
    if line.shared_id is not None and was_decided:
        said["whole_vnd"] = fund_rules().approval_above + 1
    said["rate"], said["rate_source"] = changes.get("rate"), changes.get("rate_source") or ""
    cost = Cost(**said)
    same = (cost.amount.currency, cost.spent_on) == (line.currency, line.spent_on)
    if same and cost.rate is None and not cost.rate_source:
        return replace(cost, kept=Rate(line.rate, line.rate_on, line.rate_source))
    return cost
