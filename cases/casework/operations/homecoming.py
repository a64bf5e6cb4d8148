"""Many people came home at once: arrived, over the border, at a place; whoever records it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from cases.casework.choices import Stage, TransitionKind
from cases.casework.ledger import Entry
from cases.casework.ledger_sets import append_each, last_rows, refusal_by_order
from cases.casework.models import Case
from cases.casework.operations.way_sets import Happening, put_each
from cases.casework.progress import refresh
from cases.casework.whereabouts import Point
from cases.core.actor import Actor
from cases.core.facts import Interval, Source
from cases.crossings.choices import StayKind
from cases.crossings.models import Crossing, Stay
from cases.places.models import Place

ON_THE_ROAD = frozenset({Stage.READY.value, Stage.DEPARTED.value})


def points_to(case: Case, place: Place, source: str, detail: str) -> Iterator[Point]:
    """Yield the border between where the person was last known and a place, then the place."""
    came_from = case.citizen.now_country
    said = {"source": source, "source_detail": detail}
    if came_from and came_from != place.country:
        yield Crossing(from_country=came_from, to_country=place.country, entered_at=place, **said)
    yield Stay(kind=StayKind.AT, country=place.country, place=place, **said)


def came_home(
    actor: Actor,
    cases: Sequence[Case],
    moment: datetime,
    place: Place,
    interval: Interval | None = None,
    *,
    by: str,
    reason: str = "",
    source: str = Source.MISSION,
) -> list[Case]:
    """Record that the people of locked cases arrived at a place at home; return whose stage moved.

    `moment` is that of the act (`ledger_moment_of_sets`), `interval` when they arrived, else then.
    Cases need `citizen` and `mission` at hand. Who has arrived already, or left the road otherwise,
    keeps her stage; where she is is written down all the same. Facts: no gate denies them. Whoever
    reads no files calls it with `seeing_too(FILE)`.
    """
    interval = interval or Interval(moment, moment)
    detail = actor.mission_code
    happening = Happening(interval, moment, by)
    put_each(actor, cases, lambda case: points_to(case, place, source, detail), happening)
    last = last_rows(cases)
    moving = [
        case
        for case in cases
        if case.stage in ON_THE_ROAD and refusal_by_order(last[case.pk], interval) is None
    ]
    entry = Entry(
        kind=TransitionKind.FACT,
        changes={"stage": Stage.ARRIVED.value},
        interval=interval,
        reason=reason,
        source=source,
        source_detail=detail,
    )
    append_each(actor, [(case, entry) for case in moving], last, moment, by)
    if cases:
        refresh(cases, moment)
    return moving
