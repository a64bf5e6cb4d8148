"""Whether the record is guarded in the database as the release says, and cannot be got around."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import connection

from cases.core import catalogue
from cases.core.checks import check_role

ENTRIES, LINKS, VERSIONS = "cases_auditentry", "cases_auditlink", "cases_rowversion"
RECORD = (ENTRIES, LINKS, VERSIONS)
XACT = "((pg_current_xact_id())::text)::bigint"

TABLES = "select relname from pg_class where relname = any(%s) and relkind = 'r'"
LOOSE_ENDS = """
select 'A rule rewrites what is done to ' || c.relname || '.'
from pg_rewrite as w join pg_class as c on c.oid = w.ev_class where c.relname = any(%(tables)s)
union all
select 'The application role may act as the owner of ' || c.relname || '.'
from pg_class as c join pg_roles as r on r.rolname = %(role)s
where c.relname = any(%(tables)s) and pg_has_role(r.oid, c.relowner, 'member')
union all
select 'A setting turns triggers off for a role or this database.'
from pg_db_role_setting where setconfig::text like '%%session_replication_role%%'
union all
select 'Entries no longer take the number of their transaction.'
from pg_attrdef as d join pg_attribute as a on a.attrelid = d.adrelid and a.attnum = d.adnum
where d.adrelid = 'cases_auditentry'::regclass and a.attname = 'xact'
  and pg_get_expr(d.adbin, d.adrelid) <> %(xact)s
"""


def rows_of(query: str, given: Any) -> list[tuple[Any, ...]]:
    """Return what the catalogue of the database answers."""
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def missing_tables() -> list[str]:
    """Return the tables of the record that are not there."""
    there = {row[0] for row in rows_of(TABLES, [list(RECORD)])}
    return [table for table in RECORD if table not in there]


def structural_faults() -> Iterator[str]:
    """Yield a sentence for everything that is not as the release has it."""
    yield from catalogue.differences()
    given = {"tables": list(RECORD), "role": settings.DATABASE_APP_ROLE, "xact": XACT}
    yield from (row[0] for row in rows_of(LOOSE_ENDS, given))
    yield from (str(fault.msg) for fault in check_role(None, databases=["default"]))
