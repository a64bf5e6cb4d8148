"""What the pictures of an incident count: own cases alone, as known now.

Days and waiting times would describe people of other missions, so a mission gets those of the cases
it has; headquarters has all.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from cases.casework.choices import Stage
from cases.casework.models import Case, CaseQuerySet, Inquiry, Transition
from cases.casework.progress.resting import (
    CLOSED,
    CLOSED_DAYS,
    INTO,
    closed_spans_of,
    rests_of,
    rests_of_reopened,
    waited_open,
)
from cases.core.actor import Actor
from cases.incidents.models import Incident
from cases.publishing.figures.moments import day_of

BANDS: Final = (7, 30, 90, 180)
"""Days up to which a band of ages reaches; the last one has no end."""
MOST_DAYS: Final = 60

MOVES: Final = (Stage.DEPARTED, Stage.ARRIVED)

WAITS: Final = """
with asked as (
  select id, case_id, body, answered_at, verdict not in ('', 'taken') as is_answered,
    (asked_at at time zone %(zone)s)::date as since, least(replied_on,
      (coalesce(answered_at, %(now)s) at time zone %(zone)s)::date) as until
  from cases_inquiry where case_id in ({cases}) and asked_at <= %(now)s
), rested as ({closed_days})
select body, count(*) filter (where is_answered),
  percentile_disc(0.5) within group (order by days) filter (where is_answered),
  percentile_disc(0.9) within group (order by days) filter (where is_answered),
  count(*) filter (where answered_at is null),
  max(days) filter (where answered_at is null)
from asked left join rested using (id)
  cross join lateral (
    select greatest(until - since - coalesce(closed_days, 0), 0)::int as days) as waited
where is_answered or answered_at is null
group by body order by 5 desc, body
"""


@dataclass(frozen=True, slots=True)
class Wait:
    """How long a body took to answer, in days: half of the answers, nine tenths; who waits now.

    They are the calendar days after the day of asking, without those when the case was closed.
    `longest` is that of the question still open that waits longest. An answer that makes it our
    turn again is one; a question that was taken back has none.
    """

    body: str
    answered: int
    half: int | None
    most: int | None
    waiting: int
    longest: int | None


def own_cases(actor: Actor, incident: Incident) -> CaseQuerySet:
    """Return the cases that are counted."""
    return Case.objects.own_of(actor).filter(incident=incident, voided_at__isnull=True).order_by()


def moves_by_day(actor: Actor, incident: Incident) -> list[tuple[date, tuple[int, int]]]:
    """Return for each of the last days with any: who departed, and who arrived at home.

    Counted is a case on each day on which it came to the stage; the day is that of the incident.
    """
    rows = (
        Transition.objects.visible_to(actor)
        .standing()
        .filter(case__in=own_cases(actor, incident), to_stage__in=MOVES)
        .values_list("to_stage", "from_stage", "occurred_at")
    )
    found: dict[Stage, Counter[date]] = {stage: Counter() for stage in MOVES}
    for to_stage, from_stage, occurred_at in rows.iterator():
        if to_stage != from_stage:
            found[Stage(to_stage)][day_of(occurred_at, incident.zone)] += 1
    days = sorted(set(found[MOVES[0]]) | set(found[MOVES[1]]))[-MOST_DAYS:]
    return [(day, (found[MOVES[0]][day], found[MOVES[1]][day])) for day in days]


def ages(actor: Actor, incident: Incident, now: datetime) -> list[int]:
    """Return how many open cases are at least as old as each band says, the youngest first."""
    counts = [0] * (len(BANDS) + 1)
    cases = own_cases(actor, incident).still_open()
    rests = rests_of_reopened(cases)
    for number, first, last in cases.values_list("pk", "opened_from", "opened_at").iterator():
        days = waited_open(first, last, now, incident.zone, rests.get(number, ())).days
        counts[sum(days > band for band in BANDS)] += 1
    return counts


def waits(actor: Actor, incident: Incident, now: datetime) -> list[Wait]:
    """Return how long each kind of body takes, those with the most open questions first."""
    if not Inquiry.objects.visible_to(actor).exists():
        return []
    query, values = own_cases(actor, incident).values("pk").query.sql_with_params()
    closed = list(closed_while_asked(own_cases(actor, incident), incident.zone, now))
    names = [f"own_{index}" for index in range(len(values))]
    put_in = query % tuple(f"%({name})s" for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            WAITS.format(cases=put_in, closed_days=CLOSED_DAYS),
            {
                **{"now": now, "zone": incident.zone},
                **{name: [row[at] for row in closed] for at, name in enumerate(CLOSED)},
                **dict(zip(names, values, strict=True)),
            },
        )
        return [Wait(*row) for row in cursor.fetchall()]


def closed_while_asked(
    cases: CaseQuerySet, zone: str, now: datetime
) -> Iterator[tuple[int, date, date]]:
    """Yield after which day and up to which each case was closed with a question still out."""
    out = Inquiry.objects.filter(
        Q(answered_at__isnull=True) | Q(answered_at__gt=OuterRef("occurred_at")),
        case=OuterRef("case"),
        asked_from__lte=OuterRef("occurred_at"),
    )
    closings = Transition.objects.filter(INTO, Exists(out), case__in=cases)
    zones = cases.filter(pk__in=closings.values("case")).values_list("pk", "mission__zone")
    for number, rests in rests_of({pk: (there,) for pk, there in zones}).items():
        for before, last in closed_spans_of(rests, zone, now):
            yield number, before, last
