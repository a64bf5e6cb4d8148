"""The database of the suite: migrated as its owner, used as the application role.

Tests that ran as the owner would prove nothing about row security; so only making the test
database uses the owner, and emptying tables between tests the superuser.
"""

import functools
import io
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import psycopg2
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import TransactionTestCase
from django.utils import translation

from consular.env import env
from consular.postgres import describe, open_database, server_of
from consular.postgres.access import HOST, SUPERUSER
from consular.settings.database import connection_settings
from tests import empty
from tests.slots import SLOT_VARIABLE, database_name, drop_outdated, take_slot

LOCK_TIMEOUT = "5s"
TABLES = """
    SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1
"""
"""All of them: packages have some that Django does not list, because our model took their place."""


def owner_url() -> str:
    return describe(env.mode).owner_url if env.is_embedded else env.database_owner_url


def app_url() -> str:
    return describe(env.mode).app_url if env.is_embedded else env.database_url


def become(url: str) -> None:
    """The next query of this process runs as the role of this address."""
    wanted = connection_settings(url)
    connection.close()
    connection.settings_dict.update(USER=wanted["USER"], PASSWORD=wanted["PASSWORD"])


def superuser_url() -> str:
    """Of a server of one's own, the owner has to be allowed to set session_replication_role."""
    if not env.is_embedded:
        return owner_url()
    access = server_of(env.mode).access()
    return f"postgresql://{SUPERUSER}:{access.superuser_password}@{HOST}:{access.port}/postgres"


def owner_cursor() -> AbstractContextManager[Any]:
    """A cursor of the owner in the test database, in one transaction of its own."""
    return cursor_of(owner_url())


def superuser_cursor() -> AbstractContextManager[Any]:
    """The same of whoever may do everything."""
    return cursor_of(superuser_url())


@contextmanager
def cursor_of(url: str) -> Iterator[Any]:
    there, role = connection.settings_dict, connection_settings(url)
    opened = psycopg2.connect(
        host=there["HOST"],
        port=there["PORT"],
        dbname=there["NAME"],
        user=role["USER"],
        password=role["PASSWORD"],
    )
    try:
        with opened, opened.cursor() as cursor:
            cursor.execute("SET lock_timeout = %s", [LOCK_TIMEOUT])
            yield cursor
    finally:
        opened.close()


def as_owner(statements: Sequence[str]) -> None:
    """Runs statements in the test database as its owner, in one transaction of its own."""
    with owner_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def without_time_limit() -> None:
    """Lets the running transaction take as long as it does; what a test asks may take an hour."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL transaction_timeout = 0")


@contextmanager
def kept_for_the_file(blocker: Any) -> Iterator[None]:
    """What is made next stays for all tests of a file, until a fixture of the module ends.

    Their own transactions become savepoints of this one; so none of them sees what another did.
    """
    with blocker.unblock():
        kept = transaction.atomic()
        kept._from_testcase = True
        kept.__enter__()
        without_time_limit()
    try:
        yield
    finally:
        # At the end of a session the connection may be closed already, and all of it undone.
        with blocker.unblock():
            if connection.in_atomic_block:
                transaction.set_rollback(True)
                kept.__exit__(None, None, None)


@contextmanager
def made_for_the_file[T](blocker: Any, make: Callable[[], T]) -> Iterator[T]:
    """Make something once, in English, for all tests of a file; yield what `make` returned.

    Tests of the file that ask for none of it may find it all the same: they stand in another file.
    """
    with kept_for_the_file(blocker):
        with blocker.unblock(), translation.override("en"):
            made = make()
        yield made


@functools.cache
def filled_by_migrations() -> frozenset[str]:
    """Return the tables in which the empty database has rows; no test writes into them."""
    with owner_cursor() as cursor:
        return frozenset(filled(cursor, tables_of(cursor)))


def tables_of(cursor: Any) -> list[str]:
    cursor.execute(TABLES)
    return [row[0] for row in cursor.fetchall()]


def filled(cursor: Any, tables: Sequence[str]) -> list[str]:
    """Return those tables that have a row, asked for in one query."""
    asked = (f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in tables)
    cursor.execute(" UNION ALL ".join(asked))
    return [row[0] for row in cursor.fetchall()]


def empty_tables() -> None:
    """Delete what tests have committed, as the superuser: no trigger and no key stands in the way.

    The lock waits for whoever still writes. To truncate all tables, or to copy the empty database
    anew, takes many times as long; so does what Django does after its own flush.
    """
    before = filled_by_migrations()
    with superuser_cursor() as cursor:
        tables = [name for name in tables_of(cursor) if name not in before]
        cursor.execute(f"LOCK TABLE {', '.join(tables)} IN SHARE MODE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        for name in filled(cursor, tables):
            cursor.execute(f"DELETE FROM {name}")


def pytest_configure(config: pytest.Config) -> None:
    """Starts the test cluster before any worker does, and loads the settings for pytest-django."""
    if env.mode != "test":
        pytest.exit("The suite runs only with CONSULAR_MODE=test.", returncode=2)
    open_database(env)
    if not hasattr(config, "workerinput"):
        os.environ[SLOT_VARIABLE] = str(take_slot())
        drop_outdated(owner_url())
        if getattr(config.option, "numprocesses", None):
            empty.begin(owner_url(), app_url(), anew=config.option.create_db)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compiles the catalogues once: without them every page would silently be in English."""
    if not hasattr(session.config, "workerinput"):
        call_command("translations", stdout=io.StringIO())


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    """The database of this process, as the migrations leave it; used as the application role."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "")
    if not worker:
        empty.begin(owner_url(), app_url(), anew=request.config.option.create_db)
    name = f"{database_name()}_{worker}".rstrip("_")
    empty.copied_to(name, owner_url())
    with django_db_blocker.unblock():
        become(app_url())
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
        filled_by_migrations()
        TransactionTestCase._fixture_teardown = lambda _case: empty_tables()
    yield
    with django_db_blocker.unblock():
        connection.close()
