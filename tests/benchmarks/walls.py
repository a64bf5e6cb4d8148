"""What row security costs: the same query as the application role and as the backup role."""

import time
from typing import Any, Final

from tests.benchmarks.database import Connection
from tests.benchmarks.reads import Reader
from tests.benchmarks.timing import Timing, statements_of, timing_of

EYES: Final = """
select set_config('app.kind', 'staff', true), set_config('app.staff', %s, true),
set_config('app.posting', %s, true), set_config('app.mission', %s, true),
set_config('app.headquarters', %s, true),
set_config('app.sees', %s, true)
"""
Statement = tuple[str, Any]


def open_eyes(cursor: Any, reader: Reader) -> None:
    """Set the context of a transaction as the middleware does."""
    actor = reader.caller.actor
    own = [str(actor.staff_id), str(actor.posting_id), str(actor.mission_id)]
    cursor.execute(EYES, [*own, "1" if actor.is_headquarters else "", " ".join(actor.sights)])


def list_query(reader: Reader) -> Statement:
    """Return the query that reads the rows of the first page of the work list."""
    statements = statements_of(lambda: reader.caller.page("/cases/"))
    return max(
        (item for item in statements if item[0].startswith('SELECT "cases_case"."id"')),
        key=lambda item: len(item[0]),
    )


def cost_of_security(
    app: Connection, backup: Connection, reader: Reader, calls: int
) -> tuple[Timing, Timing]:
    """Return the times with and without row security, taken in turns."""
    statement = list_query(reader)
    times: dict[Connection, list[float]] = {app: [], backup: []}
    with app, backup, app.cursor() as walled, backup.cursor() as free:
        for cursor in (walled, free):
            open_eyes(cursor, reader)
            timed(cursor, statement)
        for _ in range(calls):
            times[app].append(timed(walled, statement))
            times[backup].append(timed(free, statement))
    return timing_of(times[app]), timing_of(times[backup])


def timed(cursor: Any, statement: Statement) -> float:
    """Return the seconds that one query takes."""
    before = time.perf_counter()
    cursor.execute(*statement)
    cursor.fetchall()
    return time.perf_counter() - before
