"""How many queries each address may take that reads: pinned in a file, one line each.

What is measured is written anew by
`BUDGETS=write pytest -n 0 tests/api/test_budgets.py tests/api/test_every_operation.py -k budget`.
"""

import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

FILE = Path(__file__).with_name("budgets.toml")
READS, FORMS = "reads", "forms"
HEAD = """\
# Queries that a GET may take, by its name in the description: reads, and the forms of acts.
# Written anew as tests/api/budgets.py says; a higher number is looked at before it is kept.
"""


def kept() -> dict[str, dict[str, int]]:
    """Return the budgets by section and name."""
    found: dict[str, Any] = {READS: {}, FORMS: {}}
    return found | (tomllib.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {})


@contextmanager
def measured() -> Iterator[CaptureQueriesContext]:
    """Count the queries of what is done inside."""
    with CaptureQueriesContext(connection) as queries:
        yield queries


def over(section: str, found: dict[str, int]) -> dict[str, tuple[int, int | None]]:
    """Return what took more than its budget, or has none: measured, and pinned."""
    if os.environ.get("BUDGETS") == "write":
        write(section, found)
    pinned = kept()[section]
    return {
        name: (count, pinned.get(name))
        for name, count in found.items()
        if count > pinned.get(name, -1)
    }


def write(section: str, found: dict[str, int]) -> None:
    """Put what was measured into the file; of what is gone nothing stays in a whole section."""
    whole = kept()
    whole[section] = dict(sorted((found if section == READS else whole[section] | found).items()))
    lines = [
        line
        for name, rows in whole.items()
        for line in ("", f"[{name}]", *(f"{key} = {count}" for key, count in rows.items()))
    ]
    FILE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
