"""On the ground: a leg departs with who is there, arrives, or turns back with everybody on it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Stage, TransitionKind
from cases.casework.ledger import Entry
from cases.casework.ledger_sets import append_each, last_rows, locked_together, refusal_by_order
from cases.casework.models import Case
from cases.casework.operations.homecoming import came_home, points_to
from cases.casework.operations.way_sets import Happening, put_each
from cases.casework.progress import File, load, refresh
from cases.casework.progress.asking import refusal_of
from cases.casework.whereabouts import Point
from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence, broken_rule, wrong_state
from cases.core.facts import Interval, Source, When, ledger_moment_of_sets
from cases.core.operations import operation
from cases.core.waiting import put
from cases.crossings.choices import StayKind
from cases.crossings.models import Stay
from cases.movements.choices import MovementState, SeatAct, SeatState
from cases.movements.models import Leg, Movement, Passenger
from cases.movements.operations.rows import legs_of, seats_of, write_seats
from cases.movements.policies import check_state
from cases.movements.telling import tell_of
from cases.places.choices import Country

NOT_THERE: Sentence = _("Was not there at the departure.")
NOT_READY: Sentence = _("The case is at “%(stage)s”, not at “ready”.")
ON_HOLD: Sentence = _("The case is on hold.")
DEPARTED: Sentence = _("This leg has departed already.")
NOT_DEPARTED: Sentence = _("This leg has not departed yet.")
ARRIVED: Sentence = _("This leg has arrived already.")
BEFORE_IT: Sentence = _("The leg before it has not arrived yet.")
GONE_ON: Sentence = _("The next leg has departed already. Turn that one back first.")
BEFORE_DEPARTURE: Sentence = _("This lies before the departure.")
BEFORE_ARRIVAL: Sentence = _("This lies before the arrival of the leg before.")
NOBODY: Sentence = _("Nobody on this leg may depart. %(why)s")


@operation(may="movement.run", audit="movement.leg_departed")
def depart_leg(
    actor: Actor,
    movement: Movement,
    *,
    leg: Leg,
    when: When,
    left_behind: Sequence[Case] = (),
    note: str = "",
) -> Movement:
    """Record that a leg departed with everybody who has a seat on it but those named.

    Who is still “ready” departs by it, if the gate before that lets her: somebody whose gate is
    closed stays behind, taken off with what is missing, and the others go.
    """
    check_state(movement, "depart_leg")
    legs = legs_of(actor, movement)
    own = own_leg(legs, leg)
    refuse_departure(legs, own)
    moment, cases, seats = on_leg(actor, movement, own)
    interval = when.resolve(own.from_place.zone, moment)
    refuse_early(legs, own, interval)
    stayed = {case.pk: str(NOT_THERE) for case in left_behind if case.pk in seats}
    going = [case for case in cases if case.pk not in stayed]
    files = files_of([case for case in going if case.stage == Stage.READY])
    last = last_rows(going)
    for case in going:
        refusal = refusal_to_depart(case, files.get(case.pk), moment)
        refusal = refusal or refusal_by_order(last[case.pk], interval)
        if refusal is not None:
            stayed[case.pk] = str(refusal.message)
    going = [case for case in going if case.pk not in stayed]
    if not going:
        raise broken_rule(
            NOBODY % {"why": " ".join(sorted(set(stayed.values())))}, "nobody_departs"
        )
    leave_behind(actor, [seats[pk] for pk in stayed], stayed, moment)
    advance_each(
        actor, [case for case in going if case.stage == Stage.READY], interval, moment, note
    )
    happening = Happening(interval, moment, "depart_leg")
    put_each(actor, going, lambda case: leaving(actor), happening)
    refresh(cases, moment)
    own.departed_at, own.turned_back_at, own.why = interval.last, None, note
    own.save(update_fields=["departed_at", "turned_back_at", "why"])
    movement.state = MovementState.UNDER_WAY.value
    movement.is_changed = movement.is_changed or bool(stayed)
    put(movement, "state", "is_changed")
    tell_of("movement_departed", actor, movement, people=str(len(going)))
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
    moment, cases, _seats = on_leg(actor, movement, own)
    interval = when.resolve(own.to_place.zone, moment)
    if interval.last < own.departed_at:
        raise broken_rule(BEFORE_DEPARTURE, "before_departure", "when")
    place = own.to_place
    if place.country == Country.VN:
        came_home(actor, cases, moment, place, interval, by="arrive_leg", reason=note)
    else:
        happening = Happening(interval, moment, "arrive_leg")
        put_each(actor, cases, lambda case: points_at(actor, case, own, there=True), happening)
        refresh(cases, moment)
    own.arrived_at = interval.last
    own.save(update_fields=["arrived_at"])
    if own.pk == legs[-1].pk:
        movement.state = MovementState.COMPLETED.value
        put(movement, "state")
        tell_of("movement_arrived", actor, movement)
    return movement


@operation(may="movement.run", audit="movement.turned_back")
def turn_back(actor: Actor, movement: Movement, *, leg: Leg, when: When, reason: str) -> Movement:
    """Record that a leg came back, from the air or from the other side: by one act for everybody.

    Everybody on it is where it began, and ready again; the list is frozen as it was, and the leg
    can depart anew.
    """
    check_state(movement, "turn_back")
    legs = legs_of(actor, movement)
    own = own_leg(legs, leg)
    if own.departed_at is None:
        raise wrong_state(NOT_DEPARTED, "leg_not_departed")
    if any(row.number > own.number and row.departed_at for row in legs):
        raise wrong_state(GONE_ON, "next_leg_departed")
    moment, cases, seats = on_leg(actor, movement, own)
    interval = when.resolve(own.from_place.zone, moment)
    if interval.last < (own.arrived_at or own.departed_at):
        raise broken_rule(BEFORE_DEPARTURE, "before_departure", "when")
    happening = Happening(interval, moment, "turn_back")
    put_each(actor, cases, lambda case: points_at(actor, case, own, there=False), happening)
    last = last_rows(cases)
    returned = [
        case for case in cases if is_back(case) and not refusal_by_order(last[case.pk], interval)
    ]
    entry = Entry(
        kind=TransitionKind.FACT,
        changes={"stage": Stage.READY.value},
        interval=interval,
        reason=reason,
        source_detail=movement.number,
    )
    append_each(actor, [(case, entry) for case in returned], last, moment, "turn_back")
    refresh(cases, moment)
    write_seats(actor, list(seats.values()), SeatAct.TURNED_BACK, moment, reason)
    own.turned_back_at, own.departed_at, own.arrived_at, own.why = interval.last, None, None, reason
    own.save(update_fields=["turned_back_at", "departed_at", "arrived_at", "why"])
    movement.state, movement.state_reason = MovementState.FROZEN.value, reason
    put(movement, "state", "state_reason")
    tell_of("movement_turned_back", actor, movement)
    return movement


def own_leg(legs: Sequence[Leg], leg: Leg) -> Leg:
    """Return the leg as it is now."""
    return next(row for row in legs if row.pk == leg.pk)


def refuse_departure(legs: Sequence[Leg], leg: Leg) -> None:
    """Raise 409 unless the leg can depart: not twice, and not before the one before it arrived."""
    if leg.departed_at is not None:
        raise wrong_state(DEPARTED, "leg_departed")
    if any(row.number < leg.number and row.arrived_at is None for row in legs):
        raise wrong_state(BEFORE_IT, "leg_before_not_arrived")


def refuse_early(legs: Sequence[Leg], leg: Leg, interval: Interval) -> None:
    """Raise 422 where the departure lies before the arrival of the leg before."""
    before = [row.arrived_at for row in legs if row.number < leg.number and row.arrived_at]
    if before and interval.last < max(before):
        raise broken_rule(BEFORE_ARRIVAL, "before_arrival", "when")


def on_leg(
    actor: Actor, movement: Movement, leg: Leg
) -> tuple[datetime, list[Case], dict[int, Passenger]]:
    """Return the moment of the act, and who has a seat on a leg: cases locked, seats by case."""
    seats = {
        row.case_id: row
        for row in seats_of(actor, movement)
        if row.state == SeatState.SEATED and row.is_on(leg.number)
    }
    cases = locked_together(actor, [row.case for row in seats.values()])
    moment = ledger_moment_of_sets([case.citizen for case in cases], cases)
    for case in cases:
        seats[case.pk].case = case
    return moment, cases, seats


def files_of(cases: Sequence[Case]) -> dict[int, File]:
    """Return the files that the gate looks at: one query."""
    return {file.case.pk: file for file in load(cases)} if cases else {}


def refusal_to_depart(case: Case, file: File | None, moment: datetime) -> Refused | None:
    """Return why somebody does not depart: her stage, a hold, or what the gate still asks for."""
    if case.held:
        return broken_rule(ON_HOLD, "on_hold")
    if case.stage == Stage.DEPARTED:
        return None
    if case.stage != Stage.READY or file is None:
        label = Stage(case.stage).label if case.stage else ""
        return broken_rule(NOT_READY % {"stage": label}, "not_ready")
    missing = file.missing(Stage.DEPARTED, moment)
    return refusal_of(file, missing, moment) if missing else None


def advance_each(
    actor: Actor, cases: Sequence[Case], interval: Interval, moment: datetime, note: str
) -> None:
    """Let people who are ready depart."""
    entry = Entry(
        kind=TransitionKind.ADVANCE,
        changes={"stage": Stage.DEPARTED.value},
        interval=interval,
        reason=note,
    )
    append_each(actor, [(case, entry) for case in cases], last_rows(cases), moment, "depart_leg")


def leave_behind(
    actor: Actor, seats: Sequence[Passenger], why: dict[int, str], moment: datetime
) -> None:
    """Take off who stayed behind, each with what kept her."""
    by_reason: dict[str, list[Passenger]] = {}
    for seat in seats:
        seat.state, seat.place = SeatState.OFF.value, None
        by_reason.setdefault(why[seat.case_id][:500], []).append(seat)
    for reason, rows in by_reason.items():
        write_seats(actor, rows, SeatAct.LEFT_BEHIND, moment, reason)


def leaving(actor: Actor) -> Iterator[Point]:
    """Yield that the person has left the place where the leg begins."""
    yield Stay(kind=StayKind.LEFT, source=Source.MISSION, source_detail=actor.mission_code)


def points_at(actor: Actor, case: Case, leg: Leg, *, there: bool) -> Iterator[Point]:
    """Yield that the person is at the end of a leg, or back where it began, over its border."""
    place = leg.to_place if there else leg.from_place
    yield from points_to(case, place, Source.MISSION, actor.mission_code)


def is_back(case: Case) -> bool:
    """Return whether somebody who came back is on the road by the ledger, so ready again."""
    return case.stage in {Stage.DEPARTED, Stage.ARRIVED}
