"""The database of a run is a copy of the migrated one, whatever a run before has left."""

import psycopg2
import pytest
from psycopg2 import sql

from consular.settings.database import connection_settings
from tests.database import owner_url
from tests.empty import at, complete, copy, empty_name, is_complete
from tests.slots import database_name, maintenance


@pytest.fixture
def cursor():
    with maintenance(owner_url()) as opened:
        yield opened


@pytest.fixture
def spare(cursor):
    name = f"{database_name()}_spare"
    copy(cursor, "template1", name)
    yield name
    cursor.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


def asked(name, statement):
    """Ask a database as the owner."""
    there = connection_settings(at(owner_url(), name))
    opened = psycopg2.connect(
        host=there["HOST"],
        port=there["PORT"],
        dbname=there["NAME"],
        user=there["USER"],
        password=there["PASSWORD"],
    )
    try:
        with opened, opened.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        opened.close()


TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"


def test_what_a_killed_run_left_is_gone_with_the_next_copy(cursor, spare):
    asked(spare, "CREATE TABLE left_behind ()")

    copy(cursor, "template1", spare)

    assert asked(spare, TABLES) == []


def test_a_database_is_complete_when_that_was_said_and_no_copy_inherits_it(cursor, spare):
    unfinished = is_complete(cursor, spare)
    complete(cursor, spare)
    finished = is_complete(cursor, spare)
    copy(cursor, "template1", spare)

    assert (unfinished, finished, is_complete(cursor, spare)) == (False, True, False)


@pytest.mark.django_db
def test_the_migrated_one_holds_the_tables_and_nobody(cursor):
    assert is_complete(cursor, empty_name())
    assert ("cases_case",) in asked(empty_name(), TABLES)
    assert asked(empty_name(), "SELECT count(*) FROM cases_staff") == [(0,)]
