"""What the database itself says of its walls, as digests, against what this release expects.

Row security that is on, forced and rightly named may still let everybody through: `alter policy
... using (true)` changes none of that. So the start compares what stands in the catalogue of
PostgreSQL: for each table its policies (command, roles, both conditions, FORCE), the rights on it
and its triggers; for each function its body, how it runs and who may call it.

`catalogue.toml` holds the expected digests. `manage.py walls --write` makes it from a database
that was migrated from nothing; a test compares it with the database of the suite.
"""

import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection

FILE: Final = Path(__file__).with_name("catalogue.toml")
PARTS: Final = ("policies", "rights", "triggers")
LENGTH: Final = 16
"""So many hexadecimal digits of SHA-256: nobody finds another text for a digest that is given."""

ROLES: Final = """
with roles as materialized (
  select 0::oid as id, 'everybody' as name
  union all
  select oid, case
    when oid = (select relowner from pg_class where oid = to_regclass('cases_case')) then 'owner'
    when rolname = %(app)s then 'app' when rolname = %(backup)s then 'backup'
    else 'role ' || rolname end
  from pg_roles
), of_extensions as materialized (
  select objid from pg_depend where deptype = 'e'
)
"""
"""How both queries begin. Each installation names its three roles itself.

Each part is read once: of a database that was just made the planner knows no sizes yet.
"""

TABLES: Final = """
, granted as materialized (
  select c.oid, acl.*, '' as attname from pg_class as c cross join aclexplode(c.relacl) as acl
  where c.relnamespace = 'public'::regnamespace
  union all
  select c.oid, acl.*, a.attname from pg_class as c
  join pg_attribute as a on a.attrelid = c.oid cross join aclexplode(a.attacl) as acl
  where c.relnamespace = 'public'::regnamespace
), rights as materialized (
  select g.oid, string_agg(concat_ws(' ', r.name, g.privilege_type, g.attname, g.is_grantable), ', '
      order by r.name, g.privilege_type, g.attname) as said
  from granted as g join roles as r on r.id = g.grantee where r.name <> 'owner' group by 1
), policies as materialized (
  select p.polrelid, string_agg(concat_ws(' ', p.polname, p.polcmd, p.polpermissive,
    (select string_agg(r.name, ', ' order by r.name) from roles as r where r.id = any(p.polroles)),
    'using', pg_get_expr(p.polqual, p.polrelid),
    'check', pg_get_expr(p.polwithcheck, p.polrelid)), '; ' order by p.polname) as said
  from pg_policy as p group by 1
), triggers as materialized (
  select t.tgrelid, string_agg(concat_ws(' ', t.tgenabled, pg_get_triggerdef(t.oid)), '; '
    order by t.tgname) as said
  from pg_trigger as t where not t.tgisinternal group by 1
)
select c.relname,
  concat_ws(' ', c.relkind, o.name, c.relrowsecurity, c.relforcerowsecurity, policies.said,
    (select string_agg(pg_get_ruledef(w.oid), '; ' order by w.rulename) from pg_rewrite as w
     where w.ev_class = c.oid)),
  rights.said, triggers.said
from pg_class as c join roles as o on o.id = c.relowner
left join rights on rights.oid = c.oid
left join policies on policies.polrelid = c.oid
left join triggers on triggers.tgrelid = c.oid
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
  and c.oid not in (select objid from of_extensions)
"""

FUNCTIONS: Final = """
select p.oid::regprocedure::text, concat_ws(' ', l.lanname, p.prosrc,
  pg_get_function_sqlbody(p.oid), pg_get_function_result(p.oid), p.prosecdef, p.proleakproof,
  p.provolatile, p.proisstrict, p.proparallel, p.proconfig, o.name,
  (select string_agg(concat_ws(' ', r.name, acl.privilege_type, acl.is_grantable), ', '
     order by r.name)
   from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as acl
   join roles as r on r.id = acl.grantee))
from pg_proc as p join pg_language as l on l.oid = p.prolang join roles as o on o.id = p.proowner
where p.pronamespace = 'public'::regnamespace and p.oid not in (select objid from of_extensions)
"""

WINDOWS: Final = """
, ours as (
  select oid, nspname from pg_namespace where nspname not like 'pg\\_%%'
    and nspname <> 'information_schema'
)
select c.oid::regclass::text from pg_class as c join ours on ours.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'f') and c.oid not in (select objid from of_extensions)
  and has_table_privilege(%(app)s, c.oid, 'select, insert, update, delete, truncate')
union all
select p.oid::regprocedure::text from pg_proc as p join ours on ours.oid = p.pronamespace
where p.prosecdef and p.oid not in (select objid from of_extensions)
  and has_function_privilege(%(app)s, p.oid, 'execute')
"""
"""Whatever the application may read, write or call with the rights of another, in any schema."""

type Tables = dict[str, dict[str, str]]
type Functions = dict[str, str]


def digest(said: str | None) -> str:
    """Return the digest of what the catalogue says; empty where it says nothing."""
    return hashlib.sha256(said.encode()).hexdigest()[:LENGTH] if said else ""


def roles() -> dict[str, str]:
    """Return how this installation names the role of the application and that of backups."""
    return {"app": settings.DATABASE_APP_ROLE, "backup": settings.DATABASE_BACKUP_ROLE}


def rows_of(query: str) -> list[tuple[str, ...]]:
    """Return what the catalogue answers."""
    with connection.cursor() as cursor:
        cursor.execute(ROLES + query, roles())
        found: list[tuple[str, ...]] = cursor.fetchall()
    return found


def tables() -> Tables:
    """Return the digests of each table by part."""
    return {
        name: dict(zip(PARTS, map(digest, said), strict=True)) for name, *said in rows_of(TABLES)
    }


def functions() -> Functions:
    """Return the digest of each function of our schema, by name and types of its arguments."""
    return {name: digest(said) for name, said in rows_of(FUNCTIONS)}


def expected() -> tuple[Tables, Functions]:
    """Return the digests that a database of this release has."""
    kept = tomllib.loads(FILE.read_text())
    return kept["tables"], kept["functions"]


def write() -> None:
    """Keep the digests of this database as those of the release."""
    lines = ["# Made by `manage.py walls --write` from a new database. Not edited by hand.", ""]
    lines += ["[tables]"]
    for name, parts in sorted(tables().items()):
        said = ", ".join(f'{part} = "{value}"' for part, value in parts.items() if value)
        lines.append(f"{name} = {{ {said} }}")
    lines += ["", "[functions]"]
    lines += [f'"{name}" = "{value}"' for name, value in sorted(functions().items())]
    FILE.write_text("\n".join(lines) + "\n")


def differences() -> Iterator[str]:
    """Yield a sentence for each table and function that is not as this release has it."""
    of_tables, of_functions = expected()
    found = tables()
    if "cases_case" not in found:
        yield "The database has no tables of this release yet: run manage.py migrate."
        return
    for name, parts in of_tables.items():
        if name not in found:
            yield f"The table {name} is not there."
            continue
        for part in PARTS:
            if found[name][part] != parts.get(part, ""):
                yield f"The {part} of {name} are not as this release has them."
    known = of_tables.keys() | of_functions.keys()
    for (name,) in rows_of(WINDOWS):
        if name not in known:
            yield f"The application may use {name}, which this release does not know."
    there = functions()
    for name in sorted(of_functions.keys() | there.keys()):
        if name not in there:
            yield f"The function {name} is not there."
        elif name not in of_functions:
            yield f"The function {name} is not known to this release."
        elif there[name] != of_functions[name]:
            yield f"The function {name} is not as this release has it."
