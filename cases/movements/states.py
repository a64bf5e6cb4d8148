"""The state table of movements: what can be done in which state. Pure; no database, no actor."""

from typing import Final

from cases.movements.choices import MovementState

PLANNING, FROZEN, UNDER_WAY = (
    MovementState.PLANNING.value,
    MovementState.FROZEN.value,
    MovementState.UNDER_WAY.value,
)
EDITED: Final = frozenset({PLANNING, FROZEN, UNDER_WAY})
NOT_LEFT: Final = frozenset({PLANNING, FROZEN})

ALLOWED: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(
        (
            *("correct_movement", "correct_leg", "seat_passengers", "put_on_waiting_list"),
            *("take_off", "move_up", "write_ticket", "override_check", "freeze_manifest"),
            *("add_escort", "end_escort", "record_host_note", "answer_host_note"),
        ),
        EDITED,
    ),
    **dict.fromkeys(("add_leg", "drop_leg", "propose_seats", "cancel_movement"), NOT_LEFT),
    "depart_leg": frozenset({FROZEN, UNDER_WAY}),
    "arrive_leg": frozenset({UNDER_WAY}),
    "open_muster": frozenset({FROZEN, UNDER_WAY, MovementState.COMPLETED.value}),
    "turn_back": frozenset({UNDER_WAY, MovementState.COMPLETED.value}),
    **dict.fromkeys(
        ("record_leg_cost", "tie_leg_cost", "untie_leg_cost", "copy_movement"),
        frozenset(MovementState.values),
    ),
}
"""Operation -> the states in which it is possible."""


def is_allowed(operation: str, state: str) -> bool:
    """Return whether the table has this act in this state."""
    return state in ALLOWED.get(operation, frozenset())
