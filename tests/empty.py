"""The empty database of the suite: migrated once, copied for every worker of every run.

Its migrations take as long as hundreds of tests. A run with workers begins them while the workers
still collect. What a run that was killed has left behind is gone with the next copy.
"""

import fcntl
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from psycopg2 import sql

from consular.env import LOCAL, ROOT
from tests.slots import EMPTY, SLOT_VARIABLE, database_name, maintenance


def copy(cursor: Any, source: str, name: str) -> None:
    """Make a database anew, as another one is."""
    cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    cursor.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
            sql.Identifier(name), sql.Identifier(source)
        )
    )


def complete(cursor: Any, name: str) -> None:
    """Say of a database that nothing is missing in it."""
    cursor.execute(sql.SQL("COMMENT ON DATABASE {} IS 'complete'").format(sql.Identifier(name)))


def is_complete(cursor: Any, name: str) -> bool:
    cursor.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
    )
    found = cursor.fetchone()
    return bool(found and found[0])


def empty_name() -> str:
    return f"{database_name()}{EMPTY}"


def log_of() -> Path:
    return LOCAL / f"suite-{os.environ[SLOT_VARIABLE]}-empty.log"


def lock_of() -> int:
    """Open the lock; whoever makes the database holds it until that is done."""
    return os.open(log_of().with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)


def begin(owner_url: str, app_url: str, *, anew: bool) -> None:
    """Let a program of its own make it, unless it is there; that program ends with the lock."""
    name, lock = empty_name(), lock_of()
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        with maintenance(owner_url) as cursor:
            if anew or not is_complete(cursor, name):
                copy(cursor, "template1", name)
                start(at(owner_url, name), at(app_url, name), lock)
    finally:
        os.close(lock)


def start(owner_url: str, app_url: str, lock: int) -> None:
    """Start the program that migrates; it works as the owner, in this database alone."""
    there = {
        "DATABASE_URL": app_url,
        "DATABASE_OWNER_URL": owner_url,
        "DATABASE_ROLE": "owner",
    }
    with log_of().open("w") as log:
        subprocess.Popen(
            [sys.executable, "-m", "tests.empty"],
            cwd=ROOT,
            env=os.environ | there,
            stdout=log,
            stderr=subprocess.STDOUT,
            pass_fds=(lock,),
        )


def at(url: str, name: str) -> str:
    """Return the address of another database of the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def copied_to(name: str, owner_url: str) -> None:
    """Wait until it is there, and copy it."""
    lock = lock_of()
    fcntl.flock(lock, fcntl.LOCK_SH)
    try:
        with maintenance(owner_url) as cursor:
            if not is_complete(cursor, empty_name()):
                pytest.exit(f"The migrations failed:\n{log_of().read_text()}", returncode=2)
            copy(cursor, empty_name(), name)
    finally:
        os.close(lock)


def migrate() -> None:
    """Migrate, then say that all is there."""
    command = [sys.executable, "manage.py", "migrate", "--run-syncdb", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, check=True)
    owner_url = os.environ["DATABASE_OWNER_URL"]
    with maintenance(owner_url) as cursor:
        complete(cursor, urlsplit(owner_url).path.lstrip("/"))


if __name__ == "__main__":
    migrate()
