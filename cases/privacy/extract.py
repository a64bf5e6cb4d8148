"""The breach extract: every access to some cases and their people in a window of time.

Beside what was done and shown of one case it holds the lists and searches in which one of them
stood: their entries name the rows they showed. Headquarters' eyes; the extract is itself on record.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from cases.casework.models import Case
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.disclosure import disclose_rows
from cases.core.walls import VERSIONED

STRIDE = timedelta(hours=6)
"""One query looks at so much time, so that none runs for long."""
COLUMNS = (
    *("at", "staff", "name", "mission", "operation", "event", "outcome", "code", "case"),
    *("how", "fields", "subjects", "link"),
)
MANY = ("fields", "subjects")
ENTRIES = """
select entry.at, staff.username, staff.full_name, mission.code, entry.operation, entry.event,
  entry.outcome, entry.code, known.reference,
  case when entry.case_id = any(%(cases)s) or entry.citizen_id = any(%(people)s)
    then 'record' else 'list' end,
  entry.fields::text, entry.subjects::text, link.seq
from cases_auditentry as entry
left join cases_staff as staff on staff.id = entry.staff_id
left join cases_mission as mission on mission.id = entry.mission_id
left join cases_case as known on known.id = entry.case_id
left join cases_auditlink as link on link.entry_id = entry.id
where entry.at >= %(since)s and entry.at < %(until)s
  and (entry.case_id = any(%(cases)s) or entry.citizen_id = any(%(people)s)
    or exists (
      select from jsonb_array_elements(entry.subjects) as subject
      where (subject ->> 'table' || ':' || (subject ->> 'id')) = any(%(rows)s)
        or exists (select from jsonb_array_elements_text(subject -> 'ids') as shown
          where (subject ->> 'table' || ':' || shown) = any(%(rows)s))))
order by entry.at, entry.id
"""


@dataclass(frozen=True, slots=True)
class Scope:
    """The cases, their people, and every row that belongs to one of them, as `table:id`."""

    cases: list[int]
    people: list[int]
    rows: list[str]


def scope_of_cases(references: Sequence[str]) -> tuple[Scope, list[str]]:
    """Return what belongs to the cases of these numbers, and the numbers that no case has."""
    with eyes(SYSTEM):
        found = list(
            Case.objects.visible_to(SYSTEM)
            .filter(reference__in=references)
            .values_list("reference", "pk", "citizen_id")
        )
        cases, people = [row[1] for row in found], [row[2] for row in found]
        rows = [f"{table}:{row}" for table in VERSIONED for row in rows_in(table, cases, people)]
    known = {row[0] for row in found}
    return Scope(cases, people, rows), [one for one in references if one not in known]


def rows_in(table: str, cases: list[int], people: list[int]) -> list[int]:
    """Return the rows of one table that belong to the cases or their people."""
    citizen, case = VERSIONED[table]
    conditions = [
        f"{column} = any(%s)" for column, ids in ((citizen, people), (case, cases)) if column
    ]
    given = [ids for column, ids in ((citizen, people), (case, cases)) if column]
    if not conditions:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"select id from {table} where {' or '.join(conditions)}", given)  # noqa: S608 - our own names
        return [row[0] for row in cursor.fetchall()]


def accesses_to(scope: Scope, since: datetime, until: datetime) -> Iterator[dict[str, Any]]:
    """Yield every access in the window, oldest first."""
    given: dict[str, Any] = {"cases": scope.cases, "people": scope.people, "rows": scope.rows}
    start = since
    while start < until:
        end = min(start + STRIDE, until)
        with eyes(SYSTEM), connection.cursor() as cursor:
            cursor.execute(ENTRIES, given | {"since": start, "until": end})
            rows = cursor.fetchall()
        for row in rows:
            access = dict(zip(COLUMNS, row, strict=True))
            yield access | {name: json.loads(access[name]) for name in MANY}
        start = end


def put_on_record(scope: Scope) -> None:
    """Record that the accesses to these cases were exported."""
    with eyes(SYSTEM):
        disclose_rows("access.exported", "export_accesses", Case, scope.cases)
