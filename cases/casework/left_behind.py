"""Which country whoever went onward has left, and where a person may be after an outcome."""

from collections.abc import Iterable
from typing import Final

from django.db import connection

from cases.casework.meanings import MEANS, Means, fits
from cases.casework.models import Case

WENT_ON_FROM: Final = """
select id, went_on_from(person, coalesce(closing.host, asked.host), opened,
  coalesce(ended_at, 'infinity'))
from unnest(%s::bigint[], %s::bigint[], %s::text[], %s::timestamptz[], %s::boolean[])
  as asked(id, person, host, opened, is_closed)
left join closing_of(asked.id) as closing on asked.is_closed
"""


def is_fitting(case: Case, outcome: str, country: str) -> bool:
    """Return whether the person of a case may be in a country after an outcome."""
    left = went_on_from([case]) if MEANS[outcome] is Means.ABROAD else {}
    return fits(outcome, country, left.get(case.pk, ""))


def went_on_from(cases: Iterable[Case]) -> dict[int, str]:
    """Return by case the country that whoever goes onward has left; one statement.

    As far as the eyes of the act see. `LEFT_BEHIND` in `endings_schema.py` is the rule.
    """
    asked = [
        (case.pk, case.citizen_id, case.mission.country, case.opened_at, bool(case.outcome))
        for case in cases
    ]
    if not asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(WENT_ON_FROM, [list(column) for column in zip(*asked, strict=True)])
        return dict(cursor.fetchall())
