"""Row security, builtin collation and transaction_timeout need PostgreSQL 17; 19 is untried."""

from typing import Final

import psycopg2

from consular.postgres.binaries import PostgresError

FIRST: Final = 17_00_00
FIRST_UNTRIED: Final = 19_00_00
CONNECT_TIMEOUT: Final = 5


def refuse_wrong_version(url: str) -> None:
    """A server that cannot be reached is left to Django, which tells it where it matters."""
    try:
        connection = psycopg2.connect(url, connect_timeout=CONNECT_TIMEOUT)
    except psycopg2.OperationalError:
        return
    version = connection.server_version
    connection.close()
    if not is_known(version):
        raise PostgresError(
            f"PostgreSQL 17 or 18 is needed; DATABASE_URL leads to version {version // 10000}."
        )


def is_known(version: int) -> bool:
    return FIRST <= version < FIRST_UNTRIED
