"""Who departs with a leg and who stays behind, each with what keeps her, and what is written."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Outcome, Stage, TransitionKind
from cases.casework.ledger import Entry
from cases.casework.models import Case
from cases.casework.progress import File, load
from cases.casework.progress.asking import refusal_of
from cases.casework.together.ledgers import (
    Change,
    refusal_by_order,
    standing_by_case,
    write_together,
)
from cases.casework.together.ways import Facts, put_ways
from cases.casework.whereabouts import Point
from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence
from cases.core.facts import Source
from cases.core.waiting import put
from cases.crossings.choices import StayKind
from cases.crossings.models import Stay
from cases.movements.models import Leg
from cases.movements.musters.boarding import at_boarding
from cases.movements.musters.reading import Person
from cases.movements.operations.journeys import BEFORE_HOME
from cases.movements.operations.riders import Riders

NOT_READY: Sentence = _("The case is at “%(stage)s”, not at “ready”.")
ON_HOLD: Sentence = _("The case is on hold.")
VOID: Sentence = _("This case was void: it never was one.")
DUPLICATE: Sentence = _(
    "The case was closed as a duplicate. The case of the person that goes on is not in your sight."
)
TWICE: Sentence = _("This person has another seat on this leg.")


def counted_aboard(actor: Actor, leg: Leg, riders: Riders) -> Mapping[int, Person]:
    """Return how each stands at the last head count at boarding, by the case that goes on."""
    by_case = at_boarding(actor, leg)
    return {
        pk: by_case[seat.case_id] for pk, seat in riders.seats.items() if seat.case_id in by_case
    }


def who_stays(
    riders: Riders, leg: Leg, facts: Facts, left_behind: Mapping[int, str]
) -> dict[int, str]:
    """Return by case why somebody does not depart; nothing is written yet but on the rows.

    `left_behind` says of some by case why they do. The gate is asked on the day of the departure,
    also where it is written down later: that is the day of her journey, whatever was planned.
    Whoever stays has no journey.
    """
    stayed = dict(left_behind)
    there = [case for case in riders.cases if case.pk not in stayed]
    ready = [case for case in there if case.stage == Stage.READY and not case.held]
    day = facts.interval.last.astimezone(ZoneInfo(leg.from_place.zone)).date()
    for case in ready:
        case.journey_on = day
        put(case, "journey_on")
    stayed |= {case.pk: why for case in there if (why := kept_by_stage(case))}
    stayed |= kept_by_gate(ready, facts)
    for case in riders.cases:
        if case.pk in stayed and case.stage in BEFORE_HOME:
            case.journey_on = None
            put(case, "journey_on")
    return stayed


def kept_by_stage(case: Case) -> str:
    """Return what keeps somebody off whatever the gate says: her stage, or a hold."""
    if case.held:
        return str(ON_HOLD)
    if case.stage in {Stage.READY, Stage.DEPARTED}:
        return ""
    if not case.stage:
        return str(VOID)
    if case.outcome == Outcome.DUPLICATE:
        return str(DUPLICATE)
    return str(NOT_READY % {"stage": Stage(case.stage).label})


def kept_by_gate(ready: Sequence[Case], facts: Facts) -> dict[int, str]:
    """Return by case what the gate still asks for, or that something later is on record."""
    ledgers = standing_by_case(ready)
    found = {}
    for file in load(ready) if ready else ():
        refusal = refusal_by_order(ledgers[file.case.pk], facts.interval)
        refusal = refusal or closed_gate(file, facts)
        if refusal is not None:
            found[file.case.pk] = str(refusal.message)
    return found


def closed_gate(file: File, facts: Facts) -> Refused | None:
    """Return the 422 of the gate before “departed” on the day of the departure."""
    missing = file.missing(Stage.DEPARTED, facts.interval.last)
    return refusal_of(file, missing, facts.moment) if missing else None


def let_depart(facts: Facts, going: Sequence[Case], note: str) -> None:
    """Write that people have left the place where the leg begins, and that who was ready is off."""
    detail = facts.actor.mission_code

    def leaving(case: Case, until: Sequence[Point]) -> Sequence[Point]:
        return [Stay(kind=StayKind.LEFT, source=Source.MISSION, source_detail=detail)]

    entry = Entry(
        kind=TransitionKind.ADVANCE,
        changes={"stage": Stage.DEPARTED.value},
        interval=facts.interval,
        reason=note,
    )
    changes = [
        Change(case, [entry], comes_last=facts.come_last)
        for case in going
        if case.stage == Stage.READY
    ]
    write_together(facts.actor, changes, facts.moment, facts.by)
    put_ways(facts, going, leaving)
