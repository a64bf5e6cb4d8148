"""Loads the register by COPY: triggers off, indexes and foreign keys made again afterwards."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from typing import Final

from cases.core.models import RowVersion
from tests.benchmarks.balancing import close_all
from tests.benchmarks.database import (
    TEMPLATE,
    Connection,
    become,
    connect,
    create,
    finish,
    urls,
)
from tests.benchmarks.keys import fill_search_keys
from tests.benchmarks.plan import Plan
from tests.benchmarks.reference import make_reference
from tests.benchmarks.register import Register
from tests.benchmarks.rows import Table

Say = Callable[[str], None]
BUFFER: Final = 1 << 20
CONSTRAINTS: Final = """
select conrelid::regclass::text, conname, pg_get_constraintdef(oid), contype
from pg_constraint
where conrelid::regclass::text = any(%s) and contype in ('f', 'u')
order by contype = 'f', conname
"""
INDEXES: Final = """
select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
where indrelid::regclass::text = any(%s)
and not exists (select from pg_constraint where conindid = indexrelid)
order by 1
"""
FORCED: Final = "select relname from pg_class where relforcerowsecurity and relname = any(%s)"
DOUBTS: Final = """
update cases_case as ended set outcome_in_doubt = outcome_doubted(ended, person),
  overlooked = overlooked(ended, person)
from cases_citizen as person where ended.outcome <> '' and person.id = citizen_id
  and (outcome_doubted(ended, person) or overlooked(ended, person) <> '')
"""
"""What triggers keep of closed cases; many here end without regard to where the person is."""
FINISH: Final = "select setval(pg_get_serial_sequence(%s, 'id'), greatest(%s, 1))"


def load(database: str, plan: Plan, say: Say, copy_of: str = TEMPLATE) -> None:
    """Make the database and fill it."""
    fingerprint = plan.fingerprint
    say("Making and migrating the database ...")
    create(database, copy_of)
    owner_url, app_url, _backup_url = urls(database)
    register = Register(plan, make_reference(plan))
    register.tables.version.last_id = RowVersion.objects.count()
    owner, copying = connect(owner_url), connect(owner_url)
    owner.autocommit = True
    names = [table.name for table in register.tables.all()]
    with bare_tables(owner, names, say):
        copy_all(copying, register, plan, say)
    say("Making search keys ...")
    fill_search_keys(owner, owner_url)
    save_counters(owner, register)
    say("ANALYZE ...")
    with owner.cursor() as cursor:
        for table in all_tables(cursor):
            cursor.execute(f"vacuum analyze {table}")
    owner.close()
    copying.close()
    become(app_url)
    say("Closing the figures of large incidents ...")
    close_all(say)
    finish(database, fingerprint)


def copy_all(copying: Connection, register: Register, plan: Plan, say: Say) -> None:
    """Copy part after part while the next one is being made."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        waiting: Future[None] | None = None
        for done in register.parts():
            parts = [(table, table.take()) for table in register.tables.all()]
            if waiting is not None:
                waiting.result()
            waiting = pool.submit(copy_part, copying, parts)
            say(f"{done:>9,} of {plan.cases + plan.under_way:,} cases made")
        if waiting is not None:
            waiting.result()


def copy_part(copying: Connection, parts: list[tuple[Table, bytes]]) -> None:
    """Copy the lines of one part into all tables, in one transaction."""
    with copying.cursor() as cursor:
        for table, content in parts:
            columns = ", ".join(table.columns)
            cursor.copy_expert(
                f"copy {table.name} ({columns}) from stdin", BytesIO(content), size=BUFFER
            )
    copying.commit()


@contextmanager
def bare_tables(owner: Connection, names: list[str], say: Say) -> Iterator[None]:
    """Take triggers, indexes and foreign keys off, and put them on again after the block.

    The rows are right by construction; making each constraint again proves it. COPY refuses a
    table behind forced row security, so meanwhile the owner stands before no wall.
    """
    with owner.cursor() as cursor:
        cursor.execute(CONSTRAINTS, [names])
        constraints = cursor.fetchall()
        cursor.execute(INDEXES, [names])
        indexes = cursor.fetchall()
        cursor.execute(FORCED, [names])
        forced = [name for (name,) in cursor.fetchall()]
        for table in names:
            cursor.execute(f"alter table {table} disable trigger user")
        for table in forced:
            cursor.execute(f"alter table {table} no force row level security")
        for table, name, _definition, _kind in reversed(constraints):
            cursor.execute(f'alter table {table} drop constraint "{name}"')
        for index, _definition in indexes:
            cursor.execute(f"drop index {index}")
        yield
        cursor.execute("set maintenance_work_mem = '512MB'")
        say("Making indexes ...")
        for _index, definition in indexes:
            cursor.execute(definition)
        say("Making unique and foreign keys ...")
        for table, name, definition, _kind in constraints:
            cursor.execute(f'alter table {table} add constraint "{name}" {definition}')
        cursor.execute(DOUBTS)
        for table in names:
            cursor.execute(f"alter table {table} enable trigger user")
        for table in forced:
            cursor.execute(f"alter table {table} force row level security")


def save_counters(owner: Connection, register: Register) -> None:
    """Let ids and references go on behind the generated ones."""
    with owner.cursor() as cursor:
        cursor.executemany(
            "insert into cases_referencecounter (mission_id, year, last) values (%s, %s, %s)",
            [(mission, year, last) for (mission, year), last in register.counters.items()],
        )
        for table in counted_tables(cursor):
            cursor.execute(f"select coalesce(max(id), 0) from {table}")
            cursor.execute(FINISH, [table, cursor.fetchone()[0]])


def counted_tables(cursor: Connection) -> list[str]:
    """Return the tables whose rows have a number of their own."""
    cursor.execute(
        "select table_name from information_schema.columns where table_schema = 'public' "
        "and table_name like 'cases\\_%' and column_name = 'id' order by 1"
    )
    return [row[0] for row in cursor.fetchall()]


def all_tables(cursor: Connection) -> list[str]:
    """Return all tables of the app."""
    cursor.execute(
        "select tablename from pg_tables where schemaname = 'public' and tablename like 'cases\\_%'"
        " order by 1"
    )
    return [row[0] for row in cursor.fetchall()]
