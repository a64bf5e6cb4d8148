"""Whoever takes copies reads every row, and writes nothing by any way."""

from collections.abc import Iterator
from typing import Any

import psycopg2
import pytest
from django.db import connection

from consular.env import env
from consular.postgres import describe

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not env.is_embedded, reason="the roles are those of the embedded server"),
]

WRITABLE = """
select c.relname from pg_class as c, unnest(array['insert', 'update', 'delete', 'truncate']) as verb
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  and has_table_privilege(c.oid, verb)
"""
CALLABLE = """
select p.oid::regprocedure::text from pg_proc as p
where p.pronamespace = 'public'::regnamespace and p.prosecdef
  and p.prorettype <> 'trigger'::regtype and has_function_privilege(p.oid, 'execute')
"""


@pytest.fixture
def backup() -> Iterator[Any]:
    """A cursor of the backup role in the database of this test, past its own read-only setting."""
    url = describe(env.mode).backup_url.rpartition("/")[0]
    opened = psycopg2.connect(f"{url}/{connection.settings_dict['NAME']}")
    with opened.cursor() as cursor:
        yield cursor
    opened.close()


def found(cursor: Any, query: str) -> list[str]:
    cursor.execute(query)
    return [row[0] for row in cursor.fetchall()]


def test_it_may_write_into_no_table_and_call_nothing_that_writes(backup: Any):
    assert found(backup, WRITABLE) == []
    assert found(backup, CALLABLE) == []


def test_it_reads_what_row_security_hides(backup: Any):
    backup.execute("select count(*) from cases_citizen")

    assert backup.fetchone() == (0,)


def test_it_is_read_only_from_the_start(backup: Any):
    with pytest.raises(psycopg2.errors.ReadOnlySqlTransaction):
        backup.execute("create table mine (id int)")


@pytest.mark.parametrize(
    "statement",
    [
        "update cases_staff set password = 'x'",
        "delete from cases_staff",
        "insert into django_session values ('a', 'b', now())",
        "truncate cases_case",
        "select write_audit('a', 'b', 'done', '', null, null, '[]', '[]')",
        "select take_references(1, 2025, 1)",
        "select rebuild_search_keys(0, 1)",
    ],
)
def test_a_transaction_that_asks_to_write_is_refused_too(backup: Any, statement: str):
    backup.execute("set transaction read write")

    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        backup.execute(statement)
