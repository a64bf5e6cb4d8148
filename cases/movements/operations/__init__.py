"""All writes of movements."""

from cases.movements.operations.beside import (
    add_escort,
    answer_host_note,
    end_escort,
    record_host_note,
)
from cases.movements.operations.freezing import freeze_manifest
from cases.movements.operations.ground import arrive_leg, depart_leg, turn_back
from cases.movements.operations.legs import add_leg, correct_leg, drop_leg
from cases.movements.operations.planning import (
    cancel_movement,
    copy_movement,
    correct_movement,
    plan_movement,
)
from cases.movements.operations.seats import (
    move_up,
    override_check,
    propose_seats,
    put_on_waiting_list,
    seat_passengers,
    take_off,
    write_ticket,
)

__all__ = [
    "add_escort",
    "add_leg",
    "answer_host_note",
    "arrive_leg",
    "cancel_movement",
    "copy_movement",
    "correct_leg",
    "correct_movement",
    "depart_leg",
    "drop_leg",
    "end_escort",
    "freeze_manifest",
    "move_up",
    "override_check",
    "plan_movement",
    "propose_seats",
    "put_on_waiting_list",
    "record_host_note",
    "seat_passengers",
    "take_off",
    "turn_back",
    "write_ticket",
]
