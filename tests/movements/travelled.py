"""Movements on the ground, in a few words."""

from cases.core.facts import When
from cases.movements.operations import arrive_leg, turn_back
from tests.register import fresh
from tests.world_movements import a_movement, a_ready_case, departed, frozen, seated, with_flight


def seated_for_flight(actor, how_many, **more):
    """Return a movement by bus and air with so many people on it."""
    movement = with_flight(actor, a_movement(actor, **more), capacity=None)
    cases = [a_ready_case(actor) for _number in range(how_many)]
    return seated(actor, movement, *cases), cases


def on_flight(actor, how_many=2, **more):
    """Return the same with its list frozen."""
    movement, cases = seated_for_flight(actor, how_many, **more)
    return frozen(actor, movement), cases


def leg(movement, number):
    """Return a leg as it is now."""
    return movement.legs.get(number=number, dropped_at=None)


def arrived(actor, movement, number, when=None):
    """Record that a leg arrived, as planned unless said otherwise."""
    row = leg(movement, number)
    return arrive_leg(actor, fresh(movement), leg=row, when=when or When.at(row.arrives_at))


def came_back(actor, movement, number, when, reason="Fog at Noi Bai."):
    """Record that a leg came back."""
    row = leg(movement, number)
    return turn_back(actor, fresh(movement), leg=row, when=when, reason=reason)


def brought_home(actor, movement):
    """Record both legs, through the arrival at home."""
    departed(actor, movement)
    arrived(actor, movement, 1)
    departed(actor, movement, 2)
    arrived(actor, movement, 2)
