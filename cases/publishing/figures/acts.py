"""Acts that leave no ledger row of their own: who did them, out of audit and row versions."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from cases.publishing.figures.differences import Question

MISSIONS = """
select asked.nth, entry.mission_id
from unnest(%s::bigint[], %s::bigint[], %s::text[], %s::timestamptz[])
  with ordinality as asked(case_id, citizen_id, operation, moment, nth)
cross join lateral (
  select mission_id from cases_auditentry as entry
  where (entry.case_id = asked.case_id or entry.citizen_id = asked.citizen_id)
    and entry.operation = asked.operation and entry.outcome = 'done'
    and coalesce(entry.replayed_at, entry.at) >= asked.moment
  order by entry.id limit 1) as entry
where entry.mission_id is not null
"""

SEX_CORRECTIONS = """
select distinct on (row_id) row_id, recorded_at from cases_rowversion
where table_name = 'cases_citizen' and old ? 'sex' and row_id = any(%s)
  and recorded_at > %s and recorded_at <= %s
order by row_id, recorded_at desc, id desc
"""


@dataclass(frozen=True, slots=True)
class Act:
    """An operation that was done on a case or a citizen at a moment of the ledger."""

    operation: str
    moment: datetime
    case_id: int | None = None
    citizen_id: int | None = None


def acting_missions(acts: Iterable[Act]) -> dict[Act, int]:
    """Return the mission behind each act, where the audit log is visible and names one."""
    asked = list(acts)
    if not asked:
        return {}
    columns: list[Any] = [
        [act.case_id for act in asked],
        [act.citizen_id for act in asked],
        [act.operation for act in asked],
        [act.moment for act in asked],
    ]
    with connection.cursor() as cursor:
        cursor.execute(MISSIONS, columns)
        return {asked[nth - 1]: mission_id for nth, mission_id in cursor.fetchall()}


def sex_corrections(citizen_ids: Collection[int], question: Question) -> dict[int, datetime]:
    """Return when the sex of each person was last corrected between the two knowledges."""
    if not citizen_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            SEX_CORRECTIONS,
            [sorted(citizen_ids), question.then, question.later or "infinity"],
        )
        return dict(cursor.fetchall())
