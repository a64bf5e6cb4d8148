"""Where a person is once a reception point has received her, and once it has handed her over.

Whoever is received is at the reception point from that moment: the border between where she was
last known and home was crossed on the way, which is written down with it, so that her way has no
gap. After the handover she has left there; to whom she went stands beside it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from cases.casework.jobs import refresh_person
from cases.casework.models import Case
from cases.casework.operations.way import append_point
from cases.casework.together.ways import Facts, between, over_before
from cases.casework.whereabouts import Point, settle_whereabouts, whereabouts
from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.facts import Interval, Source
from cases.crossings.choices import StayKind
from cases.crossings.models import Crossing, Stay
from cases.missions.models import Mission


def put_here(actor: Actor, case: Case, interval: Interval, moment: datetime) -> None:
    """Put the person where the reception point stands."""
    point = Mission.objects.visible_to(actor).select_related("place").get(pk=actor.mission_id)
    seen = {"source": Source.HOME_AUTHORITY, "source_detail": point.code}
    points = [
        *points_of(Crossing, actor, case.citizen),
        *points_of(Stay, actor, case.citizen),
    ]
    facts = Facts(actor, interval, moment, "receive_person", come_last=True)
    for point_before in over_before(facts, case.citizen, points):
        point_before.save(force_insert=True)

    def coming(_case: Case, until: Sequence[Point]) -> Sequence[Point]:
        came_from = whereabouts(until).country
        here = Stay(kind=StayKind.AT, country=point.country, place=point.place, **seen)
        if came_from in {"", point.country}:
            return [here]
        sides = {"from_country": came_from, "to_country": point.country}
        return [Crossing(**sides, entered_at=point.place, **seen), here]

    for row in between(case, points, interval, coming):
        append_point(actor, case, row, interval=interval, moment=moment, by="receive_person")
    settle(actor, case)


def points_of(model: Any, actor: Actor, citizen: Citizen) -> Any:
    """Return the standing points of a kind on all records of the person that are in sight."""
    records = Citizen.objects.visible_to(actor).records_of(citizen)
    return model.objects.visible_to(actor).filter(citizen__in=records).standing()


def put_away(actor: Actor, case: Case, to: str, interval: Interval, moment: datetime) -> None:
    """Note that the person has left the reception point, and with whom."""
    row = Stay(
        kind=StayKind.LEFT,
        note=to,
        source=Source.HOME_AUTHORITY,
        source_detail=actor.mission_code,
    )
    append_point(actor, case, row, interval=interval, moment=moment, by="hand_over_person")
    settle(actor, case)


def settle(actor: Actor, case: Case) -> None:
    """Put the last whereabouts on the person's row; her other cases are the worker's to look at."""
    settle_whereabouts(case.citizen)
    if actor.kind == "staff":
        refresh_person.enqueue(citizen_id=case.citizen_id)
