"""What follows for the cases of a person when something about her changed."""

from cases.casework.jobs import refresh_person
from cases.casework.models import Case
from cases.casework.progress import refresh
from cases.citizens.following import follow
from cases.citizens.models import Citizen
from cases.citizens.parted import records_of_people
from cases.core.actor import Actor
from cases.core.facts import present_moment


def follow_person(actor: Actor, citizen: Citizen) -> None:
    """Look again at what blocks the open cases of the person.

    Those the actor may write, at once; whether other missions have cases of hers is not the actor's
    to know, so the worker looks after those.
    """
    cases = open_cases(actor, citizen)
    if cases:
        refresh(cases, present_moment())
    if actor.kind == "staff" and not actor.is_headquarters:
        for record in records(actor, citizen):
            refresh_person.enqueue(citizen_id=record)


def records(actor: Actor, citizen: Citizen) -> list[int]:
    """Return the ids of the records of the person that are in sight."""
    return sorted(records_of_people(actor, [citizen]))


def open_cases(actor: Actor, citizen: Citizen) -> list[Case]:
    """Return the open cases of a person that run on a playbook, locked."""
    query = Case.objects.visible_to(actor).still_open()
    return list(
        query.filter(citizen__in=records(actor, citizen), playbook__isnull=False)
        .order_by("pk")
        .select_for_update(no_key=True)
    )


follow(follow_person)
