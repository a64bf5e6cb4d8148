"""What a seat means for the case: the day of the journey and where at home she is received."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from cases.casework.choices import Stage
from cases.casework.ledger_sets import locked_together
from cases.casework.models import Case
from cases.casework.progress import refresh
from cases.core.actor import Actor
from cases.core.at_once import write_columns
from cases.core.facts import present_moment
from cases.movements.models import Movement, Passenger
from cases.movements.operations.rows import legs_of

BEFORE_HOME = frozenset({Stage.VERIFIED, Stage.READY, Stage.CONTACTED, Stage.REPORTED})


def set_journeys(actor: Actor, movement: Movement, cases: Sequence[Case]) -> None:
    """Let the day of the first departure be the planned day of locked cases, and look again.

    The reception point of the movement is theirs, unless it names none.
    """
    legs = legs_of(actor, movement)
    day = legs[0].departs_at.astimezone(ZoneInfo(legs[0].from_place.zone)).date()
    put_journeys([case for case in cases if case.stage in BEFORE_HOME], day, movement)


def renew_journeys(actor: Actor, movement: Movement) -> None:
    """Do so for everybody who has a seat, after the way has changed."""
    rows = Passenger.objects.visible_to(actor).seated().filter(movement=movement)
    cases = [row.case for row in rows.select_related("case")]
    if cases:
        set_journeys(actor, movement, locked_together(actor, cases))


def clear_journeys(actor: Actor, movement: Movement, cases: Sequence[Case]) -> None:
    """Take back the planned day of cases that travel on this movement no more."""
    locked = locked_together(actor, cases)
    put_journeys([case for case in locked if case.stage in BEFORE_HOME], None, movement)


def put_journeys(cases: Sequence[Case], day: object, movement: Movement) -> None:
    """Write day and reception point of locked cases, and what follows from them."""
    if not cases:
        return
    for case in cases:
        case.journey_on = day  # type: ignore[assignment] # a day or nothing
        if day is not None and movement.reception_point_id is not None:
            case.reception_point_id = movement.reception_point_id
    write_columns(cases, ["journey_on", "reception_point"])
    refresh(cases, present_moment())
