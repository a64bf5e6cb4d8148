"""Who gets the free seats by the rule: first come by readiness, families and groups whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cases.casework.models import Case
from cases.casework.together.locking import locked_together
from cases.core import present
from cases.core.actor import Actor
from cases.movements.checks import Finding, findings_of
from cases.movements.checks.facts import Facts, facts_of
from cases.movements.choices import SeatState
from cases.movements.models import Movement, Passenger
from cases.movements.policies import refusal_to_seat
from cases.movements.queries import ready_cases


@dataclass(slots=True)
class Proposal:
    """Who gets a seat now, and who waits for one."""

    seated: list[Passenger] = field(default_factory=list)
    waiting: list[Passenger] = field(default_factory=list)


def free_seats(facts: Facts) -> int | None:
    """Return for how many there is room on the whole way; None where nobody counts seats."""
    free = [leg.free for leg in facts.legs if leg.free is not None]
    return min(free) if free else None


def blocks_of(cases: Sequence[Case], facts: Facts) -> list[list[Case]]:
    """Return the people as they are seated: groups whole, at the place of their first member."""
    found: dict[object, list[Case]] = {}
    for case in cases:
        member = facts.members.get(case.pk)
        found.setdefault(member.group_id if member else ("alone", case.pk), []).append(case)
    return list(found.values())


def is_whole(block: Sequence[Case], facts: Facts) -> bool:
    """Return whether nobody of the group stays without a seat when these get theirs."""
    member = facts.members.get(block[0].pk)
    if member is None:
        return True
    seated = {case.pk for case in block} | set(facts.on_board)
    return all(row.case_id in seated for row in facts.groups[member.group_id])


def is_kept_off(found: Sequence[Finding]) -> bool:
    """Return whether a check keeps somebody off, families aside: those are seated whole here."""
    return any(row.stops("seat") and row.code != "group_split" for row in found)


def proposed(actor: Actor, movement: Movement, moment: datetime) -> Proposal:
    """Return seats for who is ready, none of them written.

    In the order of the waiting list, then since when people are ready. A group of which somebody is
    not ready, or for which there is no room, waits whole; who comes after it and fits is seated.
    Whom a check keeps off gets nothing: the list of candidates says why.
    """
    waits = list(
        Passenger.objects.visible_to(actor)
        .waiting()
        .filter(movement=movement)
        .select_related("case")
    )
    new = [case for case in ready_cases(actor, movement) if not refusal_to_seat(actor, case)]
    cases = locked_together(actor, [*(row.case for row in waits), *new])
    today = present.now().astimezone(actor.clock).date()
    facts = facts_of(actor, movement, cases, today)
    found = findings_of(cases, facts, seated=cases)
    good = [case for case in cases if not is_kept_off(found[case.pk])]
    free = free_seats(facts)
    place = max((row.place or 0 for row in waits), default=0)
    plan = Proposal()
    for block in blocks_of(good, facts):
        fits = free is None or len(block) <= free
        if fits and is_whole(block, facts):
            free = None if free is None else free - len(block)
            plan.seated += [seat_of(actor, facts, case, moment) for case in block]
            continue
        for case in block:
            seat = seat_of(actor, facts, case, moment)
            if seat.state != SeatState.WAITING or seat.pk is None:
                place += 1
                seat.place = place
                plan.waiting.append(seat)
    for seat in plan.seated:
        seat.state, seat.place = SeatState.SEATED.value, None
    for seat in plan.waiting:
        seat.state = SeatState.WAITING.value
    return plan


def seat_of(actor: Actor, facts: Facts, case: Case, moment: datetime) -> Passenger:
    """Return the place somebody has on the waiting list, else a new one."""
    seat = facts.passengers.get(case.pk) or Passenger(
        movement=facts.movement,
        case=case,
        state=SeatState.WAITING.value,
        recorded_at=moment,
        recorded_by_id=actor.staff_id,
    )
    seat.case = case
    return seat
