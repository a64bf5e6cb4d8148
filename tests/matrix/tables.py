"""What the second wall alone lets somebody read: every table, as the database gives it to them.

No code of the app stands between: the rows of all tables are read as text under the eyes of each
asker. This is the whole second wall for reading; requests try it again through pages.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from cases.core.context import apply_context
from tests.matrix.actors import Asker

READABLE = """
    select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm')
      and not c.relispartition and has_table_privilege(c.oid, 'select')
    order by 1
"""


def tables() -> list[str]:
    """Return the tables and views that the application may read at all."""
    with connection.cursor() as cursor:
        cursor.execute(READABLE)
        return [row[0] for row in cursor.fetchall()]


@contextmanager
def seen_by(asker: Asker) -> Iterator[None]:
    """Look with the eyes of an asker, who has none without a posting in force."""
    with transaction.atomic():
        apply_context(asker.actor)
        yield
        transaction.set_rollback(True)


def rows_of(asker: Asker, names: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each table with the text of all its rows that an asker sees."""
    with seen_by(asker), connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"select coalesce(string_agg(t::text, E'\\n'), '') from {name} t")
            yield name, cursor.fetchone()[0]
