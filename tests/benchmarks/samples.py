"""Which rows a caller is measured on: drawn by the backup role, the same in every run."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from cases.core.actor import Actor
from tests.benchmarks.database import Connection

REFERENCES: Final = 200
OPEN: Final = "stage not in ('closed', '')"
SAMPLE: Final = """
select reference from cases_case where {where} order by md5(reference) limit %s
"""
DEEP: Final = """
select position_at, reference from cases_case where {where} order by position_at, reference
offset (select count(*) * 6 / 10 from cases_case where {where}) limit 1
"""
MOVABLE: Final = """
select id, reference, stage from cases_case
where {where} and held = false and stage in ('reported', 'contacted', 'verified', 'ready',
'departed', 'arrived') and rows < 60 and blocker_kind = 'advance'
and (valid_until is null or valid_until > current_date)
and exists (select from cases_citizen as person where person.id = citizen_id
  and nationality_status = 'verified' and (now_country <> '' or not exists (
    select from cases_step as step where step.case_id = cases_case.id and step.code = 'screening')))
order by rows, id desc limit %s
"""
"""Nothing is missing at any gate, also after a fact has put the case back to its first stage."""
WORKABLE: Final = """
select reference from cases_case where {where} and stage not in ('closed', '')
and exists (select from cases_step as step where step.case_id = cases_case.id
  and step.code = %s and step.status = 'open') order by md5(reference) limit %s
"""
PEOPLE: Final = """
select uuid from cases_citizen where id in (
  select citizen_id from cases_case where {where} order by md5(reference) limit %s)
"""
IDS: Final = "select id from cases_case where {where} and reference = any(%s)"


@dataclass(frozen=True)
class Movable:
    """A case that can be advanced."""

    id: int
    reference: str
    stage: str


class Samples:
    """Rows of one caller."""

    def __init__(self, backup: Connection, actor: Actor) -> None:
        self.backup = backup
        self.mine = "true" if actor.is_headquarters else f"mission_id = {actor.mission_id}"

    def rows(self, query: str, where: str, *values: object) -> list[Any]:
        """Return rows among those that the caller sees."""
        with self.backup, self.backup.cursor() as cursor:
            cursor.execute(query.format(where=f"{self.mine} and {where}"), values)
            found: list[Any] = cursor.fetchall()
        return found

    def references(self, *, only_open: bool = False) -> list[str]:
        """Return case numbers drawn evenly."""
        return [row[0] for row in self.rows(SAMPLE, OPEN if only_open else "true", REFERENCES)]

    def people(self) -> list[str]:
        """Return the keys of people whose cases are drawn evenly."""
        return [str(row[0]) for row in self.rows(PEOPLE, "true", REFERENCES)]

    def deep(self, *, only_open: bool) -> tuple[datetime, str]:
        """Return the key of the row behind which a deep page begins, after six tenths."""
        moment, reference = self.rows(DEEP, OPEN if only_open else "true")[0]
        return moment, reference

    def workable(self, step: str, how_many: int) -> list[str]:
        """Return open cases with a step that is to be done."""
        return [row[0] for row in self.rows(WORKABLE, "true", step, how_many)]

    def ids(self, references: list[str]) -> list[int]:
        """Return the ids of cases."""
        return [row[0] for row in self.rows(IDS, "true", references)]

    def movable(self, how_many: int) -> list[Movable]:
        """Return open cases, those with the fewest ledger rows first."""
        return [Movable(*row) for row in self.rows(MOVABLE, "true", how_many)]
