"""Many people came home at once: arrived, over the border, at a place; whoever records it."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Stage, TransitionKind
from cases.casework.ledger import Entry
from cases.casework.models import Case
from cases.casework.progress import File, load, refresh
from cases.casework.progress.asking import passed_in
from cases.casework.states import ORDER
from cases.casework.together.ledgers import Change, write_together
from cases.casework.together.ways import Facts, put_ways
from cases.casework.whereabouts import Point, whereabouts
from cases.core.facts import Source
from cases.crossings.choices import StayKind
from cases.crossings.models import Crossing, Stay
from cases.missions.models import Authority
from cases.places.models import Place

ARRIVED_AT = ORDER.index(Stage.ARRIVED)
LATE = _("Late news.")


def points_to(
    until: Sequence[Point],
    place: Place,
    source: str,
    detail: str,
    holder: Authority | None = None,
) -> list[Point]:
    """Return the border between where the way led until then and a place, then the place."""
    came_from = whereabouts(until).country
    said = {"source": source, "source_detail": detail}
    found: list[Point] = []
    if came_from and came_from != place.country:
        found.append(
            Crossing(from_country=came_from, to_country=place.country, entered_at=place, **said)
        )
    found.append(Stay(kind=StayKind.AT, country=place.country, place=place, holder=holder, **said))
    return found


def is_before_home(case: Case) -> bool:
    """Return whether a case is at a stage before that of having arrived."""
    return bool(case.stage) and ORDER.index(case.stage) < ARRIVED_AT


def came_home(
    facts: Facts,
    cases: Sequence[Case],
    place: Place,
    *,
    reason: str = "",
    source: str = Source.MISSION,
) -> list[Case]:
    """Record that the people of locked cases arrived at a place at home; return whose stage moved.

    Cases come from `locked_together` and wait (`let_all_wait`). Who has arrived already, or whose
    case is closed, keeps her stage; where she is is written down all the same. These are facts: no
    gate denies them, what gates still asked for stands in the row, and what is known of a later
    moment comes again behind them. Whoever reads no files calls it with `seeing_too(FILE)`.
    """
    if not cases:
        return []
    actor, moment = facts.actor, facts.moment
    detail = actor.mission_code
    put_ways(facts, cases, lambda case, until: points_to(until, place, source, detail))
    files = load(cases)
    moving = [file for file in files if is_before_home(file.case)]
    changes = [
        Change(file.case, [arrival(facts, file, reason, source)], comes_last=facts.come_last)
        for file in moving
    ]
    write_together(actor, changes, moment, facts.by, why=str(LATE))
    refresh(cases, moment, files)
    return [file.case for file in moving]


def arrival(facts: Facts, file: File, reason: str, source: str) -> Entry:
    """Return the row of somebody who has arrived, with what gates on the way still asked for."""
    return Entry(
        kind=TransitionKind.FACT,
        changes={"stage": Stage.ARRIVED.value},
        interval=facts.interval,
        reason=reason,
        source=source,
        source_detail=facts.actor.mission_code,
        gate_open=passed_in(file, file.case.stage, Stage.ARRIVED, facts.moment),
    )
