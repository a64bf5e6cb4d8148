"""The database of the bench: beside the demo's own, made anew when its parameters change."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg2 import sql

from consular.env import env
from consular.postgres import describe, server_of
from consular.postgres.access import HOST, OWNER, SUPERUSER
from consular.settings.database import connection_settings

NAME: Final = "consular_bench"
TEMPLATE: Final = "template1"
Connection = Any


def refuse_foreign_server() -> None:
    """The bench makes and drops a database: only on the embedded server."""
    if not env.is_embedded:
        raise CommandError("The bench runs on the embedded PostgreSQL; unset DATABASE_URL.")


def urls(database: str) -> tuple[str, str, str]:
    """Return the addresses of owner, application and backup role in `database`."""
    cluster = describe(env.mode)
    return tuple(  # type: ignore[return-value] # three of three
        urlunsplit(urlsplit(url)._replace(path=f"/{database}"))
        for url in (cluster.owner_url, cluster.app_url, cluster.backup_url)
    )


@contextmanager
def superuser(database: str = "postgres") -> Iterator[Connection]:
    """Yield a cursor of the superuser, who alone makes databases here."""
    access = server_of(env.mode).access()
    opened = psycopg2.connect(
        host=HOST,
        port=access.port,
        dbname=database,
        user=SUPERUSER,
        password=access.superuser_password,
    )
    opened.autocommit = True
    try:
        with opened.cursor() as cursor:
            yield cursor
    finally:
        opened.close()


def fingerprint_of(database: str) -> str:
    """Return what a kept database was made from; empty when there is none or it is unfinished."""
    with superuser() as cursor:
        cursor.execute(
            "select shobj_description(oid, 'pg_database') from pg_database where datname = %s",
            [database],
        )
        found = cursor.fetchone()
    return (found[0] or "") if found else ""


def finish(database: str, fingerprint: str) -> None:
    """Mark the database as complete."""
    with superuser() as cursor:
        cursor.execute(
            sql.SQL("comment on database {} is {}").format(
                sql.Identifier(database), sql.Literal(fingerprint)
            )
        )


def drop(database: str) -> None:
    """Drop the database if there is one."""
    connection.close()
    with superuser() as cursor:
        cursor.execute(
            sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(database))
        )


def create(database: str, copy_of: str = TEMPLATE) -> None:
    """Make an empty, migrated database; the default connection then is its owner's.

    A copy of one that is migrated already has little left to migrate.
    """
    drop(database)
    with superuser() as cursor:
        cursor.execute(
            sql.SQL("create database {} owner {} template {}").format(
                *map(sql.Identifier, (database, OWNER, copy_of))
            )
        )
    become(urls(database)[0])
    call_command("migrate", verbosity=0)


def become(url: str) -> None:
    """The next query of this process runs as the role and in the database of this address."""
    wanted = connection_settings(url)
    connection.close()
    connection.settings_dict.update(
        {name: wanted[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    )


def connect(url: str) -> Connection:
    """Return a connection of its own, without Django."""
    return psycopg2.connect(url)
