"""What acts wrote of a person's way with a stage of their case, and what they took back of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q

from cases.casework.choices import TransitionKind
from cases.casework.meanings import MEANS
from cases.casework.models import Case, Transition
from cases.casework.outcomes import STATING
from cases.casework.together.ways import ON_THE_ROAD, ways_of
from cases.casework.whereabouts import Point, is_derived
from cases.core.actor import Actor
from cases.crossings.models import Crossing, Stay

CORRECTING: Final = frozenset({"correct_crossing", "correct_stay"})
"""Operations whose points have the number of the one that they correct."""
AGAIN: Final = CORRECTING | ON_THE_ROAD
"""Those, and the ones of a journey whose points may have the number of an earlier one."""
CORRECTION: Final = "correct_transition"
SIGNED: Final = "sign_handover"
"""The act whose own record says what it wrote of ways: that goes as the handover does."""
Act = tuple[datetime, str]
"""When something was recorded, by which operation."""


def written_by_closing(actor: Actor, case: Case, outcome: str = "") -> list[Point]:
    """Return what stands of the person's way and was written with a closing of this case."""
    return written_by_closings(actor, {case: outcome})[case.pk]


def written_by_closings(actor: Actor, outcomes: Mapping[Case, str]) -> dict[int, list[Point]]:
    """Return by case what stands of the person's way and was written with a closing of it.

    One with an outcome of this meaning, or any, since the case was last reopened; or one that was
    corrected since, where what was stated was kept. What was stated has its moment and operation.
    That nobody knows where they are may have been written later too,
    when the closing came to be the last again: at its own moment.
    """
    cases = list(outcomes)
    meant = {case.pk: MEANS[outcome] if outcome else None for case, outcome in outcomes.items()}
    closed_at: dict[int, set[datetime]] = defaultdict(set)
    acts: dict[int, set[tuple[datetime | None, str]]] = defaultdict(set)
    entries: dict[int, list[Transition]] = defaultdict(list)
    for row in Transition.objects.filter(case__in=cases).in_order():
        entries[row.case_id].append(row)
    for pk, rows in entries.items():
        former = {row.pk: row.copied_from_id for row in rows}
        kept = {row.pk for row in rows if row.is_standing}
        while more := {one for one in map(former.get, kept) if one} - kept:
            kept |= more
        # A death stands at the last entry of the case, which may be a reopening.
        last = [
            nth
            for nth, row in enumerate(rows)
            if row.is_standing and row.kind == TransitionKind.REOPEN
        ]
        for row in rows[last[-1] + 1 if last else 0 :]:
            is_meant = row.to_outcome and meant[pk] in {None, MEANS[row.to_outcome]}
            if is_meant:
                closed_at[pk].add(row.occurred_at)
            if row.to_outcome and (is_meant or row.pk not in kept):
                acts[pk].add((row.recorded_at, row.operation))
        copied = set(former.values())
        if pk in acts:
            gone = [row for row in rows if not row.is_standing and row.pk not in copied]
            acts[pk] |= {(row.voided_at, "void_transition") for row in gone}
    ways = ways_of(actor, cases)
    said_by = stated_by(point for way in ways.values() for point in way)
    return {
        case.pk: [
            point
            for point in ways[case.citizen_id]
            if (
                point.occurred_at in closed_at[case.pk]
                if is_derived(point)
                else said_by.get(point) in acts[case.pk]
            )
        ]
        for case in cases
    }


def stated_by(points: Iterable[Point]) -> dict[Point, tuple[datetime, str]]:
    """Return when and by which act points were stated, as far as they were."""
    return {point: act for point, act in written_by(points).items() if act[1] in STATING}


def written_by(
    points: Iterable[Point], again: frozenset[str] = CORRECTING
) -> dict[Point, tuple[datetime, str]]:
    """Return when and by which act points were written.

    Of one that operations of `again` wrote, the first of its number: of a corrected one, the one
    that it corrects. One query, none where there is no such point.
    """
    found = {row: (row.recorded_at, row.operation) for row in points}
    corrected = {(row.citizen_id, row.number): row for row in found if row.operation in again}
    if corrected:
        people, numbers = zip(*corrected, strict=True)
        former, others = (
            kind.objects.filter(citizen__in=people, number__in=numbers).values_list(
                "citizen_id", "number", "recorded_at", "pk", "operation"
            )
            for kind in (Crossing, Stay)
        )
        versions = sorted(former.union(others, all=True), key=lambda row: row[2:4], reverse=True)
        for person, number, recorded_at, _pk, operation in versions:
            if (person, number) in corrected:
                found[corrected[person, number]] = recorded_at, operation
    return found


def first_of(row: Transition) -> Transition:
    """Return the entry of which a row may be a copy, as it was recorded first."""
    while row.copied_from is not None:
        row = row.copied_from
    return row


def replaced_by(row: Transition) -> Transition | None:
    """Return the entry in whose place a correction put this one; None where it is none."""
    gone = row.case.transitions.filter(voided_at=row.recorded_at, copies=None)
    return gone.filter(number__lt=row.number).order_by("-number").first()


def acts_of(row: Transition) -> set[Act]:
    """Return by which acts an entry was recorded, and those in whose place corrections put it."""
    first: Transition | None = first_of(row)
    found = set()
    while first is not None:
        found.add((first.recorded_at, first.operation))
        former = replaced_by(first) if first.operation == CORRECTION else None
        first = first_of(former) if former else None
    return found


def acts_alone(row: Transition) -> set[Act]:
    """Return those acts of which nothing else stands: no handover, no entry of the same person."""
    acts = {act for act in acts_of(row) if act[1] != SIGNED}
    others = Transition.objects.standing().filter(case__citizen=row.case.citizen_id)
    for other in others.exclude(pk=row.pk) if acts else ():
        acts -= acts_of(other)
    return acts


def gave_way(points: Iterable[Point], acts: Collection[Act]) -> dict[Point, Point]:
    """Return what points of a journey were that stand otherwise by these acts, as said before."""
    found = {}
    for row in points:
        former: Point | None = row
        while former and (former.recorded_at, former.operation) in acts:
            same = type(row).objects.filter(citizen=row.citizen_id, number=row.number)
            same = same.filter(voided_at=former.recorded_at, pk__lt=former.pk)
            former = same.order_by("pk").last()
        if former and former != row:
            found[row] = former
    return found


def left_on_way(actor: Actor, row: Transition) -> list[Point]:
    """Return what the act that recorded an entry wrote of the way, and stands at another day.

    The entry was dated otherwise, and what somebody corrected since, or another entry says too, did
    not move with it.
    """
    acts = {act for act in acts_of(row) if act[1] not in STATING}
    ways = ways_of(actor, [row.case])[row.case.citizen_id] if acts else ()
    return [
        point
        for point, act in written_by(ways, AGAIN).items()
        if act in acts
        and (point.occurred_at < row.occurred_from or row.occurred_at < point.occurred_from)
    ]


def taken_back_at(case: Case, moment: datetime) -> list[Point]:
    """Return what an act took back of what closings wrote of the person's way, in its order.

    What it wrote again under the same number, it only moved.
    """
    acts = STATING | CORRECTING
    gone = {"citizen": case.citizen, "voided_at": moment, "operation__in": acts}
    again = Q(citizen=case.citizen, number=OuterRef("number"), recorded_at=moment)
    points: list[Point] = []
    for kind in (Crossing, Stay):
        moved = kind.objects.filter(again, pk__gt=OuterRef("pk"))
        points += kind.objects.filter(~Exists(moved), **gone)
    return sorted(points, key=lambda point: (point.occurred_at, point.number))


def told_since(point: Point) -> bool:
    """Return whether it was told, once a point was taken back, where they were by then or later."""
    told = Q(voided_at__isnull=True) | Q(operation__in=STATING)
    told &= Q(recorded_at__gte=point.voided_at, occurred_at__gte=point.occurred_from)
    stays = Stay.objects.filter(told, citizen=point.citizen_id)
    crossed = Crossing.objects.filter(told, citizen=point.citizen_id).exists()
    return crossed or not all(is_derived(stay) for stay in stays)
