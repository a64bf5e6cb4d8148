"""The journey of the person of the file, with a marker in every word."""

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.movements.operations import override_check, take_off, write_ticket
from tests.register import fresh
from tests.world_movements import a_movement, frozen, seated


def travelled(actor: Actor, case: Case, mark: str) -> None:
    """Let her have a seat by a decision, a ticket, a line in a frozen list, and be taken off."""
    movement = a_movement(actor)
    seated(actor, movement, case, reason=mark)
    ticket = {"ticket_name": mark, "ticket_number": mark, "seat": mark[:12]}
    write_ticket(actor, fresh(movement), case=fresh(case), **ticket)
    for check in ("ticket_differs", "minor_alone"):
        said = {"check": check, "reason": mark}
        override_check(actor, fresh(movement), case=fresh(case), **said)
    frozen(actor, movement)
    take_off(actor, fresh(movement), cases=[fresh(case)], reason=mark)
