"""Which mission acts on a movement, and what is possible in its state, in words for staff."""

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.casework.sharing import forbidden
from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence, wrong_state
from cases.core.guards import Hindrance, guard, hindrance, nothing_hinders, ruled_out
from cases.movements.choices import MovementState
from cases.movements.models import Movement
from cases.movements.states import is_allowed

FOR_ALL_IN_SIGHT = frozenset({"open_muster", "record_leg_cost", "tie_leg_cost", "untie_leg_cost"})
"""Acts of whoever sees a movement: people are also counted where they are received, and each
mission writes down what it has spent for its own."""
NOT_OURS: Sentence = _("Another mission organises this movement.")
WHY_NOT: dict[str, Sentence] = {
    MovementState.PLANNING: _("The list is not frozen yet. Freeze it first."),
    MovementState.FROZEN: _("Nobody has departed yet."),
    MovementState.UNDER_WAY: _("The movement is under way."),
    MovementState.COMPLETED: _("The movement is completed."),
    MovementState.CANCELLED: _("The movement is cancelled."),
}


@guard(Movement)
def guard_movement(actor: Actor, movement: Movement) -> Hindrance:
    """Who organises it, and headquarters; others look on."""
    if actor.is_headquarters or movement.mission_id == actor.mission_id:
        return nothing_hinders

    def refuse(name: str) -> Refused | None:
        return None if name in FOR_ALL_IN_SIGHT else forbidden(NOT_OURS, "movement_not_ours")

    return refuse


def refusal_by_state(movement: Movement, operation: str) -> Refused | None:
    """Return the 409 of an act that the state table does not have now."""
    if is_allowed(operation, movement.state):
        return None
    return wrong_state(WHY_NOT[movement.state], f"movement_{movement.state}")


@ruled_out(Movement)
def state_of_movement(actor: Actor, movement: Movement) -> Hindrance:
    """What the state table does not have now."""
    return lambda name: refusal_by_state(movement, name)


def check_state(movement: Movement, operation: str) -> None:
    """Raise 409 unless the state table has this act now."""
    refusal = refusal_by_state(movement, operation)
    if refusal is not None:
        raise refusal


def refusal_to_seat(actor: Actor, case: Case) -> Refused | None:
    """Return what forbids planning the journey of a case: another mission has it, or nobody may."""
    is_own = case.mission_id == actor.mission_id or actor.is_headquarters
    if is_own and case.citizen.anonymised_at is None:
        return None
    return hindrance(actor, case)("plan_journey")
