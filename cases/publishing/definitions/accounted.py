"""Which cases stand behind which number: one row for each case, with the cells it counts in.

A cell is the address of a number: `in-thailand` for the total of a figure, `in-thailand/sex/m` for
a part of it. Run with the eyes of whoever takes the figures: row security narrows what is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from cases.publishing.definitions.catalogue import Definition
from cases.publishing.definitions.rules import DIMENSIONS, NARROWED


@dataclass(frozen=True, slots=True)
class Behind:
    """Some people of an incident, and all their cases of it."""

    citizens: Sequence[int]
    cases: Sequence[int]


ROWS: Final = """
with way as materialized ({ways}),
at as materialized ({positions}),
transition as {transitions},
uncounted as materialized (select f.case_id, f.outcome
  from figure_foreign(%(incident)s, %(as_of)s, %(known)s) as f),
row as (
  select coalesce(way.case_id, at.case_id) as case_id, way.case_id is not null as is_person,
    at.case_id is not null as is_case, coalesce(way.case_id, at.case_id)
      in (select f.case_id from uncounted as f) as is_apart, coalesce(at.stage, '') as stage,
    coalesce(at.held, false) as held, coalesce(at.outcome, '') as outcome,
    coalesce(mission.code, '') as mission, coalesce(way.country, '') as country,
    coalesce(place.code, way.country, '') as place, coalesce(place.kind, '') as place_kind,
    coalesce(holder.kind, '') as holder_kind, coalesce(holder.country, '') as holder_country,
    way.crossed_into, before.country as last_known,
    coalesce(way.sex, person.sex) as sex,
    case when born.at > day.of - interval '18 years' or person.age_band = 'child'
      then 'child' when born.at is null and person.age_band = '' then '' else 'adult'
      end as age
  from way full join at on at.case_id = way.case_id
  join cases_case as c on c.id = coalesce(way.case_id, at.case_id){of_some}
  join cases_citizen as person on person.id = c.citizen_id
  left join cases_mission as mission on mission.id = at.mission_id
  left join cases_place as place on place.id = way.place_id
  left join cases_authority as holder on holder.id = way.holder_id
  left join figure_last_known(%(incident)s, %(as_of)s, %(known)s) as before
    on before.case_id = way.case_id
  cross join (select (%(as_of)s at time zone %(zone)s)::date as of) as day
  left join lateral (
    select (was.old ->> 'birth_on')::date as at from cases_rowversion as was
    where was.table_name = 'cases_citizen' and was.row_id = person.id and was.old ? 'birth_on'
      and was.recorded_at > %(known)s order by was.recorded_at, was.id limit 1) as former on true
  cross join lateral (
    select case when former is null then person.birth_on else former.at end as at) as born
  where coalesce(way.case_id, at.case_id)
    not in (select f.case_id from uncounted as f where f.outcome = 'not_national')
)
select case_id, cells from (
  select row.case_id, array_remove(array[{cells}]::text[], null) as cells from row
) as found where cells <> '{{}}' order by case_id
"""
ALL: Final = {
    "ways": "select * from figure_ways(%(incident)s, %(as_of)s, %(known)s)",
    "positions": "select * from figure_cases(%(incident)s, %(as_of)s, %(known)s)",
    "transitions": "not materialized (select * from cases_transition)",
    "of_some": "",
}
SOME: Final = {
    "ways": """
  select one.* from figure_ways_of(%(incident)s, %(citizens)s::bigint[],
    array_fill(%(as_of)s::timestamptz, array[cardinality(%(citizens)s::bigint[])]), %(known)s
  ) as one""",
    "positions": """
  select one.* from figure_cases(%(incident)s, %(as_of)s, %(known)s) as one
  where one.case_id = any(%(cases)s::bigint[])""",
    "transitions": """materialized (
  select * from cases_transition where case_id = any(%(cases)s::bigint[]))""",
    "of_some": " and c.id = any(%(cases)s::bigint[])",
}
"""Both say the same of a person; the second reads the rows of some alone."""


def statement_of(
    chosen: Sequence[Definition],
    incident_id: int,
    zone: str,
    as_of: datetime,
    known: datetime,
    *,
    of: Behind | None = None,
) -> tuple[str, dict[str, Any]]:
    """Return the statement that yields case and cells, with its parameters.

    `of`: of whom, of everybody in the incident without it.
    """
    values: dict[str, Any] = {
        "incident": incident_id,
        "zone": zone,
        "as_of": as_of,
        "known": known,
        "citizens": list(of.citizens) if of else [],
        "cases": list(of.cases) if of else [],
    }
    cells: list[str] = []
    for nth, definition in enumerate(chosen):
        when = condition(definition, nth, values)
        values[f"cell_{nth}"] = definition.code
        cells.append(f"case when {when} then %(cell_{nth})s end")
        for dimension in definition.by:
            values[f"cell_{nth}_{dimension}"] = f"{definition.code}/{dimension}/"
            column = DIMENSIONS[dimension]
            cells.append(f"case when {when} then %(cell_{nth}_{dimension})s || {column} end")
    reads = ALL if of is None else SOME
    return ROWS.format(cells=",\n    ".join(cells), **reads), values


def condition(definition: Definition, nth: int, values: dict[str, Any]) -> str:
    """Return the condition of one definition; its parameters go into `values`."""
    parts = ["row.is_person" if definition.counts == "persons" else "row.is_case"]
    parts += ["row.is_apart" if definition.how.is_apart else "not row.is_apart"]
    parts.append(definition.how.when)
    parts += [NARROWED[name][0] for name in definition.parameters if name in NARROWED]
    joined = " and ".join(f"({part})" for part in parts)
    for name, value in definition.parameters.items():
        values[f"{name}_{nth}"] = value
        joined = joined.replace(f"%({name})s", f"%({name}_{nth})s")
    return joined
