"""What the checks say to an act: who is refused in words, what somebody decides away."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Problem, Sentence, broken_rule
from cases.core.facts import ledger_moment
from cases.movements.checks import Finding, findings_of
from cases.movements.checks.facts import facts_of
from cases.movements.models import Movement, Passenger, SeatOverride
from cases.movements.operations.rows import legs_of, problem_of, refuse
from cases.movements.rules import ASKS

NO_SEATS: Sentence = _(
    "Leg %(leg)d has %(free)d free seats, and %(wanted)d more people would travel on it."
)
NO_SUCH_LEG: Sentence = _("There is no such leg.")
NEEDS_REASON: Sentence = _("%(sentence)s Give the reason to seat the person nevertheless.")
NEEDS_RIGHT: Sentence = _("%(sentence)s The head of mission can decide this with a reason.")

Found = Mapping[int, Sequence[Finding]]


def judged(
    actor: Actor,
    movement: Movement,
    seats: Sequence[Passenger],
    when: str,
    *,
    reason: str = "",
    refuses: bool = True,
) -> Found:
    """Return what the checks find of people as if they had these seats.

    Raises 422 naming each whom a check keeps off at `seat` or at `freeze`: with the sentence, what
    helps, and, where somebody may decide it away, who.
    """
    cases = [seat.case for seat in seats]
    today = present.now().astimezone(actor.clock).date()
    facts = facts_of(actor, movement, cases, today)
    facts.passengers = dict(facts.passengers) | {seat.case_id: seat for seat in seats}
    seated = [seat.case for seat in seats if seat.state == "seated"]
    found = findings_of(cases, facts, seated=seated)
    if refuses:
        refuse(
            [
                problem
                for case in cases
                for finding in found[case.pk]
                if (problem := fault(actor, case, finding, when, reason)) is not None
            ]
        )
    return found


def fault(actor: Actor, case: Case, finding: Finding, when: str, reason: str) -> Problem | None:
    """Return why a finding keeps a person off here, None where it does not."""
    if not finding.stops(when):
        return None
    sentence = f"{finding.sentence} {finding.remedy}".strip()
    if finding.level(when) == ASKS and actor.may(finding.rule.may):
        if reason and when == "seat":
            return None
        sentence = str(NEEDS_REASON % {"sentence": sentence})
    elif finding.level(when) == ASKS:
        sentence = str(NEEDS_RIGHT % {"sentence": sentence})
    return problem_of(case, finding.code, sentence, "cases" if when == "seat" else "")


def decide_away(
    actor: Actor, seats: Sequence[Passenger], found: Found, *, when: str, reason: str
) -> None:
    """Keep what was decided away with this reason."""
    moment = ledger_moment([])
    SeatOverride.objects.bulk_create(
        SeatOverride(
            passenger=seat,
            case_id=seat.case_id,
            code=finding.code,
            facts=finding.digest,
            reason=reason,
            recorded_at=moment,
            recorded_by_id=actor.staff_id,
        )
        for seat in seats
        for finding in found.get(seat.case_id, ())
        if finding.level(when) == ASKS
    )


def check_seats(actor: Actor, movement: Movement, seats: Sequence[Passenger]) -> None:
    """Raise 422 unless there are seats on each leg for whoever has none there yet."""
    stored = {
        row.pk: row
        for row in Passenger.objects.filter(pk__in=[seat.pk for seat in seats if seat.pk])
    }
    legs = legs_of(actor, movement)
    numbers = {leg.number for leg in legs}
    for seat in seats:
        if seat.first_leg not in numbers or (seat.last_leg and seat.last_leg not in numbers):
            raise broken_rule(NO_SUCH_LEG, "no_such_leg", "first_leg")
    for leg in legs:
        wanted = [seat for seat in seats if seat.is_on(leg.number)]
        has = [row for row in stored.values() if row.state == "seated" and row.is_on(leg.number)]
        more = len(wanted) - len(has)
        if leg.capacity is not None and leg.seated + more > leg.capacity:
            said = {"leg": leg.number, "free": leg.free, "wanted": more}
            raise broken_rule(NO_SEATS % said, "no_seats", "cases")
