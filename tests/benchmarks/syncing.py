"""Times a copy that catches up: 10,000 rows were written since, and are asked for page by page.

What is written is what stands there already, so the register stays as it is: only the moment of
writing is another one. A mission that has fewer rows is measured on all of them.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.db import connection

from cases.core.context import eyes
from tests.benchmarks.clients import Caller
from tests.benchmarks.reads import Reader

CHANGED: Final = 10_000
CHUNK: Final = 1_000
PAGE: Final = 200
TITLE: Final = "Written since, asked for"
LISTS: Final[Mapping[str, tuple[str, str, str]]] = {
    "cases": ("cases_case", "summary", "select id from cases_case where {mine}"),
    "citizens": (
        "cases_citizen",
        "note",
        "select citizen_id from cases_case where {mine}",
    ),
    "steps": (
        "cases_step",
        "grounds",
        "select id from cases_step where case_id in (select id from cases_case where {mine})",
    ),
}
"""Table, a column that is written as it is, and which rows are the reader's."""


@dataclass(frozen=True)
class Synced:
    """How many rows came in how many seconds and pages; `longest` is the slowest page."""

    written: int
    rows: int
    pages: int
    seconds: float
    longest: float


def synced(readers: list[Reader], say: Callable[[str], None]) -> dict[str, dict[str, Synced]]:
    """Write rows of each list as each reader, and let a copy catch up."""
    done: dict[str, dict[str, Synced]] = {}
    for name, (table, column, mine) in LISTS.items():
        say(f"{TITLE}: {name} ...")
        for reader in readers:
            since, written = write_again(reader, table, column, mine)
            found = caught_up(reader.caller, name, since, written)
            done.setdefault(name, {})[reader.caller.title] = found
    return done


def write_again(reader: Reader, table: str, column: str, mine: str) -> tuple[str, int]:
    """Write rows as they are, as their officer; return since when, and how many."""
    actor = reader.caller.actor
    query = f"{mine.format(mine=reader.samples.mine)} limit {CHANGED}"
    with eyes(actor), connection.cursor() as cursor:
        cursor.execute("select now()")
        since = cursor.fetchone()[0].isoformat()
        cursor.execute(query)
        ids = sorted({row[0] for row in cursor.fetchall()})  # who has two cases, once
    written = 0
    for first in range(0, len(ids), CHUNK):
        with eyes(actor), connection.cursor() as cursor:
            cursor.execute(
                f"update {table} set {column} = {column} where id = any(%s)",
                [ids[first : first + CHUNK]],
            )
            written += cursor.rowcount
    return since, written


def caught_up(caller: Caller, name: str, since: str, written: int) -> Synced:
    """Ask for all pages of what changed."""
    address: str | None = f"/api/v1/{name}/?" + urlencode({"updated_since": since, "limit": PAGE})
    rows, pages, longest = 0, 0, 0.0
    began = time.perf_counter()
    while address:
        asked = time.perf_counter()
        page: Any = caller.api(address).json()
        longest = max(longest, time.perf_counter() - asked)
        rows, pages, address = rows + len(page["results"]), pages + 1, page["next"]
    return Synced(written, rows, pages, time.perf_counter() - began, longest)


def print_synced(say: Callable[[str], None], done: dict[str, dict[str, Synced]]) -> None:
    """Print how long each copy took."""
    for name, by_caller in done.items():
        say("")
        say(f"{TITLE}: {name}")
        for title, row in by_caller.items():
            say(
                f"  {title}: {row.written:,} written, {row.rows:,} came in {row.seconds:.1f} s, "
                f"{row.pages} pages of {PAGE}, the longest {1000 * row.longest:.0f} ms"
            )
