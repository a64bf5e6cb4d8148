"""On the ground: a leg departs with who is there, arrives, or turns back with everybody on it."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Stage, TransitionKind
from cases.casework.ledger import Entry
from cases.casework.models import Case
from cases.casework.operations.homecoming import LATE, came_home, points_to
from cases.casework.progress import refresh
from cases.casework.together.ledgers import Change, write_together
from cases.casework.together.locking import write_all_down
from cases.casework.together.ways import Facts, put_ways
from cases.casework.whereabouts import Point
from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule, wrong_state
from cases.core.facts import Interval, Source, When, over_by
from cases.core.operations import operation
from cases.core.waiting import put
from cases.movements.choices import MovementState, SeatAct
from cases.movements.models import Leg, Movement
from cases.movements.models.movement import ACTS
from cases.movements.musters.boarding import ask_of_count, why_behind
from cases.movements.operations.leaving import TWICE, counted_aboard, let_depart, who_stays
from cases.movements.operations.riders import (
    Riders,
    not_coming_back,
    riders_of,
    take_off_all,
    take_off_each,
)
from cases.movements.operations.rows import legs_of, write_seats
from cases.movements.policies import check_state
from cases.movements.telling import tell_of, tell_of_unwritten
from cases.places.choices import Country
from cases.places.models import Place

DEPARTED: Sentence = _("This leg has departed already.")
NOT_DEPARTED: Sentence = _("This leg has not departed yet.")
ARRIVED: Sentence = _("This leg has arrived already.")
BEFORE_IT: Sentence = _("The leg before it has not arrived yet.")
GONE_ON: Sentence = _("The next leg has departed already. Turn that one back first.")
BEFORE_DEPARTURE: Sentence = _("This lies before the departure.")
BEFORE_ARRIVAL: Sentence = _("This lies before the arrival of the leg before.")
GROUND: Final = [*(f"{act}_{end}" for act in ACTS for end in ("from", "at")), "why"]
"""Columns of a leg that an act on the ground writes."""
NOBODY: Sentence = _("Nobody on this leg may depart. %(why)s")
NOBODY_BACK: Sentence = _("Nobody on this leg came back with it. %(why)s")


@operation(may="movement.run", audit="movement.leg_departed")
def depart_leg(
    actor: Actor,
    movement: Movement,
    *,
    leg: Leg,
    when: When,
    left_behind: Sequence[Case] = (),
    note: str = "",
    count_overruled: bool = False,
) -> Movement:
    """Record that a leg departed with everybody who has a seat on it but those named.

    Who is still “ready” departs by it, if the gate before that lets her: somebody whose gate is
    closed stays behind, taken off with what is missing, and the others go. Where the last head
    count at boarding says otherwise, it is asked once.
    """
    check_state(movement, "depart_leg")
    legs = legs_of(actor, movement)
    own = own_leg(legs, leg)
    refuse_departure(legs, own)
    riders = riders_of(actor, movement, own, left_behind)
    facts = facts_of(actor, riders, when, own.from_place, "depart_leg")
    refuse_early(legs, own, facts.interval, BEFORE_ARRIVAL, "before_arrival")
    counted = counted_aboard(actor, own, riders)
    behind = riders.meant(left_behind)
    stayed = who_stays(riders, own, facts, {pk: why_behind(counted, pk) for pk in behind})
    going = [case for case in riders.cases if case.pk not in stayed]
    if not going and not riders.unwritten:
        raise broken_rule(NOBODY % {"why": reasons(stayed)}, "nobody_departs")
    if not count_overruled:
        ask_of_count(counted, going, [case for case in riders.cases if case.pk in behind])
    take_off_each(actor, riders, stayed, SeatAct.LEFT_BEHIND)
    take_off_all(actor, riders.twice, SeatAct.OFF, riders.moment, str(TWICE))
    let_depart(facts, going, note)
    refresh(riders.cases, riders.moment)
    write_all_down(riders.cases)
    own.departed_from, own.departed_at = facts.interval.first, facts.interval.last
    own.turned_back_from = own.turned_back_at = None
    own.why = note
    own.save(update_fields=GROUND)
    movement.state = MovementState.UNDER_WAY.value
    movement.is_changed = movement.is_changed or bool(stayed or riders.twice)
    put(movement, "state", "is_changed")
    tell_of("movement_departed", actor, movement, people=str(len(going)))
    tell_of_unwritten(actor, movement, riders.unwritten)
    return movement


@operation(may="movement.run", audit="movement.leg_arrived")
def arrive_leg(
    actor: Actor, movement: Movement, *, leg: Leg, when: When, note: str = ""
) -> Movement:
    """Record that a leg arrived: everybody on it is there; at home she has arrived."""
    check_state(movement, "arrive_leg")
    legs = legs_of(actor, movement)
    own = own_leg(legs, leg)
    if own.departed_at is None:
        raise wrong_state(NOT_DEPARTED, "leg_not_departed")
    if own.arrived_at is not None:
        raise wrong_state(ARRIVED, "leg_arrived")
    riders = riders_of(actor, movement, own)
    facts = facts_of(actor, riders, when, own.to_place, "arrive_leg")
    refuse_early(legs, own, facts.interval, BEFORE_DEPARTURE, "before_departure")
    there = [case for case in riders.cases if case.stage]
    if own.to_place.country == Country.VN:
        came_home(facts, there, own.to_place, reason=note)
    else:
        put_at(facts, there, own.to_place)
        refresh(there, riders.moment)
    write_all_down(riders.cases)
    own.arrived_from, own.arrived_at = facts.interval.first, facts.interval.last
    own.save(update_fields=["arrived_from", "arrived_at"])
    if own.pk == legs[-1].pk:
        movement.state = MovementState.COMPLETED.value
        put(movement, "state")
        tell_of("movement_arrived", actor, movement)
    tell_of_unwritten(actor, movement, riders.unwritten)
    return movement


@operation(may="movement.run", audit="movement.turned_back")
def turn_back(actor: Actor, movement: Movement, *, leg: Leg, when: When, reason: str) -> Movement:
    """Record that a leg came back, from the air or from the other side: by one act for everybody.

    Everybody on it is where it began, and ready again; the list is frozen as it was, and the leg
    can depart anew. Whoever was handed over at home meanwhile, or whose case is closed, is not on
    it: she stays where she is, and has no seat any more.
    """
    check_state(movement, "turn_back")
    legs = legs_of(actor, movement)
    own = own_leg(legs, leg)
    if own.departed_at is None:
        raise wrong_state(NOT_DEPARTED, "leg_not_departed")
    if any(row.number > own.number and row.departed_at for row in legs):
        raise wrong_state(GONE_ON, "next_leg_departed")
    riders = riders_of(actor, movement, own)
    facts = facts_of(actor, riders, when, own.from_place, "turn_back")
    refuse_early(legs, own, facts.interval, BEFORE_DEPARTURE, "before_departure")
    gone = not_coming_back(actor, riders, own)
    back = [case for case in riders.cases if case.pk not in gone]
    if gone and not back and not riders.unwritten:
        raise broken_rule(NOBODY_BACK % {"why": reasons(gone)}, "nobody_came_back")
    take_off_each(actor, riders, gone, SeatAct.OFF)
    put_at(facts, back, own.from_place)
    make_ready(facts, back, movement.number, reason)
    refresh(back, riders.moment)
    write_all_down(riders.cases)
    seats = [seat for pk, seat in riders.seats.items() if pk not in gone]
    write_seats(actor, seats, SeatAct.TURNED_BACK, riders.moment, reason)
    empty_again(own, facts.interval, reason)
    movement.state, movement.state_reason = MovementState.FROZEN.value, reason
    movement.is_changed = movement.is_changed or bool(gone)
    put(movement, "state", "state_reason", "is_changed")
    tell_of("movement_turned_back", actor, movement)
    tell_of_unwritten(actor, movement, riders.unwritten)
    return movement


def own_leg(legs: Sequence[Leg], leg: Leg) -> Leg:
    """Return the leg as it is now."""
    return next(row for row in legs if row.pk == leg.pk)


def facts_of(actor: Actor, riders: Riders, when: When, place: Place, by: str) -> Facts:
    """Return who writes what down of when; a bare day is meant where the leg begins or ends."""
    interval = when.resolve(place.zone, riders.moment)
    return Facts(actor, interval, riders.moment, by, come_last=True)


def reasons(why: dict[int, str]) -> str:
    """Return the reasons of all people, each once."""
    return " ".join(sorted(set(why.values())))


def refuse_departure(legs: Sequence[Leg], leg: Leg) -> None:
    """Raise 409 unless the leg can depart: not twice, and not before the one before it arrived."""
    if leg.departed_at is not None:
        raise wrong_state(DEPARTED, "leg_departed")
    if any(row.number < leg.number and row.arrived_at is None for row in legs):
        raise wrong_state(BEFORE_IT, "leg_before_not_arrived")


def refuse_early(
    legs: Sequence[Leg], leg: Leg, interval: Interval, why: Sentence, code: str
) -> None:
    """Raise 422 where an act lies before one on the way until then for certain.

    What is known of those to days alone was over by then.
    """
    for row in legs:
        spans = {
            act: Interval(first, getattr(row, f"{act}_at"))
            for act in ("departed", "arrived")
            if row.number <= leg.number and (first := getattr(row, f"{act}_from"))
        }
        if any(span.first > interval.last for span in spans.values()):
            raise broken_rule(why, code, "when")
        late = {act: span for act, span in spans.items() if span.last > interval.last}
        for act, span in late.items():
            setattr(row, f"{act}_at", over_by(span, interval.last).last)
        if late:
            row.save(update_fields=[f"{act}_at" for act in late])


def put_at(facts: Facts, cases: Sequence[Case], place: Place) -> None:
    """Put people at an end of the leg, over the border between where they were and there."""
    detail = facts.actor.mission_code

    def following(case: Case, until: Sequence[Point]) -> Sequence[Point]:
        return points_to(until, place, Source.MISSION, detail)

    put_ways(facts, cases, following)


def make_ready(facts: Facts, cases: Sequence[Case], number: str, reason: str) -> None:
    """Let people who are on the road by their ledger be ready again."""
    entry = Entry(
        kind=TransitionKind.FACT,
        changes={"stage": Stage.READY.value},
        interval=facts.interval,
        reason=reason,
        source_detail=number,
    )
    on_road = [case for case in cases if case.stage in {Stage.DEPARTED, Stage.ARRIVED}]
    changes = [Change(case, [entry], comes_last=facts.come_last) for case in on_road]
    write_together(facts.actor, changes, facts.moment, facts.by, why=str(LATE))


def empty_again(leg: Leg, interval: Interval, reason: str) -> None:
    """Let a leg that came back have neither departed nor arrived."""
    leg.turned_back_from, leg.turned_back_at, leg.why = interval.first, interval.last, reason
    leg.departed_from = leg.departed_at = leg.arrived_from = leg.arrived_at = None
    leg.save(update_fields=GROUND)
