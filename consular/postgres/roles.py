"""What a new cluster holds before the first migration: three roles, extensions, one database."""

from typing import Final

import psycopg2
from psycopg2 import sql

from consular.postgres.access import APP, BACKUP, DATABASE, HOST, OWNER, SUPERUSER, Access
from consular.terminal import Patience

EXTENSIONS: Final = ("pg_trgm", "unaccent", "btree_gist")
CONNECT_TIMEOUT: Final = 10
FORM: Final = "2"
"""Another word whenever what is made here changes: clusters made before get it too."""


def prepare(access: Access, *, may_create_databases: bool) -> None:
    """Brings roles, extensions and database into being; what exists stays.

    Extensions go into `template1`, so that a test database has them too.
    """
    rights = {
        OWNER: "CREATEDB" if may_create_databases else "NOCREATEDB",
        APP: "NOBYPASSRLS",
        BACKUP: "BYPASSRLS",
    }
    passwords = {
        OWNER: access.owner_password,
        APP: access.app_password,
        BACKUP: access.backup_password,
    }
    _run(access, "postgres", [_role(name, rights[name], passwords[name]) for name in rights])
    _run(access, "postgres", [sql.SQL(text) for text in _settings_of_roles()])
    _run(access, "template1", [_extension(name) for name in EXTENSIONS])
    _make_database(access)


def _settings_of_roles() -> list[str]:
    """A time limit bound to the role outlives a pooler, which loses settings of a session.

    Whoever takes copies reads everything, past row security, and writes nothing.
    """
    return [
        f"ALTER ROLE {APP} SET transaction_timeout = '30s'",
        f"GRANT pg_read_all_data TO {BACKUP}",
        f"REVOKE pg_write_all_data FROM {BACKUP}",
        f"ALTER ROLE {BACKUP} SET default_transaction_read_only = on",
    ]


def _role(name: str, right: str, password: str) -> sql.Composable:
    return sql.SQL(
        "DO $$ BEGIN CREATE ROLE {name} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;"
        "ALTER ROLE {name} NOSUPERUSER NOCREATEROLE {right} PASSWORD {password}"
    ).format(name=sql.Identifier(name), right=sql.SQL(right), password=sql.Literal(password))


def _extension(name: str) -> sql.Composable:
    return sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name))


def _make_database(access: Access) -> None:
    connection = _connect(access, "postgres")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if cursor.fetchone() is None:
            cursor.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(DATABASE), sql.Identifier(OWNER)
                )
            )
    connection.close()


def _run(access: Access, database: str, statements: list[sql.Composable]) -> None:
    connection = _connect(access, database)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()


def _connect(access: Access, database: str) -> "psycopg2.extensions.connection":
    """Connects as often as the server, which runs, has no time to answer."""
    patience = Patience("the database to answer")
    while True:
        try:
            connection = psycopg2.connect(
                host=HOST,
                port=access.port,
                dbname=database,
                user=SUPERUSER,
                password=access.superuser_password,
                connect_timeout=CONNECT_TIMEOUT,
            )
        except psycopg2.OperationalError as fault:
            if "timeout" not in str(fault):
                raise
            patience.tell()
        else:
            connection.autocommit = True
            return connection
