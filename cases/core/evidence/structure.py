"""Whether the record is guarded in the database as the code says: functions, triggers, rights."""

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage
from django.db import connection

from cases.core.checks import check_role, check_walls
from cases.core.schema import ALL_FUNCTIONS
from cases.core.walls import VERSIONED

ENTRIES, LINKS, VERSIONS = "cases_auditentry", "cases_auditlink", "cases_rowversion"
RECORD = (ENTRIES, LINKS, VERSIONS)
FUNCTION = re.compile(r"create function (\w+)\((.*?)\$\$(.*?)\$\$", re.DOTALL)
SEARCH_PATH = "search_path=public, pg_temp"
XACT = "((pg_current_xact_id())::text)::bigint"
ON_STATEMENT, ON_ROW, BEFORE_ROW = 2 + 8 + 16 + 32, 1 + 8 + 16, 1 + 2 + 16
"""How PostgreSQL writes "before update, delete, truncate", "after update, delete of a row" and
"before update of a row".
"""

TABLES = "select relname from pg_class where relname = any(%s) and relkind = 'r'"
BODIES = """
select proname, prosrc, prosecdef, coalesce(proconfig, '{}'),
  proowner = (select relowner from pg_class where oid = 'cases_auditentry'::regclass)
from pg_proc where pronamespace = 'public'::regnamespace and proname = any(%s)
"""
TRIGGERS = """
select c.relname, t.tgname, t.tgenabled, t.tgtype, t.tgqual is null, p.proname, t.tgisinternal
from pg_trigger as t join pg_class as c on c.oid = t.tgrelid join pg_proc as p on p.oid = t.tgfoid
where c.relname = any(%s) and c.relnamespace = 'public'::regnamespace
"""
RIGHTS = """
select c.relname, coalesce(r.rolname, 'everybody'), acl.privilege_type
from pg_class as c cross join aclexplode(c.relacl) as acl left join pg_roles as r
  on r.oid = acl.grantee
where c.relname = any(%(tables)s) and acl.grantee <> c.relowner
union all
select c.relname, coalesce(r.rolname, 'everybody'), acl.privilege_type || ' on ' || a.attname
from pg_class as c join pg_attribute as a on a.attrelid = c.oid
cross join aclexplode(a.attacl) as acl left join pg_roles as r on r.oid = acl.grantee
where c.relname = any(%(tables)s)
"""
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
    """Yield a sentence for everything that is not as the code has it."""
    yield from functions()
    yield from triggers()
    yield from rights()
    given = {"tables": list(RECORD), "role": settings.DATABASE_APP_ROLE, "xact": XACT}
    yield from (row[0] for row in rows_of(LOOSE_ENDS, given))
    walls: list[CheckMessage] = [
        *check_walls(None, databases=["default"]),
        *check_role(None, databases=["default"]),
    ]
    yield from (str(fault.msg) for fault in walls)


def functions() -> Iterator[str]:
    """Compare each function of the record with its text."""
    expected = {
        name: (head, body) for text in ALL_FUNCTIONS for name, head, body in FUNCTION.findall(text)
    }
    found: dict[str, list[tuple[Any, ...]]] = {name: [] for name in expected}
    for name, *rest in rows_of(BODIES, [list(expected)]):
        found[name].append(tuple(rest))
    for name, (head, body) in expected.items():
        if not found[name]:
            yield f"The function {name} is gone."
            continue
        if len(found[name]) > 1:
            yield f"There are {len(found[name])} functions {name}, one was added."
        source, is_definer, config, is_owners = found[name][0]
        if source != body:
            yield f"The function {name} was replaced: it does not say what the code says."
        if not is_owners:
            yield f"The function {name} belongs to another role."
        if is_definer != ("security definer" in head):
            yield f"The function {name} runs with other rights than it should."
        if is_definer and list(config) != [SEARCH_PATH]:
            yield f"The function {name} looks for tables where it should not."


def triggers() -> Iterator[str]:
    """Compare the triggers of the record, and those that keep former values."""
    expected = {
        (ENTRIES, "only_added"): (ON_STATEMENT, "refuse_edit_of_record"),
        (LINKS, "only_added"): (ON_STATEMENT, "refuse_edit_of_record"),
        (ENTRIES, "only_forgotten"): (BEFORE_ROW, "refuse_other_edit_of_record"),
        (LINKS, "only_forgotten"): (BEFORE_ROW, "refuse_other_edit_of_record"),
    } | {(table, "keep_version"): (ON_ROW, "keep_row_version") for table in VERSIONED}
    tables = list({*RECORD, *VERSIONED})
    found = {(row[0], row[1]): row[2:] for row in rows_of(TRIGGERS, [tables])}
    for (table, name), (kind, function) in expected.items():
        if (table, name) not in found:
            yield f"The trigger {name} of {table} is gone."
            continue
        _enabled, its_kind, is_always, its_function, _internal = found[table, name]
        if (its_kind, is_always, its_function) != (kind, True, function):
            yield f"The trigger {name} of {table} was replaced."
    for (table, name), (enabled, _kind, _always, _function, is_internal) in found.items():
        if enabled != "O" and (table in RECORD or (table, name) in expected):
            yield f"The trigger {name} of {table} is disabled."
        if table in RECORD and not is_internal and (table, name) not in expected:
            yield f"There is a trigger {name} on {table} that the code does not know."


def rights() -> Iterator[str]:
    """The application role may read the record; nobody but its owner may do anything else."""
    readers = {settings.DATABASE_APP_ROLE, settings.DATABASE_BACKUP_ROLE}
    found = {tuple(row) for row in rows_of(RIGHTS, {"tables": list(RECORD)})}
    for table, role, right in sorted(found):
        if right != "SELECT" or role not in readers:
            yield f"{role} has the right {right} on {table}."
