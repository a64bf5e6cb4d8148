"""From the ledgers to the values of a briefing: the one place that reads for it.

All of it is read through the eyes of headquarters, as of one moment, as known at another.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.models import Count as Counted
from django.db.models import Min

from cases.briefings.around import before, flows_of, told_before
from cases.briefings.asking import Asking
from cases.briefings.composing.numbers import CONFIRMED
from cases.briefings.composing.told import HOME, Asked, Count, Told, Waiting
from cases.briefings.departing import departure_of
from cases.briefings.reported import said_by
from cases.casework.models import Case
from cases.citizens.ages import adult_if_born_by
from cases.core.actor import Actor
from cases.missions.choices import MissionKind
from cases.missions.days import Wait, waited
from cases.missions.models import Authority, Mission
from cases.publishing.definitions import definitions, in_force
from cases.publishing.definitions.accounted import condition
from cases.publishing.figures import Figures, figures_of
from cases.publishing.figures.as_sets import as_sets

WAYS = """
with way as materialized (select * from figure_ways(%(incident)s, %(as_of)s, %(known)s)
  where case_id
    not in (select f.case_id from figure_foreign(%(incident)s, %(as_of)s, %(known)s) as f)),
row as (
  select coalesce(way.sex, '') as sex, way.country, person.birth_on, person.birth_precision,
    true as is_person, false as is_apart, coalesce(own.outcome, '') as outcome,
    coalesce(holder.kind, '') as holder_kind, coalesce(holder.country, '') as holder_country
  from way join cases_citizen as person on person.id = way.citizen_id
  left join cases_authority as holder on holder.id = way.holder_id
  left join figure_cases(%(incident)s, %(as_of)s, %(known)s) as own on own.case_id = way.case_id
  where way.country = %(country)s
)
select row.sex, case when {held} then 'host' else '' end,
  case when row.birth_on is null then ''
    when row.birth_on > %(adult)s then 'child'
    when row.birth_precision = 'month' and row.birth_on = %(month)s then ''
    when row.birth_precision = 'year' and row.birth_on = %(year)s then ''
    else 'adult' end,
  count(*)
from row group by 1, 2, 3
"""
"""Those in one country by sex, by whether its state holds them (the figure `in-host-custody` as in
force on the day) and by age; who may be under 18 is neither."""
HELD = "in-host-custody"

CONFIRMED_AWAY = """
select count(*) from figure_cases(%(incident)s, %(as_of)s, %(known)s) as own
left join figure_ways(%(incident)s, %(as_of)s, %(known)s) as way using (case_id)
where own.stage = any(%(stages)s) and coalesce(way.country, '') <> %(home)s
  and own.case_id
    not in (select f.case_id from figure_foreign(%(incident)s, %(as_of)s, %(known)s) as f)
"""
"""Cases of whose identity is verified and who was not at home yet, by stage and by whereabouts."""

ASKED = """
with asked as (
  select inquiry.asked_of_id as body, inquiry.case_id, bool_and(coalesce(
    inquiry.answered_at <= %(as_of)s and inquiry.answer_recorded_at <= %(known)s, false)
  ) as answered
  from cases_inquiry as inquiry join cases_case as own on own.id = inquiry.case_id
  where own.incident_id = %(incident)s and inquiry.asked_of_id is not null
    and inquiry.case_id not in (
      select f.case_id from figure_foreign(%(incident)s, %(as_of)s, %(known)s) as f)
    and inquiry.recorded_at <= %(known)s and inquiry.asked_at <= %(as_of)s
    and not (inquiry.verdict = 'taken' and inquiry.answered_at <= %(as_of)s
      and inquiry.answer_recorded_at <= %(known)s)
  group by inquiry.asked_of_id, inquiry.case_id
)
select body, count(*), count(*) filter (where answered) from asked
group by body order by count(*) desc, body
"""
"""Of how many cases each body was asked, of how many no question to it is out by then; each case
once, in one pass without sorting them. An answer that makes it our turn again is one; a question
that was taken back by then is left out."""


def gathered(actor: Actor, asking: Asking) -> Told:
    """Return the values of a briefing."""
    incident = asking.incident
    figures = figures_of(actor, incident, asking.as_of, asking.known_at)
    missions = named_missions(actor, figures)
    country = country_of(figures, missions)
    sexes, holders, ages = parts_in(asking, country)
    flow, flow_then = flows_of(actor, asking, country)
    return Told(
        kind=asking.kind,
        number=asking.number,
        incident=incident.code,
        titles=(incident.title, incident.title_vi, incident.title_fr),
        as_of=asking.as_of.isoformat(),
        is_day=asking.is_day,
        known_at=asking.known_at.isoformat(),
        zone=incident.zone,
        country=country,
        embassies=embassies(missions, country),
        counted=figures.counted,
        cases=figures.cases,
        present=table(figures, "country"),
        crossed=sum(row.count for row in figures.crossed if row.key == country),
        straddles=figures.straddling > 0,
        sexes=sexes,
        ages=ages,
        holders=holders,
        stages=table(figures, "stage"),
        outcomes=tuple(row for row in table(figures, "outcome") if row.key),
        missions=table(figures, "mission"),
        mission_names=tuple((row.code, row.name, row.name_vi, row.name_fr) for row in missions),
        asked=tuple(asked_of(actor, asking)),
        waiting=tuple(waiting_for(actor, asking)),
        known_then=known_then(actor, asking),
        said=tuple(said_by(actor, asking, figures)),
        before=before(actor, asking, country),
        told_before=told_before(actor, incident, country),
        departure=departure_of(actor, asking),
        smallest=settings.SMALLEST_PUBLISHED,
        flow=flow,
        flow_then=flow_then,
        confirmed=confirmed_away(asking),
        unsaid=figures.unsaid,
    )


def country_of(figures: Figures, missions: Sequence[Mission]) -> str:
    """Return the country the briefing is about, not home: that which most have entered or are in.

    Many are entered by where they are alone; where nobody is abroad any more, the country of the
    mission abroad that has most cases, else home.
    """
    rows = (*figures.crossed, *figures.present)
    abroad = [row for row in rows if row.key not in {"", HOME}]
    if abroad:
        return max(abroad, key=lambda row: (row.count, row.key)).key
    return next((str(row.country) for row in missions if row.country != HOME), HOME)


def table(figures: Figures, dimension: str) -> tuple[Count, ...]:
    """Return the totals by one dimension as plain counts."""
    return tuple(Count(row.key, row.count) for row in figures.table(dimension).rows)


def parts_in(asking: Asking, country: str) -> tuple[tuple[Count, ...], ...]:
    """Return those in the country by sex, by whether its state holds them, by age."""
    day = asking.as_of.astimezone(ZoneInfo(asking.incident.zone)).date()
    adult: date = adult_if_born_by(day)
    values: dict[str, Any] = {
        "incident": asking.incident.pk,
        "as_of": asking.as_of,
        "known": asking.known_at,
        "country": country,
        "adult": adult,
        "month": adult.replace(day=1),
        "year": adult.replace(month=1, day=1),
    }
    figures = (row for row in in_force(definitions(), day) if row.code == HELD)
    held = next((condition(figure, 0, values) for figure in figures), "false")
    with as_sets(asking.incident.pk), connection.cursor() as cursor:
        cursor.execute(WAYS.format(held=held), values)
        rows = cursor.fetchall()
    found: list[tuple[Count, ...]] = []
    for place in range(3):
        sums: Counter[str] = Counter()
        for row in rows:
            sums[row[place]] += row[3]
        found.append(tuple(Count(key, count) for key, count in sorted(sums.items())))
    return tuple(found)


def confirmed_away(asking: Asking) -> int:
    """Return of how many open cases the identity was verified whose people were not at home."""
    with as_sets(asking.incident.pk), connection.cursor() as cursor:
        cursor.execute(
            CONFIRMED_AWAY,
            {
                "incident": asking.incident.pk,
                "as_of": asking.as_of,
                "known": asking.known_at,
                "stages": list(CONFIRMED),
                "home": HOME,
            },
        )
        count: int = cursor.fetchone()[0]
    return count


def named_missions(actor: Actor, figures: Figures) -> list[Mission]:
    """Return the missions that have cases, those with most first."""
    counts = {row.key: row.count for row in figures.table("mission").rows if row.count}
    rows = Mission.objects.visible_to(actor).filter(code__in=counts)
    return sorted(rows, key=lambda row: (-counts[row.code], row.code))


def embassies(missions: Sequence[Mission], country: str) -> tuple[str, ...]:
    """Return the countries whose embassies have cases, the one the briefing is about first."""
    kind = MissionKind.EMBASSY
    codes = dict.fromkeys(str(row.country) for row in missions if row.kind == kind)
    return tuple(sorted(codes, key=lambda code: code != country))


def asked_of(actor: Actor, asking: Asking) -> Iterator[Asked]:
    """Yield the bodies that were asked about people by then, those asked most first."""
    with connection.cursor() as cursor:
        cursor.execute(
            ASKED,
            {
                "incident": asking.incident.pk,
                "as_of": asking.as_of,
                "known": asking.known_at,
            },
        )
        counts = cursor.fetchall()
    names = bodies(actor, [body for body, _asked, _answered in counts])
    for body, asked, answered in counts:
        yield Asked(names[body], asked, answered)


def waiting_for(actor: Actor, asking: Asking) -> Iterator[Waiting]:
    """Yield the bodies that have to act on open cases now, and the days of the longest wait.

    Nobody where the briefing is of the past: who waited then is not on record.
    """
    if asking.is_hindsight:
        return
    rows = (
        Case.objects.visible_to(actor)
        .still_open()
        .filter(incident=asking.incident, blocker_authority__isnull=False)
        .exclude(pk__in=asking.uncounted)
        .values("blocker_authority")
        .annotate(count=Counted("pk"), begun=Min("blocked_from"), since=Min("blocked_since"))
    )
    found = list(rows)
    names = bodies(actor, [row["blocker_authority"] for row in found])
    for row in sorted(found, key=lambda row: (-row["count"], row["blocker_authority"])):
        wait = Wait(0)
        if row["since"]:
            wait = waited(row["begun"], row["since"], asking.known_at, asking.incident.zone)
        yield Waiting(names[row["blocker_authority"]], row["count"], wait.days, wait.is_least)


def bodies(actor: Actor, ids: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    """Return id -> the names of a body."""
    rows = Authority.objects.visible_to(actor).filter(pk__in=ids)
    return {row.pk: (row.name, row.name_vi, row.name_fr) for row in rows}


def known_then(actor: Actor, asking: Asking) -> int | None:
    """Return how many of those counted were known of at the moment itself, where it is past."""
    if not asking.is_hindsight:
        return None
    return figures_of(actor, asking.incident, asking.as_of, asking.as_of).counted
