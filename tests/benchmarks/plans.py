"""Prints how PostgreSQL answers the queries of a page: `manage.py bench --plans`."""

from collections.abc import Callable
from typing import Any, Final

from tests.benchmarks.database import Connection
from tests.benchmarks.reads import READS, Reader
from tests.benchmarks.timing import statements_of
from tests.benchmarks.walls import open_eyes

SHOWN: Final = frozenset(
    read.title
    for read in READS
    if read.title.startswith(("Work", "Board", "Case", "Hist", "Fig", "API"))
)
WORTH_A_LOOK: Final = ("cases_case", "cases_citizen", "cases_audit", "cases_row", "figures")


def is_shown(sql: str) -> bool:
    """Whether a statement reads rows of people or cases."""
    text = sql.lstrip().lower()
    is_read = text.startswith(("select", "with")) and "for no key update" not in text
    return is_read and "write_audit" not in text and any(word in text for word in WORTH_A_LOOK)


def print_plans(app: Connection, reader: Reader, say: Callable[[str], None]) -> None:
    """Print the plan of every query of people and cases that the reads send."""
    for read in READS:
        if read.title not in SHOWN:
            continue
        call = read.prepare(reader)
        for number, (sql, params) in enumerate(statements_of(call), 1):
            if is_shown(sql):
                say(f"\n== {reader.caller.title} · {read.title} · statement {number}")
                say(" ".join(sql.split())[:1500])
                for line in plan_of(app, reader, sql, params):
                    say(f"   {line}")


def plan_of(app: Connection, reader: Reader, sql: str, params: Any) -> list[str]:
    """Return the plan of one query, run with the eyes of the caller."""
    with app, app.cursor() as cursor:
        open_eyes(cursor, reader)
        cursor.execute(f"explain (analyze, buffers) {sql}", params)
        return [row[0] for row in cursor.fetchall()]
