"""What is done with the costs of legs: recorded on one, tied to one, taken from one."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.casework.protection.operations.checks import check_group
from cases.core.actor import Actor
from cases.core.audit import write_each
from cases.core.errors import Sentence, broken_rule, not_found
from cases.core.facts import ledger_moment
from cases.core.guards import hindrance
from cases.core.operations import operation
from cases.money.corrected import on_correction
from cases.money.models import CostLine, Deposit, SharedCost, Undertaking
from cases.money.operations import record_cost, split_cost
from cases.movements.costs.models import LegCost
from cases.movements.costs.queries import loose_lines, places_of, seated_on, travels_on
from cases.movements.models import Leg, Movement
from cases.procedures.choices import RestrictedGroup
from cases.procedures.fields import Sum

EACH = "leg_cost_of_person"
NOBODY: Sentence = _("Nobody has a seat on this leg. Name who shares the cost.")
NOT_ALL: Sentence = _(
    "%(n)d people with a seat on this leg are of cases that you do not see. Name who shares the "
    "cost, or let headquarters record it."
)
NOT_ABOARD: Sentence = _("%(case)s: this person has and had no place on this leg.")
ALONE: Sentence = _("A deposit or an undertaking is of one person. Name that person alone.")
NOTHING_NAMED: Sentence = _("Choose costs, or a bill.")
NOT_LOOSE: Sentence = _(
    "%(case)s: this cost belongs to a leg already, does not count, or is of nobody on this "
    "movement."
)


@operation(may="money.record", audit="leg_cost.recorded", appends=True)
def record_leg_cost(
    actor: Actor,
    movement: Movement,
    *,
    leg: Leg,
    category: str,
    payer: str,
    amount: Sum,
    spent_on: date,
    purpose: str,
    cases: Sequence[Case] = (),
    voucher: str = "",
    backing: Deposit | Undertaking | None = None,
    rate: Decimal | None = None,
    rate_source: str = "",
) -> Movement:
    """Record what a leg cost: of one person, or as a bill split over several.

    Nobody named means everybody with a seat on it. The rules are those of money: who may pay, what
    waits for a second officer, parts to the smallest unit.
    """
    check_group(actor, RestrictedGroup.MONEY)
    sharing = sharers(actor, movement, leg, cases)
    if len(sharing) > 1 and backing is not None:
        raise broken_rule(ALONE, "one_by_one", "cases")
    if len(sharing) == 1:
        line = record_cost(
            actor,
            sharing[0],
            category=category,
            payer=payer,
            amount=amount,
            spent_on=spent_on,
            purpose=purpose,
            voucher=voucher,
            backing=backing,
            rate=rate,
            rate_source=rate_source,
        )
        lines = [line]
    else:
        bill = split_cost(
            actor,
            cases=sharing,
            category=category,
            payer=payer,
            amount=amount,
            spent_on=spent_on,
            purpose=purpose,
            voucher=voucher,
            rate=rate,
            rate_source=rate_source,
        )
        lines = list(CostLine.objects.visible_to(actor).filter(shared=bill).order_by("pk"))
    tie(actor, leg, lines, ledger_moment([]), "leg_cost.recorded")
    return movement


def sharers(actor: Actor, movement: Movement, leg: Leg, named: Sequence[Case]) -> list[Case]:
    """Return who shares a cost: those named, else everybody with a seat on the leg; 422 else."""
    places = places_of(actor, movement)
    for case in named:
        place = places.get(case.pk)
        if place is None or not travels_on(place, leg):
            said = {"case": case.reference}
            raise broken_rule(NOT_ABOARD % said, "not_aboard", "cases")
    if named:
        return list(named)
    seated = seated_on(places, leg)
    if not seated and not leg.seated:
        raise broken_rule(NOBODY, "nobody_aboard", "cases")
    if len(seated) != leg.seated:
        raise broken_rule(NOT_ALL % {"n": leg.seated - len(seated)}, "not_all_in_sight", "cases")
    return seated


def tie(
    actor: Actor, leg: Leg, lines: Sequence[CostLine], moment: datetime, event: str
) -> list[LegCost]:
    """Write down that costs belong to a leg; each on record under its case."""
    rows = [
        LegCost(
            leg=leg,
            line=line,
            case_id=line.case_id,
            recorded_at=moment,
            recorded_by_id=actor.staff_id,
        )
        for line in lines
    ]
    LegCost.objects.bulk_create(rows)
    write_each(event, EACH, rows)
    return rows


@operation(may="money.record", audit="leg_cost.tied", appends=True)
def tie_leg_cost(
    actor: Actor,
    movement: Movement,
    *,
    leg: Leg,
    lines: Sequence[CostLine] = (),
    bill: SharedCost | None = None,
) -> Movement:
    """Say of costs that are on record, or of all parts of a bill, that they belong to a leg."""
    check_group(actor, RestrictedGroup.MONEY)
    asked = {line.pk for line in lines}
    rows = CostLine.objects.visible_to(actor)
    if bill is not None:
        asked |= set(rows.filter(shared=bill, voided_at=None).values_list("pk", flat=True))
    if not asked:
        raise broken_rule(NOTHING_NAMED, "nothing_named", "lines")
    costs = locked_lines(actor, asked)
    loose = set(loose_lines(actor, movement).filter(pk__in=asked).values_list("pk", flat=True))
    places = places_of(actor, movement)
    for line in costs:
        said = {"case": line.case.reference}
        if line.pk not in loose:
            raise broken_rule(NOT_LOOSE % said, "cost_not_loose", "lines")
        if not travels_on(places[line.case_id], leg):
            raise broken_rule(NOT_ABOARD % said, "not_aboard", "lines")
        refusal = hindrance(actor, line.case)(tie_leg_cost.name)
        if refusal is not None:
            raise broken_rule(f"{line.case.reference}: {refusal.message}", refusal.code, "lines")
    tie(actor, leg, costs, ledger_moment([]), "leg_cost.tied")
    return movement


def locked_lines(actor: Actor, ids: set[int]) -> list[CostLine]:
    """Return costs as they are now, locked, so that none is corrected or voided meanwhile."""
    rows = CostLine.objects.visible_to(actor).filter(pk__in=ids).select_related("case__citizen")
    found = list(rows.order_by("pk").select_for_update(no_key=True, of=("self",)))
    if len(found) != len(ids):
        raise not_found()
    return found


@operation(may="money.record", audit="leg_cost.untied", appends=True)
def untie_leg_cost(
    actor: Actor, movement: Movement, *, costs: Sequence[LegCost], reason: str
) -> Movement:
    """Take costs from the leg they were put on by mistake; they stay costs of their people."""
    check_group(actor, RestrictedGroup.MONEY)
    moment = ledger_moment([])
    for row in costs:
        row.voided_at, row.voided_by_id, row.void_reason = moment, actor.staff_id, reason
        row.version += 1
    LegCost.objects.bulk_update(costs, ("voided_at", "voided_by", "void_reason", "version"))
    write_each("leg_cost.untied", EACH, costs)
    return movement


@on_correction
def follow_the_correction(actor: Actor, old: CostLine, new: CostLine) -> None:
    """Let the leg of a corrected cost go on with the new row."""
    row = LegCost.objects.visible_to(actor).standing().filter(line=old).first()
    if row is not None:
        row.line = new
        row.save(update_fields=["line"])
