"""Queries whose plan the database keeps: making it takes many times as long as following it.

A query of forty parts, each behind row security, is planned in some 50 ms and answered in 5. It
becomes a prepared statement of its connection to the server, named after its text, by the message
that asks it: behind a pooler each transaction may meet another server process. A setting of the
session says that the statement is there: `pg_prepared_statements` copies the texts of all.
See https://www.postgresql.org/docs/18/sql-prepare.html.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from django.db import connection
from psycopg2.extensions import AsIs

QUOTE: Final = "$kept_plan$"


@dataclass(frozen=True)
class Blank:
    """Where a value goes in that each call gives anew, as SQL says it: `$1` or `array[$1]`."""

    text: str


class KeptPlan:
    """A query that is always the same but for the values of its blanks.

    What in `params` is no `Blank` becomes part of the text; `kinds` are their types in SQL.
    """

    def __init__(self, sql: str, params: Sequence[Any], kinds: Sequence[str]) -> None:
        filled = [AsIs(it.text) if isinstance(it, Blank) else it for it in params]
        of_postgres: Any = connection.ops
        text = of_postgres.compose_sql(sql, filled)
        if QUOTE in text:
            raise ValueError("the text of this query would end its own quotes")
        types = ", ".join(kinds)
        name = f"kept_{sha256((types + text).encode()).hexdigest()[:32]}"
        prepare = f"prepare {name} ({types}) as {text}"
        known = f"exists (select from pg_prepared_statements where name = '{name}')"
        self.message = (
            f"do $$ begin if coalesce(current_setting('kept.{name}', true), '') = '' then "
            f"if not {known} then execute {QUOTE}{prepare}{QUOTE}; end if; "
            f"perform set_config('kept.{name}', 'yes', false); end if; end $$; "
        ).replace("%", "%%") + f"execute {name} ({', '.join(['%s'] * len(kinds))})"

    def rows(self, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Return the rows for these values of the blanks: one message to the database."""
        with connection.cursor() as cursor:
            cursor.execute(self.message, values)
            return list(cursor.fetchall())
