"""Who is behind a figure: the cases that it counts, read through the eyes of whoever asks.

A total may be given to a mission that sees none of the people in it; this list never is. The plain
functions of the figures run behind row security, and the statement is narrowed to what the actor
sees: the two walls. The ways are counted out first (`materialized`): mixed with the walls, the
database would look through them once for each person.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import CharField, Count
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from cases.casework.models import Case, CaseQuerySet
from cases.core.actor import Actor
from cases.incidents.models import Incident
from cases.publishing.figures.differences import narrowed
from cases.publishing.figures.moments import Moments

PERSONS: Final = """
with way as materialized (select * from figure_ways(%(incident)s, %(as_of)s, %(known)s)
  where case_id
    not in (select f.case_id from figure_foreign(%(incident)s, %(as_of)s, %(known)s) as f))
select * from (
  select way.case_id, way.country::text, way.place_id, way.holder_id, count(*) over ()
  from way
  left join cases_place as place on place.id = way.place_id
  where {condition} and way.case_id in ({visible})
) as found where case_id > %(after)s order by case_id limit %(limit)s
"""

CASES: Final = """
with at as materialized (select * from figure_cases(%(incident)s, %(as_of)s, %(known)s)
  where case_id
    not in (select f.case_id from figure_foreign(%(incident)s, %(as_of)s, %(known)s) as f))
select * from (
  select at.case_id, at.stage, at.mission_id, at.held, at.outcome, count(*) over ()
  from at
  left join cases_mission as mission on mission.id = at.mission_id
  where {condition} and at.case_id in ({visible})
) as found where case_id > %(after)s order by case_id limit %(limit)s
"""

OWN_PLACES: Final = """
with way as materialized (select * from figure_ways(%(incident)s, %(as_of)s, %(known)s)
  where case_id
    not in (select f.case_id from figure_foreign(%(incident)s, %(as_of)s, %(known)s) as f))
select coalesce(place.code, way.country, ''), count(*) from way
left join cases_place as place on place.id = way.place_id
where way.case_id in ({visible})
group by 1 order by 2 desc, 1
"""

DOUBLES: Final = """
select double.case_id from figure_doubles(array(select closed.id from cases_case as closed
  where closed.incident_id = %s and closed.outcome = 'duplicate'), 'infinity') as double
"""

FOREIGN: Final = "select f.case_id from figure_foreign(%s, 'infinity', 'infinity') as f"

OF_PERSONS: Final = {
    "present": "way.country = %(key)s",
    "crossed": "%(key)s = any(way.crossed_into)",
    "place": "coalesce(place.code, way.country, '') = %(key)s",
    "sex": "way.sex = %(key)s",
}
"""What of a person is compared with the key of the figure; each by the name of a dimension."""

OF_CASES: Final = {
    "stage": "at.stage = %(key)s",
    "outcome": "at.outcome = %(key)s",
    "mission": "mission.code = %(key)s",
}
"""The same of a case."""

PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class Number:
    """One number: its dimension, its key, and after which case (its reference) the page begins."""

    by: str
    key: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A case that a figure counts: where the person was, or in which account the case stood."""

    case_id: int
    country: str = ""
    place_id: int | None = None
    holder_id: int | None = None
    account: tuple[Any, ...] | None = None


@dataclass(frozen=True, slots=True)
class Behind:
    """A page of the cases behind a figure; `found` counts all that are in the actor's sight."""

    rows: tuple[Counted, ...]
    found: int
    has_more: bool


def behind(actor: Actor, incident: Incident, used: Moments, number: Number) -> Behind:
    """Return who is behind one number, in the order of the cases."""
    is_of_persons = number.by in OF_PERSONS
    statement = PERSONS if is_of_persons else CASES
    condition = (OF_PERSONS if is_of_persons else OF_CASES)[number.by]
    visible = Case.objects.visible_to(actor).filter(incident=incident)
    after = 0
    if number.after:
        after = visible.values_list("pk", flat=True).filter(reference=number.after).first() or 0
    asked = parameters(incident, used.as_of, used.known_at)
    found = narrowed(
        statement.replace("{condition}", condition),
        visible.values("pk"),
        asked | {"key": number.key, "after": after, "limit": PAGE + 1},
    )
    make = person if is_of_persons else case
    rows = tuple(make(row) for row in found[:PAGE])
    return Behind(rows, found[0][-1] if found else 0, len(found) > PAGE)


def person(row: tuple[Any, ...]) -> Counted:
    """Return a person of the first statement."""
    return Counted(case_id=row[0], country=row[1], place_id=row[2], holder_id=row[3])


def case(row: tuple[Any, ...]) -> Counted:
    """Return a case of the second statement."""
    return Counted(case_id=row[0], account=tuple(row[1:5]))


def own_places(actor: Actor, incident: Incident, used: Moments) -> list[tuple[str, int]]:
    """Return how many of the persons in the actor's own cases were where, by code of the place.

    The key of someone whose place is not known is the country, and empty where that is not known
    either: the keys of the totals.
    """
    mine = Case.objects.own_of(actor).filter(incident=incident)
    if used.known_at is None and used.as_of >= used.now:
        return present_places(mine, incident)
    rows = narrowed(OWN_PLACES, mine.values("pk"), parameters(incident, used.as_of, used.known_at))
    return [(key, count) for key, count in rows]


def present_places(mine: CaseQuerySet, incident: Incident) -> list[tuple[str, int]]:
    """Return the same as of now: the person's row repeats the last point of her way for speed."""
    place = Coalesce("citizen__now_place__code", "citizen__now_country", output_field=CharField())
    doubles = RawSQL(DOUBLES, [incident.pk])  # noqa: S611 - our own text, one parameter
    foreign = RawSQL(FOREIGN, [incident.pk])  # noqa: S611 - the same
    heads = mine.filter(voided_at__isnull=True).exclude(pk__in=doubles).exclude(pk__in=foreign)
    heads = heads.order_by()
    counts = heads.values_list(place).annotate(Count("pk"))
    return sorted(counts, key=lambda row: (-row[1], row[0]))


def parameters(incident: Incident, as_of: datetime, known_at: datetime | None) -> dict[str, Any]:
    """Return what the functions of the figures are asked with."""
    return {"incident": incident.pk, "as_of": as_of, "known": known_at or "infinity"}
