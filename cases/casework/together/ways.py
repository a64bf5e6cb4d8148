"""Writing the ways of many people in one act, in a fixed number of statements.

What is written for each is what `operations/way.py` and `whereabouts.py` write for one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.db import connection

from cases.casework.jobs import refresh_people
from cases.casework.models import Case
from cases.casework.operations.way import place_point, said_again
from cases.casework.outcomes import follow_returns, follow_ways
from cases.casework.whereabouts import NOW, Point, in_order, put_whereabouts
from cases.citizens.models import Citizen
from cases.citizens.parted import records_of_people
from cases.core.actor import Actor
from cases.core.at_once import write_columns
from cases.core.facts import Interval, over_by
from cases.core.waiting import put
from cases.crossings.choices import StayKind
from cases.crossings.models import Crossing, Stay

ON_THE_ROAD = frozenset({"depart_leg", "arrive_leg"})
WHERE = ("now_country", "now_place_id", "now_holder_id", "now_from", "now_since")
NextPoints = Callable[[Case, Sequence[Point]], Sequence[Point]]
"""(case, what stands of the person's way until that moment) -> what comes new."""


def ways_of(actor: Actor, cases: Iterable[Case]) -> Mapping[int, list[Point]]:
    """Return by citizen the standing points of a person, those of linked records with them.

    As far as the actor sees the records; three statements, two where nobody is linked.
    """
    people = {case.citizen_id: case.citizen for case in cases}
    head_of = records_of_people(actor, people.values())
    found: dict[int, list[Point]] = defaultdict(list)
    for kind in (Crossing, Stay):
        points: Sequence[Point] = list(
            kind.objects.visible_to(actor).filter(citizen__in=head_of).standing()
        )
        for point in points:
            found[head_of[point.citizen_id]].append(point)
    return {pk: found[head_of[pk]] for pk in people}


@dataclass(frozen=True, slots=True)
class Facts:
    """Who writes facts down, when they happened, known since when, by which act.

    `come_last`: after the stages and the journey on record, where those are not later for certain.
    """

    actor: Actor
    interval: Interval
    moment: datetime
    by: str
    come_last: bool = False


def put_ways(facts: Facts, cases: Sequence[Case], following: NextPoints) -> None:
    """Append what is told of the ways of people, as `append_ways`, and let follow what follows."""
    append_ways(facts, cases, following)
    follow_ways(facts.actor, cases, facts.moment)
    follow_returns(facts.actor, cases, {})


def append_ways(
    facts: Facts,
    cases: Sequence[Case],
    following: NextPoints,
    spans: Mapping[int, Interval] = MappingProxyType({}),
) -> Sequence[Point]:
    """Append to the way of each person what `following` gives; return it.

    People are locked, columns wait.

    Of two cases of one person the first says what comes. `spans`: when it happened, by case, where
    that is not the same for all.
    """
    actor, moment = facts.actor, facts.moment
    firsts = {case.citizen_id: case for case in reversed(cases)}
    ways = ways_of(actor, cases)
    new: list[Point] = []
    for case in firsts.values():
        way, interval = ways[case.citizen_id], spans.get(case.pk, facts.interval)
        if facts.come_last:
            new += over_before(facts, case.citizen, way)
        for point in between(case, way, interval, following):
            place_point(actor, case.citizen, point, interval=interval, moment=moment, by=facts.by)
            new.append(point)
            way.append(point)
    Crossing.objects.bulk_create([row for row in new if isinstance(row, Crossing)])
    Stay.objects.bulk_create([row for row in new if isinstance(row, Stay)])
    settle_ways(actor, cases, ways)
    return new


def between(
    case: Case, way: Sequence[Point], interval: Interval, following: NextPoints
) -> Sequence[Point]:
    """Return what comes new between the points of a way, where it happened.

    What is known less precisely may have been before it: then it says what follows.
    """
    until = [row for row in way if row.occurred_at <= interval.last]
    new = following(case, until)
    wide = [row for row in way if row.occurred_at > interval.last >= row.occurred_from]
    if not wide:
        return new
    first = copy(new[0]) if new else Stay(kind=StayKind.LOST)
    first.occurred_from, first.occurred_at = interval.first, interval.last
    first.number, first.citizen_id = case.citizen.points + 1, case.citizen_id
    order = in_order([*way, first])
    earlier = [row for row in wide if order.index(row) < order.index(first)]
    return following(case, [*until, *earlier]) if earlier else new


def over_before(facts: Facts, citizen: Citizen, way: list[Point]) -> list[Point]:
    """Return unsaved what takes the place of points of a journey that goes on by these facts.

    Where they are known to days alone that go on after it, they were over by then.
    """
    end = facts.interval.last
    late = [
        row
        for row in way
        if row.operation in ON_THE_ROAD
        and row.citizen_id == citizen.pk
        and row.occurred_from <= end < row.occurred_at
    ]
    again = []
    for row in late:
        point, span = said_again(row, {}), Interval(row.occurred_from, row.occurred_at)
        point.number = row.number
        type(row).objects.filter(pk=row.pk).update(voided_at=facts.moment, void_reason="")
        place_point(
            *(facts.actor, citizen, point),
            interval=over_by(span, end),
            moment=facts.moment,
            by=facts.by,
        )
        again.append(point)
    way[:] = [row for row in way if row not in late] + again
    return again


def settle_ways(actor: Actor, cases: Sequence[Case], ways: Mapping[int, Sequence[Point]]) -> None:
    """Put the last whereabouts on the people's rows; those of linked records, by the database.

    What blocks the cases that other missions have of these people is the worker's to look at.
    """
    people = {case.citizen_id: case.citizen for case in cases}
    for citizen in people.values():
        if citizen.head_id is None:
            put_whereabouts(citizen, ways[citizen.pk])
            put(citizen, *NOW, "points")
    linked = {pk: person for pk, person in people.items() if person.head_id is not None}
    records = settle_linked(actor, linked) if linked else set()
    if people and actor.kind == "staff":
        refresh_people.enqueue(citizen_ids=sorted({*people, *records}))


def settle_linked(actor: Actor, people: Mapping[int, Citizen]) -> set[int]:
    """Let the database settle the ways of linked people; return the ids of all their records.

    One statement for all of them; another reads what it made of their rows.
    """
    write_columns(people.values(), ["points"])
    with connection.cursor() as cursor:
        cursor.execute("select settle_way(id) from unnest(%s::bigint[]) as id", [list(people)])
    heads = {person.head_id for person in people.values()}
    rows = Citizen.objects.visible_to(actor).filter(head__in=heads)
    settled = {pk: said for pk, *said in rows.values_list("pk", *WHERE)}
    for pk, person in people.items():
        for name, value in zip(WHERE, settled[pk], strict=True):
            setattr(person, name, value)
    return set(settled)
