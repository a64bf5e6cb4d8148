"""Seats: given by hand or by the rule, the waiting list, taking off, tickets."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule, not_allowed
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.movements.choices import SeatAct, SeatState
from cases.movements.models import Movement, Passenger
from cases.movements.operations.journeys import clear_journeys, set_journeys
from cases.movements.operations.judging import check_seats, decide_away, judged
from cases.movements.operations.proposing import proposed
from cases.movements.operations.rows import (
    cases_to_seat,
    note_acts,
    note_change,
    problem_of,
    refuse,
    seats_of,
    write_seats,
)
from cases.movements.policies import check_state

NOT_ON_IT: Sentence = _("This person has no place on this movement.")
NOT_WAITING: Sentence = _("This person is not on the waiting list.")
NO_SUCH_LEG: Sentence = _("There is no such leg.")
NOBODY: Sentence = _("Nobody is ready who has no place yet.")


@operation(may="movement.plan", audit="movement.seated")
def seat_passengers(
    actor: Actor,
    movement: Movement,
    *,
    cases: Sequence[Case],
    first_leg: int | None = None,
    last_leg: int | None = None,
    reason: str = "",
) -> Movement:
    """Give people a seat; 422 names each who cannot have one and why.

    What a rule lets somebody decide away needs the `reason`, and the right; it is kept.
    """
    check_state(movement, "seat_passengers")
    note_change(movement, reason)
    locked = cases_to_seat(actor, cases)
    moment = ledger_moment([])
    has = {row.case_id: row for row in seats_of(actor, movement)}
    seats = []
    for case in locked:
        seat = has.get(case.pk) or Passenger(
            movement=movement, case=case, recorded_at=moment, recorded_by_id=actor.staff_id
        )
        seat.case = case
        seat.state, seat.place = SeatState.SEATED.value, None
        seat.first_leg, seat.last_leg = first_leg or seat.first_leg, last_leg or seat.last_leg
        seats.append(seat)
    found = judged(actor, movement, seats, "seat", reason=reason)
    check_seats(actor, movement, seats)
    write_seats(actor, seats, SeatAct.SEATED, moment, reason)
    decide_away(actor, seats, found, when="seat", reason=reason)
    set_journeys(actor, movement, locked)
    return movement


@operation(may="movement.plan", audit="movement.seats_proposed")
def propose_seats(actor: Actor, movement: Movement, *, reason: str = "") -> Movement:
    """Fill the free seats: first who waits, then who is ready, by since when; families whole.

    Whoever is ready and finds no seat goes onto the waiting list in the same order.
    """
    check_state(movement, "propose_seats")
    note_change(movement, reason)
    moment = ledger_moment([])
    plan = proposed(actor, movement, moment)
    if not plan.seated and not plan.waiting:
        raise broken_rule(NOBODY, "nobody_ready")
    write_seats(actor, plan.seated, SeatAct.SEATED, moment, reason)
    write_seats(actor, plan.waiting, SeatAct.WAITING, moment, reason)
    set_journeys(actor, movement, [seat.case for seat in plan.seated])
    return movement


@operation(may="movement.plan", audit="movement.listed_as_waiting")
def put_on_waiting_list(
    actor: Actor, movement: Movement, *, cases: Sequence[Case], reason: str = ""
) -> Movement:
    """Put people at the end of the waiting list; whoever has a seat gives it back."""
    check_state(movement, "put_on_waiting_list")
    note_change(movement, reason)
    locked = cases_to_seat(actor, cases)
    moment = ledger_moment([])
    rows = seats_of(actor, movement)
    has = {row.case_id: row for row in rows}
    place = max((row.place or 0 for row in rows), default=0)
    seats, left = [], []
    for number, case in enumerate(locked, place + 1):
        seat = has.get(case.pk) or Passenger(
            movement=movement, case=case, recorded_at=moment, recorded_by_id=actor.staff_id
        )
        if seat.state == SeatState.SEATED:
            left.append(case)
        seat.state, seat.place = SeatState.WAITING.value, number
        seats.append(seat)
    write_seats(actor, seats, SeatAct.WAITING, moment, reason)
    clear_journeys(actor, movement, left)
    return movement


@operation(may="movement.plan", audit="movement.taken_off")
def take_off(actor: Actor, movement: Movement, *, cases: Sequence[Case], reason: str) -> Movement:
    """Take people off; nobody else gets their seats unasked: the first who waits is shown."""
    check_state(movement, "take_off")
    note_change(movement, reason)
    seats = chosen(actor, movement, cases)
    moment = ledger_moment([])
    left = [seat.case for seat in seats if seat.state == SeatState.SEATED]
    for seat in seats:
        seat.state, seat.place = SeatState.OFF.value, None
    write_seats(actor, seats, SeatAct.OFF, moment, reason)
    clear_journeys(actor, movement, left)
    return movement


@operation(may="movement.plan", audit="movement.moved_up")
def move_up(actor: Actor, movement: Movement, *, case: Case, reason: str) -> Movement:
    """Put somebody who waits at the head of the waiting list, with the reason."""
    check_state(movement, "move_up")
    rows = [row for row in seats_of(actor, movement) if row.state == SeatState.WAITING]
    own = next((row for row in rows if row.case_id == case.pk), None)
    if own is None:
        raise broken_rule(NOT_WAITING, "not_waiting", "case")
    moment = ledger_moment([])
    in_order = [own, *(row for row in rows if row is not own)]
    for number, row in enumerate(in_order, 1):
        row.place = number
    write_seats(actor, [own], SeatAct.MOVED_UP, moment, reason)
    write_places(in_order)
    return movement


@operation(may="movement.plan", audit="movement.ticket_written")
def write_ticket(
    actor: Actor,
    movement: Movement,
    *,
    case: Case,
    ticket_name: str = "",
    ticket_number: str = "",
    seat: str = "",
    reason: str = "",
) -> Movement:
    """Write down the ticket and the seat of somebody, with the name as the carrier printed it."""
    check_state(movement, "write_ticket")
    (own,) = chosen(actor, movement, [case], "case")
    if own.state == SeatState.SEATED:
        note_change(movement, reason)
    own.ticket_name, own.ticket_number, own.seat = ticket_name, ticket_number, seat
    moment = ledger_moment([])
    own.changed_at, own.changed_by_id = moment, actor.staff_id
    own.save(update_fields=["ticket_name", "ticket_number", "seat", "changed_at", "changed_by"])
    note_acts(actor, [own], SeatAct.TICKETED, moment, reason)
    return movement


@operation(may="movement.override", audit="movement.check_overridden")
def override_check(
    actor: Actor, movement: Movement, *, case: Case, check: str, reason: str
) -> Movement:
    """Decide that a check does not keep somebody off, with the reason; it stays said.

    403 where the rule asks for another right, 422 where nobody decides it or nothing is found.
    """
    check_state(movement, "override_check")
    (own,) = chosen(actor, movement, [case], "case")
    found = judged(actor, movement, [own], "freeze", refuses=False)
    meant = [row for row in found[own.case_id] if row.code == check and row.overridden is None]
    if not meant:
        raise broken_rule(
            _("This check finds nothing that is open."), "nothing_to_override", "check"
        )
    if not meant[0].rule.may:
        raise broken_rule(_("Nobody decides this away."), "never_overridden", "check")
    if not actor.may(meant[0].rule.may):
        raise not_allowed()
    decide_away(actor, [own], {own.case_id: meant}, when="freeze", reason=reason)
    return movement


def chosen(
    actor: Actor, movement: Movement, cases: Sequence[Case], field: str = "cases"
) -> list[Passenger]:
    """Return the standing seats of people; 422 naming who has none."""
    has = {row.case_id: row for row in seats_of(actor, movement)}
    missing = [case for case in cases if case.pk not in has]
    refuse([problem_of(case, "not_on_movement", NOT_ON_IT, field) for case in missing])
    return [has[case.pk] for case in cases]


def write_places(rows: Sequence[Passenger]) -> None:
    """Write the places of a waiting list."""
    Passenger.objects.bulk_update(rows, ["place"])
