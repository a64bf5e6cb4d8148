"""One bill for several people: split so that the parts add up to it, each a line on a case."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.audit import write_audit
from cases.core.errors import Problem, Refused, Sentence, broken_rule, not_found
from cases.core.facts import ledger_moment
from cases.core.locks import lock_rows
from cases.core.operations import operation
from cases.money.amounts import check_amount, in_dong, shares_of
from cases.money.choices import Payer
from cases.money.models import SharedCost
from cases.money.models.cost import BACKED
from cases.money.operations.checks import begin, check_day, taken_rate, writing_mission
from cases.money.operations.costs import record_cost
from cases.money.operations.lines import Cost, cost_line
from cases.procedures.fields import Sum

TOO_FEW: Sentence = _("A bill for several people names at least two cases.")
TOO_SMALL: Sentence = _("This is too little to be split over so many.")
ONE_BY_ONE: Sentence = _(
    "“%(payer)s” draws on a deposit or an undertaking of one person. Record these one by one."
)


@operation(may="money.record", audit="cost.split")
def split_cost(
    actor: Actor,
    *,
    cases: Sequence[Case],
    category: str,
    payer: str,
    amount: Sum,
    spent_on: date,
    purpose: str,
    voucher: str = "",
    rate: Decimal | None = None,
    rate_source: str = "",
) -> SharedCost:
    """Split one bill over several cases; the parts add up to it to the smallest unit.

    The first ones by their reference get the smallest unit more. 422 naming the case where one of
    them cannot have it, and nothing is recorded. Above the limit is the whole bill or none of it.
    """
    if payer in BACKED:
        raise broken_rule(ONE_BY_ONE % {"payer": Payer(payer).label}, "one_by_one", "payer")
    if len(cases) < 2:
        raise broken_rule(TOO_FEW, "too_few_cases", "cases")
    check_amount(amount)
    check_day(actor, spent_on, "spent_on")
    allowed = allowed_cases(actor, cases)
    parts = shares_of(amount.amount, amount.currency, len(allowed))
    if not parts[-1]:
        raise broken_rule(TOO_SMALL, "too_small_to_split", "amount")
    mission_id = writing_mission(actor, allowed[0])
    found = taken_rate(
        actor, amount.currency, spent_on, mission_id=mission_id, rate=rate, source=rate_source
    )
    moment = ledger_moment([])
    bill = SharedCost.objects.create(
        mission_id=mission_id,
        currency=amount.currency,
        spent_on=spent_on,
        recorded_at=moment,
        recorded_by_id=actor.staff_id,
    )
    whole = Cost(
        category=category,
        payer=payer,
        amount=amount,
        spent_on=spent_on,
        purpose=purpose,
        voucher=voucher,
        kept=found,
        whole_vnd=in_dong(amount.amount, found.rate),
    )
    for case, part in zip(allowed, parts, strict=True):
        cost = replace(whole, amount=Sum(part, amount.currency))
        try:
            line = cost_line(actor, case, cost, moment, shared=bill)
        except Refused as refusal:
            raise named(refusal, case) from refusal
        write_audit("cost.recorded", record_cost.name, [case, line])
    return bill


def allowed_cases(actor: Actor, cases: Sequence[Case]) -> list[Case]:
    """Return the cases as they are now, by their reference; 404, then 403."""
    found = lock_rows(actor, cases, appends=True)
    if found is None:
        raise not_found()
    split_cost.allow(actor, *found)
    rows = sorted((row for row in found if isinstance(row, Case)), key=lambda row: row.reference)
    for row in rows:
        begin(actor, row)
    return rows


def named(refusal: Refused, case: Case) -> Refused:
    """Return a refusal that says on which case it was."""
    problems = [
        Problem(one.field, one.code, f"{case.reference}: {one.message}") for one in refusal.problems
    ]
    message = f"{case.reference}: {refusal.message}"
    return Refused(message, refusal.code, refusal.status, problems=problems)
