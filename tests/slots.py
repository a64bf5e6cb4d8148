"""Which test database a run uses: one of its own, made anew when a migration has changed.

Several runs may share the test cluster; each takes the first free slot and keeps it by a lock
that ends with the process. The name of the database holds a digest of the migrations, so that a
kept database never lags behind them.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
import pytest
from psycopg2 import sql

from consular.env import LOCAL, ROOT
from consular.settings.database import connection_settings

SLOTS = 8
SLOT_VARIABLE = "SUITE_SLOT"
SEEDED = "_seeded"
"""How the name of the database ends that holds the scenario; it is made anew by each run."""
EMPTY = "_empty"
"""How the name of the database ends that is migrated, and copied for each worker."""
SOURCES = (
    *("cases/migrations/**/*.py", "cases/migrations/**/*.sql", "requirements.lock"),
    "cases/management/commands/migrate.py",
)


def take_slot() -> int:
    """The descriptor stays open on purpose: it holds the slot until this process ends."""
    for slot in range(SLOTS):
        descriptor = os.open(LOCAL / f"suite-{slot}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
        else:
            return slot
    pytest.exit(f"{SLOTS} runs of the suite are going on in this folder already.", returncode=2)


def digest() -> str:
    files = sorted({file for pattern in SOURCES for file in ROOT.glob(pattern)})
    content = hashlib.sha256()
    for file in files:
        content.update(file.name.encode() + b"\0" + file.read_bytes())
    return content.hexdigest()[:10]


def database_name() -> str:
    """The same in the controller, which takes the slot, and in its workers, which inherit it."""
    return f"test_consular_{os.environ[SLOT_VARIABLE]}_{digest()}"


@contextmanager
def maintenance(owner_url: str) -> Iterator[Any]:
    """Yield a cursor of the owner beside all databases of the suite."""
    owner = connection_settings(owner_url)
    opened = psycopg2.connect(
        host=owner["HOST"],
        port=owner["PORT"],
        dbname="postgres",
        user=owner["USER"],
        password=owner["PASSWORD"],
    )
    opened.autocommit = True
    try:
        with opened.cursor() as cursor:
            yield cursor
    finally:
        opened.close()


def drop_outdated(owner_url: str) -> None:
    """Removes the databases that earlier migrations left in this run's own slot."""
    with maintenance(owner_url) as cursor:
        for name in _outdated(cursor):
            cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _outdated(cursor: Any) -> Iterator[str]:
    cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_consular\\_%'")
    current = database_name()
    slot = current.rpartition("_")[0]
    for (name,) in cursor.fetchall():
        is_old = not name.startswith(current) or name.endswith(SEEDED)
        if name.startswith(f"{slot}_") and is_old:
            yield name
