"""What becomes of the cases of one person when a link between her records is undone.

A case that is the duplicate of one that is no longer hers goes on, whichever link had closed it.
Of two such of one incident the first goes on, and the others are its duplicates from then on.
"""

from collections.abc import Sequence
from datetime import datetime

from cases.casework.choices import Outcome
from cases.casework.ledger import Writing
from cases.casework.models import Case
from cases.casework.same.judged import Collision
from cases.casework.same.resting import OF, SHARE, closing_row, point_elsewhere, take_up_again
from cases.casework.same.sights import end_sight, give_sight
from cases.citizens.models import Citizen
from cases.core.actor import Actor

BY = "unlink_same_person"


def split(actor: Actor, cases: Sequence[Case], moment: datetime) -> list[Case]:
    """Bring the locked cases of the records into order after the link between them was undone."""
    heads = heads_of(actor, cases)
    by_number = {case.reference: case for case in cases}
    closings = {case.pk: row for case in cases if (row := closing_row(case)) is not None}
    loose = [
        case
        for case in cases
        if case.pk in closings
        and heads[case.citizen_id] != heads[by_number[closings[case.pk].changes[OF]].citizen_id]
    ]
    going_on = {
        (heads[case.citizen_id], case.incident_id): case
        for case in cases
        if case.outcome != Outcome.DUPLICATE
    }
    for case in loose:
        end_sight(str(closings[case.pk].changes.get(SHARE, "")), moment)
        writing = Writing(actor, case, moment, BY)
        other = going_on.setdefault((heads[case.citizen_id], case.incident_id), case)
        settle_loose(writing, other)
    return loose


def settle_loose(writing: Writing, other: Case) -> None:
    """Take a case up again, or let it be the duplicate of the one its person has now."""
    if other == writing.case:
        take_up_again(writing)
        return
    share = give_sight(writing.actor, Collision(writing.case, other), writing.moment)
    point_elsewhere(writing, other, share=share)


def heads_of(actor: Actor, cases: Sequence[Case]) -> dict[int, int]:
    """Return the head of the person of each case, as it is now."""
    people = {case.citizen_id for case in cases}
    rows = Citizen.objects.visible_to(actor).filter(pk__in=people).values_list("pk", "head_id")
    return {pk: head or pk for pk, head in rows}
