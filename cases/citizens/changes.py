"""Which people changed for a reader since a moment, came into its sight or went out of it.

A mission reads them by its own sights: whatever is written of a person touches the sights of her.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Model, Q
from django.db.models.functions import Now

from cases.citizens.models import Citizen, CitizenSight
from cases.core.actor import Actor
from cases.core.changes import Found, Gone, Key, Part, Stretch, Walk, below, in_order

WINDOW = 800
"""How many people are looked at for what belongs to them."""


class Seen(NamedTuple):
    """A person of whom something was written; `until`: she is out of sight since then."""

    at: datetime
    person: int
    until: datetime | None = None
    is_new: bool = False


class Once(NamedTuple):
    """Somebody a mission saw once: her id outside, and the head of her records."""

    uuid: str
    head: int | None


def people_seen(actor: Actor, walk: Walk, most: int) -> list[Seen]:
    """Return the next people who changed, or of whom the sight did."""
    columns = ("written_at", "citizen_id")
    if actor.sees_all:
        people = Citizen.objects.visible_to(actor).filter(written_at__gt=walk.early)
        return [Seen(*row) for row in in_order(people, walk, most, ("written_at", "pk"))]
    sights = CitizenSight.objects.ever_of(actor).filter(written_at__gt=walk.early)
    return [
        Seen(at, person, until if until and until <= walk.now else None, began > walk.since)
        for at, person, until, began in in_order(sights, walk, most, columns, "until", "began_at")
    ]


def once_seen(people: Collection[int]) -> dict[int, Once]:
    """Return by what the actor's mission knows people whom it sees no more."""
    if not people:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("select * from people_once_seen(%s)", [list(people)])
        return {person: Once(str(uuid), head) for person, uuid, head in cursor.fetchall()}


def goings(seen: Iterable[Seen], known: dict[int, Once]) -> dict[int, Gone]:
    """Return what is told of those who are out of sight."""
    return {
        row.person: Gone(known[row.person].uuid, row.until)
        for row in seen
        if row.until is not None and row.person in known
    }


def people_changed(actor: Actor, walk: Walk, most: int) -> Stretch:
    """Return the next people who changed, came or went, with the other records of the same."""
    if actor.sees_all:
        people = Citizen.objects.visible_to(actor).filter(written_at__gt=walk.since)
        seen = [Seen(*row) for row in in_order(people, walk, most, ("written_at", "pk"))]
    else:
        seen = people_seen(actor, walk, most)
    return told_of_people(actor, seen, is_last=len(seen) < most)


def people_out_of_time(actor: Actor, walk: Walk, most: int) -> Stretch:
    """Return people whom time alone took out of sight, with the other records of the same."""
    seen = ended(actor, walk, most)
    return told_of_people(actor, seen, is_last=len(seen) < most)


def sights_out_of_time(actor: Actor, walk: Walk, most: int) -> Stretch:
    """Return people whom time alone took out of sight, with all that belongs to them."""
    seen = ended(actor, walk, most)
    gone = goings(seen, once_seen([row.person for row in seen]))
    parents = [(row.at, row.person) for row in seen]
    return below(parents, [], gone, walk, most, is_last=len(seen) < most)


def ended(actor: Actor, walk: Walk, most: int) -> list[Seen]:
    """Return the next sights that ended by themselves: a share ends without any write."""
    if actor.sees_all:
        return []
    over = CitizenSight.objects.ever_of(actor).filter(until__gt=walk.since, until__lte=Now())
    rows = in_order(over, walk, most, ("until", "citizen_id"))
    return [Seen(until, person, until) for until, person in rows]


def told_of_people(actor: Actor, seen: list[Seen], *, is_last: bool) -> Stretch:
    """Return people in sight, and the others by the id they were known by.

    The row of a person tells under which names her other records stand, so these come along.
    """
    known = once_seen([row.person for row in seen if row.until])
    gone = goings(seen, known)
    live = [row.person for row in seen if row.until is None]
    found = [
        Found(Key(row.at, row.person), 0 if row.until else row.person, gone.get(row.person))
        for row in seen
    ]
    people = Citizen.objects.visible_to(actor)
    heads = people.filter(pk__among=live, head__isnull=False).values_list("head_id", flat=True)
    groups = {*heads, *(once.head for once in known.values() if once.head)}
    if groups:
        kin = people.filter(head__in=groups).exclude(pk__in=live).values_list("pk", flat=True)
        found += [Found(Key(seen[-1].at, seen[-1].person), row) for row in kin]
    return Stretch(found, None if is_last else Key(seen[-1].at, seen[-1].person))


def of_people(model: type[Model]) -> Part:
    """Return how rows that belong to people are read: those that changed, all of the newly seen."""
    manager: Any = model._default_manager

    def read(actor: Actor, walk: Walk, most: int) -> Stretch:
        seen = people_seen(actor, walk, WINDOW)
        live = [row.person for row in seen if row.until is None]
        new = [row.person for row in seen if row.until is None and row.is_new]
        rows = manager.visible_to(actor).filter(citizen_id__among=live)
        rows = rows.filter(Q(written_at__gt=walk.since) | Q(citizen_id__among=new))
        return below(
            [(row.at, row.person) for row in seen],
            rows.values_list("citizen_id", "pk"),
            goings(seen, once_seen([row.person for row in seen if row.until])),
            walk,
            most,
            is_last=len(seen) < WINDOW,
        )

    return read
