"""Who is on a leg when it departs, arrives or comes back: seats, and their cases locked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from cases.casework.choices import Outcome, Stage
from cases.casework.models import Case, Transition
from cases.casework.same.resting import OF
from cases.casework.together.locking import let_all_wait, locked_together
from cases.core.actor import Actor
from cases.core.facts import ledger_moment
from cases.movements.choices import SeatAct, SeatState
from cases.movements.handover.choices import HandoverKind, HandoverState, LineState
from cases.movements.handover.models import HandoverLine
from cases.movements.models import Leg, Movement, Passenger
from cases.movements.operations.rows import seats_of, write_seats


@dataclass(frozen=True, slots=True)
class Riders:
    """Who has a seat on a leg, under the moment of the act.

    `cases` may be written and are locked, their columns wait. `seats`, by case, are all in sight;
    the seat of a case that was closed as a duplicate is that of the case that goes on, and `twice`
    are seats of somebody who has one already. `unwritten` people have a seat too, but another
    mission has their cases: it has to say itself what became of them.
    """

    moment: datetime
    cases: Sequence[Case]
    seats: Mapping[int, Passenger]
    twice: Sequence[Passenger]
    unwritten: int

    def meant(self, cases: Iterable[Case]) -> set[int]:
        """Return which seats are meant by cases, also by one that was closed as a duplicate."""
        named = {case.pk for case in cases}
        return {pk for pk, seat in self.seats.items() if named & {pk, seat.case_id}}


def riders_of(
    actor: Actor, movement: Movement, leg: Leg, left_behind: Iterable[Case] = ()
) -> Riders:
    """Return who has a seat on a leg; `left_behind` are those of whom the act says so itself."""
    rows = [
        row
        for row in seats_of(actor, movement)
        if row.state == SeatState.SEATED and row.is_on(leg.number)
    ]
    goes_on = going_on(actor, [row.case for row in rows])
    meant = {row.pk: goes_on.get(row.case_id, row.case) for row in rows}
    seats: dict[int, Passenger] = {}
    for row in sorted(rows, key=lambda one: one.case_id in goes_on):
        seats.setdefault(meant[row.pk].pk, row)
    cases = locked_together(actor, dict.fromkeys(meant.values()))
    let_all_wait(cases)
    moment = ledger_moment([row for case in cases for row in (case.citizen, case)])
    twice = [row for row in rows if row not in seats.values()]
    riders = Riders(moment, cases, seats, twice, 0)
    said = {case.pk for case in cases} | riders.meant(left_behind)
    return replace(riders, unwritten=max(0, leg.seated - len(said) - len(twice)))


def going_on(actor: Actor, cases: Sequence[Case]) -> Mapping[int, Case]:
    """Return, for cases closed as a duplicate, the case of the person that goes on, if in sight.

    No query where there is none.
    """
    doubles = [case.pk for case in cases if case.outcome == Outcome.DUPLICATE]
    if not doubles:
        return {}
    closings = (
        Transition.objects.visible_to(actor)
        .standing()
        .filter(case__in=doubles, changes__has_key=OF, copied_from=None)
    )
    meant = {row.case_id: row.changes[OF] for row in closings}
    rows = Case.objects.visible_to(actor).filter(reference__in=meant.values())
    by_reference = {case.reference: case for case in rows.select_related("citizen")}
    return {
        pk: by_reference[reference] for pk, reference in meant.items() if reference in by_reference
    }


def take_off_each(actor: Actor, riders: Riders, why: Mapping[int, str], act: SeatAct) -> None:
    """Take people off, each with her own reason (case -> reason)."""
    by_reason: dict[str, list[Passenger]] = {}
    for case_id, reason in why.items():
        by_reason.setdefault(reason[:500], []).append(riders.seats[case_id])
    for reason, seats in by_reason.items():
        take_off_all(actor, seats, act, riders.moment, reason)


def take_off_all(
    actor: Actor, seats: Sequence[Passenger], act: SeatAct, moment: datetime, reason: str
) -> None:
    """Take off who has these seats."""
    for seat in seats:
        seat.state, seat.place = SeatState.OFF.value, None
    write_seats(actor, seats, act, moment, reason)


def not_coming_back(actor: Actor, riders: Riders, leg: Leg) -> dict[int, str]:
    """Return by case why somebody is not on a leg that comes back.

    She was handed over at home since it departed, or her case is closed or void.
    """
    found = {
        case.pk: _("The case is closed.")
        for case in riders.cases
        if case.stage in {"", Stage.CLOSED}
    }
    lines = HandoverLine.objects.visible_to(actor).filter(
        case__in=riders.seats,
        state=LineState.HANDED,
        handover__state=HandoverState.SIGNED,
        handover__occurred_at__gte=leg.departed_from,
    )
    for line in lines.exclude(handover__kind=HandoverKind.FROM_HOST).select_related("handover"):
        said = {"number": line.handover.number}
        found[line.case_id] = (
            _("Handed over at home by %(number)s before the leg came back.") % said
        )
    return found
