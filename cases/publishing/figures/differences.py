"""Who counts otherwise at two moments of knowledge: read behind both walls, person by person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.incidents.models import Incident
from cases.publishing.figures.as_sets import as_sets

PEOPLE = """
with was as materialized (select * from figure_ways(%(incident)s, %(as_of)s, %(then)s)),
now as materialized (select * from figure_ways(%(incident)s, %(as_of)s, %(later)s))
select citizen_id, was.case_id, now.case_id,
  was.country, was.place_id, was.holder_id, was.sex, was.claim_kind, was.claim_id, was.left_id,
  now.country, now.place_id, now.holder_id, now.sex, now.claim_kind, now.claim_id, now.left_id
from was full join now using (citizen_id)
where (was.country, was.place_id, was.holder_id, was.sex)
    is distinct from (now.country, now.place_id, now.holder_id, now.sex)
  and citizen_id in ({visible})
order by citizen_id limit %(limit)s
"""

CASES = """
with was as materialized (select * from figure_cases(%(incident)s, %(as_of)s, %(then)s)),
now as materialized (select * from figure_cases(%(incident)s, %(as_of)s, %(later)s))
select case_id, was.stage, was.mission_id, was.held, was.outcome, was.transition_id,
  now.stage, now.mission_id, now.held, now.outcome
from was full join now using (case_id)
where (was.stage, was.mission_id, was.held, was.outcome)
    is distinct from (now.stage, now.mission_id, now.held, now.outcome)
  and case_id in ({visible})
order by case_id limit %(limit)s
"""

Point = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one person counts, and which points decide that."""

    case_id: int
    country: str
    place_id: int | None
    holder_id: int | None
    sex: str
    points: tuple[Point, ...]

    @property
    def whereabouts(self) -> tuple[str, int | None, int | None]:
        """Country, place and holder."""
        return (self.country, self.place_id, self.holder_id)


@dataclass(frozen=True, slots=True)
class PersonDiffers:
    """A person who counts otherwise; None where the person does not count at all."""

    citizen_id: int
    was: Spot | None
    now: Spot | None


@dataclass(frozen=True, slots=True)
class CaseDiffers:
    """A case that stands in another account: stage, mission, held, outcome; None for outside."""

    case_id: int
    was: tuple[Any, ...] | None
    now: tuple[Any, ...] | None
    was_row: int | None


@dataclass(frozen=True, slots=True)
class Question:
    """One moment, two moments of knowledge; `later` is None for now; at most `limit` rows."""

    incident: Incident
    as_of: datetime
    then: datetime
    later: datetime | None = None
    limit: int | None = None

    def parameters(self) -> dict[str, Any]:
        """Return the parameters of the statements above."""
        return {
            "incident": self.incident.pk,
            "as_of": self.as_of,
            "then": self.then,
            "later": self.later or "infinity",
            "limit": self.limit,
        }


def people_who_differ(actor: Actor, question: Question) -> list[PersonDiffers]:
    """Return the visible persons who count otherwise, in order of their ids."""
    rows = visible_rows(PEOPLE, "citizen_id", actor, question)
    return [
        PersonDiffers(row[0], spot(row[1], row[3:10]), spot(row[2], row[10:17])) for row in rows
    ]


def cases_that_differ(actor: Actor, question: Question) -> list[CaseDiffers]:
    """Return the visible cases that stand in another account."""
    rows = visible_rows(CASES, "id", actor, question)
    return [
        CaseDiffers(row[0], row[1:5] if row[1] else None, row[6:10] if row[6] else None, row[5])
        for row in rows
    ]


def visible_rows(
    statement: str, column: str, actor: Actor, question: Question
) -> list[tuple[Any, ...]]:
    """Run a statement narrowed to the cases that the actor sees: the first of the two walls."""
    mine = Case.objects.own_of(actor).filter(incident=question.incident).values(column)
    return narrowed(statement, mine, question.parameters())


def narrowed(statement: str, visible: Any, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Run a statement with a query of the first wall put in for `{visible}`."""
    query, values = visible.query.sql_with_params()
    names = [f"visible_{index}" for index in range(len(values))]
    put_in = query % tuple(f"%({name})s" for name in names)
    with as_sets(parameters["incident"]), connection.cursor() as cursor:
        cursor.execute(
            statement.format(visible=put_in),
            {**parameters, **dict(zip(names, values, strict=True))},
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def spot(case_id: int | None, columns: tuple[Any, ...]) -> Spot | None:
    """Return the place of a person in the count."""
    if case_id is None:
        return None
    country, place_id, holder_id, sex, kind, claim_id, left_id = columns
    points: list[Point] = []
    if claim_id is not None:
        points.append(("crossing" if kind == "crossing" else "stay", claim_id))
    if left_id is not None:
        points.append(("stay", left_id))
    return Spot(case_id, country, place_id, holder_id, sex, tuple(points))
