"""What all acts on movements share: their legs and seats, changes after the freeze, who is told."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.casework.together.locking import locked_together
from cases.citizens.named import name_shown
from cases.core.actor import Actor
from cases.core.at_once import write_columns
from cases.core.audit import write_each
from cases.core.errors import Problem, Refused, Sentence, broken_rule, not_found
from cases.core.waiting import put
from cases.movements.models import Leg, Movement, Passenger, SeatChange
from cases.movements.policies import refusal_to_seat

REASON_NEEDED: Sentence = _("The list was frozen. Say why it changes now.")
UNTOLD = frozenset({"kept_apart", "company"})
SEAT = ("state", "place", "first_leg", "last_leg", "changed_at", "changed_by")


def legs_of(actor: Actor, movement: Movement) -> list[Leg]:
    """Return the legs of a movement in order, with their places."""
    rows = Leg.objects.visible_to(actor).standing().filter(movement=movement)
    return list(rows.select_related("from_place", "to_place"))


def seats_of(actor: Actor, movement: Movement) -> list[Passenger]:
    """Return who has a seat on a movement or waits for one, as far as in sight."""
    rows = Passenger.objects.visible_to(actor).standing().filter(movement=movement)
    return list(rows.select_related("case__citizen", "case__mission").order_by("place", "pk"))


def note_change(movement: Movement, reason: str) -> None:
    """Mark that the frozen list no longer is what is planned; 422 where no reason is given.

    The reason stands with what was changed: others see the movement who see nobody on it.
    """
    if not movement.manifest:
        return
    if not reason:
        raise broken_rule(REASON_NEEDED, "reason_after_freeze", "reason")
    movement.is_changed = True
    put(movement, "is_changed")


def cases_to_seat(actor: Actor, cases: Sequence[Case]) -> list[Case]:
    """Return cases locked with their people; 404 out of sight, 422 naming whose is not ours."""
    locked = locked_together(actor, cases)
    if len(locked) != len(cases):
        raise not_found()
    problems = []
    for case in locked:
        refusal = refusal_to_seat(actor, case)
        if refusal is not None:
            problems.append(problem_of(case, refusal.code, refusal.message))
    refuse(problems)
    return locked


def called(case: Case) -> str:
    """Return how a person is named in a sentence about her: name and number of the case."""
    return f"{name_shown(case.citizen.full_name)} ({case.reference})"


def problem_of(case: Case, code: str, sentence: Sentence, field: str = "cases") -> Problem:
    """Return a fault that names the person it is about."""
    return Problem(field, code, f"{called(case)}: {sentence}")


def refuse(problems: Sequence[Problem]) -> None:
    """Raise 422 with these faults, under the code of the first; nothing where there are none."""
    if not problems:
        return
    message = " ".join(str(row.message) for row in problems[:3])
    # On record, a refusal of people kept apart would tell others that there is a pair.
    audited = not any(row.code in UNTOLD for row in problems)
    raise Refused(message, problems[0].code, 422, problems=[*problems], audited=audited)


def write_seats(
    actor: Actor, seats: Sequence[Passenger], act: str, moment: datetime, reason: str = ""
) -> None:
    """Write seats, new and changed, with what was done; each on record under its case."""
    for seat in seats:
        seat.changed_at, seat.changed_by_id = moment, actor.staff_id
    new = [seat for seat in seats if seat._state.adding]
    known = [seat for seat in seats if not seat._state.adding]
    Passenger.objects.bulk_create(new)
    write_columns(known, SEAT)
    note_acts(actor, seats, act, moment, reason)


def note_acts(
    actor: Actor, seats: Sequence[Passenger], act: str, moment: datetime, reason: str = ""
) -> None:
    """Write down what was done with seats, in the course of each case and on record."""
    SeatChange.objects.bulk_create(
        SeatChange(
            passenger=seat,
            case_id=seat.case_id,
            act=act,
            reason=reason,
            recorded_at=moment,
            recorded_by_id=actor.staff_id,
        )
        for seat in seats
    )
    if seats:
        write_each(f"seat.{act}", "movement", seats)
