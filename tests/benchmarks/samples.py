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
'departed', 'arrived') and rows < 60
order by rows, id desc limit %s
"""


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

    def references(self) -> list[str]:
        """Return case numbers drawn evenly."""
        return [row[0] for row in self.rows(SAMPLE, "true", REFERENCES)]

    def deep(self, *, only_open: bool) -> tuple[datetime, str]:
        """Return the key of the row behind which a deep page begins, after six tenths."""
        moment, reference = self.rows(DEEP, OPEN if only_open else "true")[0]
        return moment, reference

    def movable(self, how_many: int) -> list[Movable]:
        """Return open cases, those with the fewest ledger rows first."""
        return [Movable(*row) for row in self.rows(MOVABLE, "true", how_many)]
