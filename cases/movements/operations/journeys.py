"""What a seat means for the case: the day of the journey and where at home she is received."""

from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from cases.casework.choices import Stage
from cases.casework.models import Case
from cases.casework.progress import refresh
from cases.casework.together.locking import locked_together
from cases.core.actor import Actor
from cases.core.at_once import write_columns
from cases.core.facts import present_moment
from cases.movements.models import Leg, Movement, Passenger
from cases.movements.operations.rows import legs_of

BEFORE_HOME = frozenset({Stage.VERIFIED, Stage.READY, Stage.CONTACTED, Stage.REPORTED})


def set_journeys(actor: Actor, movement: Movement, cases: Sequence[Case]) -> None:
    """Let the day on which each departs be the planned day of locked cases, and look again.

    That is the day of the next leg on which she has a seat. The reception point of the movement is
    theirs, unless it names none.
    """
    legs = legs_of(actor, movement)
    seats = Passenger.objects.visible_to(actor).seated().filter(movement=movement, case__in=cases)
    ahead = {seat.case_id: day_of(leg_ahead(legs, seat)) for seat in seats}
    put_journeys([case for case in cases if case.pk in ahead], ahead, movement)


def leg_ahead(legs: Sequence[Leg], seat: Passenger) -> Leg:
    """Return the next leg on which somebody departs; the first of all where none is ahead."""
    ahead = (leg for leg in legs if seat.is_on(leg.number) and leg.departed_at is None)
    return next(ahead, legs[0])


def day_of(leg: Leg) -> date:
    """Return the day on which a leg departs, where that is."""
    return leg.departs_at.astimezone(ZoneInfo(leg.from_place.zone)).date()


def renew_journeys(actor: Actor, movement: Movement) -> None:
    """Do so for everybody who has a seat, after the way has changed."""
    rows = Passenger.objects.visible_to(actor).seated().filter(movement=movement)
    cases = [row.case for row in rows.select_related("case")]
    if cases:
        set_journeys(actor, movement, locked_together(actor, cases))


def clear_journeys(actor: Actor, movement: Movement, cases: Sequence[Case]) -> None:
    """Take back the planned day of cases that travel on this movement no more."""
    put_journeys(locked_together(actor, cases), {}, movement)


def put_journeys(cases: Sequence[Case], days: Mapping[int, date], movement: Movement) -> None:
    """Write day and reception point of locked cases not on the way yet, and what follows.

    `days`: by case; whoever has none travels no more.
    """
    planned = [case for case in cases if case.stage in BEFORE_HOME]
    if not planned:
        return
    for case in planned:
        case.journey_on = days.get(case.pk)
        if case.pk in days and movement.reception_point_id is not None:
            case.reception_point_id = movement.reception_point_id
    write_columns(planned, ["journey_on", "reception_point"])
    refresh(planned, present_moment())
