"""What an act wrote of people's ways goes, or moves, with the stage or handover it came with."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from cases.casework.ledger import Writing
from cases.casework.models import Case, Transition
from cases.casework.operations.way import place_point, said_again
from cases.casework.outcomes import STATING, follow_returns, follow_ways
from cases.casework.together.ways import Facts, append_ways, settle_ways, ways_of
from cases.casework.ways_written import AGAIN, CORRECTION, acts_alone, gave_way, written_by
from cases.casework.whereabouts import Point
from cases.core.actor import Actor
from cases.core.facts import Interval, over_by
from cases.crossings.models import Crossing, Stay


def take_back(
    actor: Actor, case: Case, written: Sequence[Point], moment: datetime, reason: str
) -> None:
    """Void some of what closings wrote of the person's way."""
    for kind in (Crossing, Stay):
        ids = [row.pk for row in written if isinstance(row, kind)]
        if ids:
            kind.objects.filter(pk__in=ids).update(voided_at=moment, void_reason=reason)
    if written:
        settle_ways(actor, [case], ways_of(actor, [case]))


def once_more(
    point: Point, _case: Case, _until: Sequence[Point], number: int | None = None
) -> list[Point]:
    """Return a point that was taken back, to be written again: as the next one, or its number."""
    again = said_again(point, {})
    if number is not None:
        again.number = number
    return [again]


def unsay(writing: Writing, row: Transition, reason: str) -> None:
    """Take back what the act that recorded a stage, now void, wrote of the way with it.

    So for a closing that was not the last one, and for who was received or came home by mistake.
    Where something else of that act stands, so does what it wrote. What had given way to it (of a
    journey that was over by then) stands again as it was said.
    """
    actor, case, acts = writing.actor, writing.case, acts_alone(row)
    ways = ways_of(actor, [case])[case.citizen_id]
    said_by = written_by([row for row in ways if row.citizen_id == case.citizen_id], AGAIN)
    anew = [row for row in said_by if (row.recorded_at, row.operation) in acts]
    written = [row for row, act in said_by.items() if act in acts or row in anew]
    if not written:
        return
    take_back(actor, case, written, writing.moment, reason)
    for point in gave_way(anew, acts).values():
        interval = Interval(point.occurred_from, point.occurred_at)
        facts = Facts(actor, interval, writing.moment, point.operation)
        append_ways(facts, [case], partial(once_more, point, number=point.number))
    follow_ways(actor, [case], writing.moment, is_void=True)


def move_said(writing: Writing, row: Transition, interval: Interval, reason: str) -> bool:
    """Date with a stage what the act that recorded it wrote of the way; return whether it did.

    What was corrected by itself since stands, and so does what another entry of that act says too,
    or a closing with a day of its own. What had given way to it is over by the new day.
    """
    actor, case, acts = writing.actor, writing.case, acts_alone(row)
    ways = ways_of(actor, [case])[case.citizen_id] if acts else ()
    said_by = written_by([point for point in ways if point.citizen_id == case.citizen_id], AGAIN)
    moments = {recorded_at for recorded_at, _operation in acts}
    acts_own = {act for act in acts if act[1] not in STATING}
    before = gave_way(said_by, acts)
    own = [
        point
        for point, act in said_by.items()
        if act in acts_own and point.recorded_at in moments and point not in before
    ]
    if all(
        (point.occurred_from, point.occurred_at) == (interval.first, interval.last) for point in own
    ):
        return False
    take_back(actor, case, [*own, *before], writing.moment, reason)
    for point in [*own, *before.values()]:
        by, span = f"correct_{point._meta.model_name}", interval
        if point not in own:
            by, span = CORRECTION, Interval(point.occurred_from, point.occurred_at)
            span = over_by(span, interval.last) if span.first <= interval.last else span
        facts = Facts(actor, span, writing.moment, by)
        append_ways(facts, [case], partial(once_more, point, number=point.number))
    return True


def void_ways(
    actor: Actor, cases: Sequence[Case], detail: str, moment: datetime, reason: str
) -> None:
    """Void what stands under a source's number in these people's ways; let follow what follows.

    What had given way to it (of a journey that was over by then) stands again as it was said.
    """
    ways = ways_of(actor, cases)
    points = dict.fromkeys(point for way in ways.values() for point in way)
    gone = {point for point in points if point.source_detail == detail}
    left = [point for point in points if point not in gone]
    former = gave_way(left, set(written_by(gone, AGAIN).values()))
    gone |= former.keys()
    people = {case.citizen_id: case.citizen for case in cases}
    again: dict[Point, Any] = {point: said_again(point, {}) for point in former.values()}
    for point, row in again.items():
        row.number, span = point.number, Interval(point.occurred_from, point.occurred_at)
        citizen, by = people[point.citizen_id], point.operation
        place_point(actor, citizen, row, interval=span, moment=moment, by=by)
    for kind in (Crossing, Stay):
        ids = [point.pk for point in gone if isinstance(point, kind)]
        if ids:
            kind.objects.filter(pk__in=ids).update(voided_at=moment, void_reason=reason)
    Crossing.objects.bulk_create(row for row in again.values() if isinstance(row, Crossing))
    Stay.objects.bulk_create(row for row in again.values() if isinstance(row, Stay))
    stands = {
        pk: [
            *(point for point in way if point not in gone),
            *(row for row in again.values() if row.citizen_id == pk),
        ]
        for pk, way in ways.items()
    }
    settle_ways(actor, cases, stands)
    follow_ways(actor, cases, moment, is_void=True)
    follow_returns(actor, cases, {})
