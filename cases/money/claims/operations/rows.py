"""What the acts on claims share: costs locked and looked at, lines made, all lines read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Problem, Refused, Sentence, broken_rule, not_found, wrong_state
from cases.core.guards import hindrance
from cases.money.choices import CostState, Payer
from cases.money.claims.frozen import take_figures
from cases.money.claims.models import Claim, ClaimLine
from cases.money.claims.queries import lines_in_sight
from cases.money.models import CostLine

EACH: Final = "claim_of_person"
"""The name under which an act on a claim stands on record for each person, beside its own entry."""
NONE_NAMED: Sentence = _("Name at least one cost.")
NOT_COUNTED: Sentence = _("%(case)s: this cost does not count: %(state)s.")
OTHER_PAYER: Sentence = _("%(case)s: “%(payer)s” pays this, so nobody else is asked for it.")
CLAIMED_ALREADY: Sentence = _("%(case)s: this cost is in another claim already.")
NOT_SPENT_HERE: Sentence = _("%(case)s: another mission has spent this, and claims it.")
NOT_ALL: Sentence = _(
    "Some costs of this claim are not in your sight any more. Headquarters sees all of it."
)


def locked_costs(actor: Actor, lines: Sequence[CostLine]) -> list[CostLine]:
    """Return costs as they are now, locked: of two claims the later sees what the first has."""
    rows = CostLine.objects.visible_to(actor).filter(pk__in=[line.pk for line in lines])
    found = list(
        rows.select_related("case__citizen", "case__mission")
        .order_by("pk")
        .select_for_update(no_key=True, of=("self",))
    )
    if len(found) != len({line.pk for line in lines}):
        raise not_found()
    return sorted(found, key=lambda line: (line.case.reference, line.spent_on, line.pk))


def refuse_unfit(actor: Actor, payer: str, costs: Sequence[CostLine]) -> None:
    """Raise 422 naming every cost that cannot be claimed of this payer."""
    if not costs:
        raise broken_rule(NONE_NAMED, "no_costs", "lines")
    taken = ClaimLine.objects.visible_to(actor).standing().filter(line__in=costs)
    claimed = set(taken.values_list("line", flat=True))
    problems = [fault for line in costs if (fault := fault_of(actor, payer, line, claimed))]
    if problems:
        message = " ".join(str(row.message) for row in problems[:3])
        raise Refused(message, problems[0].code, 422, problems=problems)


def fault_of(actor: Actor, payer: str, line: CostLine, claimed: set[int]) -> Problem | None:
    """Return why a cost cannot be claimed of this payer; None where it can."""
    said = {"case": line.case.reference}
    if line.pk in claimed:
        return Problem("lines", "claimed_already", CLAIMED_ALREADY % said)
    return unfit(actor, payer, line)


def unfit(actor: Actor, payer: str, line: CostLine) -> Problem | None:
    """Return why a cost does not fit a claim on this payer, wherever it stands."""
    said = {"case": line.case.reference}
    if line.state != CostState.SPENT:
        words = NOT_COUNTED % (said | {"state": line.state.label})
        return Problem("lines", "cost_not_counted", words)
    if line.payer != payer:
        words = OTHER_PAYER % (said | {"payer": Payer(line.payer).label})
        return Problem("lines", "another_payer", words)
    if not actor.is_headquarters and line.mission_id != actor.mission_id:
        return Problem("lines", "spent_elsewhere", NOT_SPENT_HERE % said)
    refusal = hindrance(actor, line.case)("prepare_claim")
    if refusal is not None:
        return Problem("lines", refusal.code, f"{line.case.reference}: {refusal.message}")
    return None


def put_in(
    actor: Actor, claim: Claim, costs: Sequence[CostLine], moment: datetime
) -> list[ClaimLine]:
    """Put costs into a claim behind those that are there; its size is not written yet."""
    last = ClaimLine.objects.visible_to(actor).filter(claim=claim).order_by("-position").first()
    begin = last.position if last is not None else 0
    lines = []
    for position, cost in enumerate(costs, start=begin + 1):
        row = ClaimLine(
            claim=claim,
            line=cost,
            case=cost.case,
            mission_id=claim.mission_id,
            position=position,
            recorded_at=moment,
            recorded_by_id=actor.staff_id,
        )
        take_figures(row, cost)
        lines.append(row)
    ClaimLine.objects.bulk_create(lines)
    claim.size += len(lines)
    return lines


def all_lines_of(actor: Actor, claim: Claim) -> list[ClaimLine]:
    """Return every line of a claim; 409 where one is out of sight."""
    found = lines_in_sight(actor, claim)
    if len(found) != claim.size:
        raise wrong_state(NOT_ALL, "not_all_in_sight")
    return found
