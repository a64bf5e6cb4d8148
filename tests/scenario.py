"""The scenario of October 2025, seeded once for the whole run, in a database of its own.

It takes as long as thousands of tests; so whoever comes first loads it and the others wait. Tests
that ask for `scenario` act within a transaction of their file, which is undone.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from consular.env import LOCAL
from tests.database import as_owner, kept_for_the_file, owner_url
from tests.empty import complete, copy, empty_name, is_complete
from tests.slots import SEEDED, database_name, maintenance

FIRST = 900_000_000
"""Numbers of rows begin here: what a process keeps by the number of a row is of one database."""
SEQUENCES = """
    DO $$
    DECLARE one record;
    BEGIN
        FOR one IN SELECT schemaname, sequencename FROM pg_sequences WHERE schemaname = 'public'
        LOOP
            EXECUTE format('ALTER SEQUENCE %I.%I RESTART WITH {first}',
                           one.schemaname, one.sequencename);
        END LOOP;
    END $$
"""


@contextmanager
def at_database(name: str) -> Iterator[None]:
    """What this process asks meanwhile is asked of another database."""
    here = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = here


def load(name: str) -> None:
    """Copy the empty database and seed the copy."""
    connection.close()
    with maintenance(owner_url()) as cursor:
        copy(cursor, empty_name(), name)
    with at_database(name):
        as_owner([SEQUENCES.format(first=FIRST)])
        call_command("seed", quiet=True, stdout=StringIO())
    with maintenance(owner_url()) as cursor:
        complete(cursor, name)


def is_loaded(name: str) -> bool:
    with maintenance(owner_url()) as cursor:
        return is_complete(cursor, name)


@pytest.fixture(scope="session")
def seeded(django_db_setup: None, django_db_blocker: Any) -> str:
    """The name of the database with the scenario in it."""
    name = f"{database_name()}{SEEDED}"
    with (LOCAL / f"{name}.lock").open("w") as lock, django_db_blocker.unblock():
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_loaded(name):
            load(name)
    return name


@pytest.fixture(scope="module")
def scenario(seeded: str, django_db_blocker: Any) -> Iterator[None]:
    """The scenario, for the tests of a file; what they do to it is undone after the last one.

    Such a file is marked with `django_db`, or else there may be no database to copy.
    """
    with (
        django_db_blocker.unblock(),
        at_database(seeded),
        kept_for_the_file(django_db_blocker),
        eyes(SYSTEM),
    ):
        yield
