"""Puts a fault into the empty database of the suite, from which all others are copied.

It runs within the copy of the tree that is sabotaged: `python in_database.py prepare`, `restore`,
or `break`, which reads SQL, or a function with what is changed in it, from its input as JSON.
"""

import json
import os
import sys
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg2

os.environ.setdefault("CONSULAR_MODE", "test")
os.environ.setdefault("SUITE_SLOT", "0")
sys.path.insert(0, os.getcwd())

from consular.env import env
from consular.postgres import describe, open_database
from tests import empty
from tests.slots import maintenance

PRISTINE = "sabotage_pristine"
DEFINITION = """
    select pg_get_functiondef(p.oid) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'public' and p.proname = %s
"""


def fresh(cursor: Any) -> None:
    """Make the empty database anew, without a fault."""
    empty.copy(cursor, PRISTINE, empty.empty_name())
    empty.complete(cursor, empty.empty_name())


def prepare(owner_url: str, app_url: str) -> None:
    """Migrate once, and keep a copy that nobody touches."""
    empty.begin(owner_url, app_url, anew=False)
    with maintenance(owner_url) as cursor:
        cursor.execute("select 1 from pg_database where datname = %s", [PRISTINE])
        if cursor.fetchone() is None:
            empty.copied_to(PRISTINE, owner_url)
        fresh(cursor)


def put_in(cursor: Any, sql: str, function: str, find: str, put: str) -> None:
    """Change the database, or what one of its functions does."""
    if function:
        cursor.execute(DEFINITION, [function])
        found = [row[0] for row in cursor.fetchall() if row[0].count(find) == 1]
        if len(found) != 1:
            raise ValueError(f"{function} holds what is to be changed {len(found)} times")
        sql = found[0].replace(find, put)
    cursor.execute(sql)


def break_it(owner_url: str) -> None:
    """Put the fault in that stands in the input."""
    there = urlunsplit(urlsplit(owner_url)._replace(path=f"/{empty.empty_name()}"))
    with psycopg2.connect(there) as opened, opened.cursor() as cursor:
        put_in(cursor, **json.load(sys.stdin))


def main(act: str) -> None:
    open_database(env)
    cluster = describe(env.mode)
    if act == "prepare":
        prepare(cluster.owner_url, cluster.app_url)
    else:
        with maintenance(cluster.owner_url) as cursor:
            fresh(cursor)
        if act == "break":
            break_it(cluster.owner_url)


if __name__ == "__main__":
    main(sys.argv[1])
