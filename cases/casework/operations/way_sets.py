"""Where many people went at once: points of their ways in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from cases.casework.jobs import refresh_people
from cases.casework.models import Case
from cases.casework.operations.way import place_point
from cases.casework.whereabouts import Point, put_whereabouts
from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.at_once import write_columns
from cases.core.facts import Interval
from cases.crossings.models import Crossing, Stay

WHERE = ("now_country", "now_place", "now_holder", "now_since", "points")
PointsOf = Callable[[Case], Iterable[Point]]
"""A case -> what happened to its person, in order, not written yet."""


@dataclass(frozen=True, slots=True)
class Happening:
    """When something happened to many, when it is written down, and by which operation."""

    interval: Interval
    moment: datetime
    by: str


def put_each(
    actor: Actor, cases: Sequence[Case], points_of: PointsOf, happening: Happening
) -> None:
    """Append points to the ways of the people of locked cases, and settle where they are."""
    crossings: list[Crossing] = []
    stays: list[Stay] = []
    for case in cases:
        for point in points_of(case):
            place_point(
                actor,
                case.citizen,
                point,
                interval=happening.interval,
                moment=happening.moment,
                by=happening.by,
            )
            if isinstance(point, Crossing):
                crossings.append(point)
            else:
                stays.append(point)
    Crossing.objects.bulk_create(crossings)
    Stay.objects.bulk_create(stays)
    settle_each([case.citizen for case in cases])
    if actor.kind == "staff" and cases:
        refresh_people.enqueue(citizen_ids=sorted({case.citizen_id for case in cases}))


def settle_each(people: Sequence[Citizen]) -> None:
    """Put the last position of each way on its person; of linked records, on all of them."""
    points: dict[int, list[Point]] = defaultdict(list)
    ids = [person.pk for person in people]
    for model in (Crossing, Stay):
        for row in model.objects.standing().filter(citizen__in=ids):
            points[row.citizen_id].append(row)
    for person in people:
        put_whereabouts(person, points[person.pk])
    write_columns(list({person.pk: person for person in people}.values()), WHERE)
    linked = [person.pk for person in people if person.head_id is not None]
    if linked:
        with connection.cursor() as cursor:
            cursor.execute("select settle_way(id) from unnest(%s::bigint[]) as id", [linked])
