"""One database alias; the role behind it is chosen by DATABASE_ROLE.

Two aliases would let a data migration of a third party write through the one while the other
holds the table's lock, and wait for ever.
"""

from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from consular.env import Environment
from consular.postgres import describe
from consular.postgres.access import APP, BACKUP

PERSISTENT: Final = 600


def url_of(environment: Environment) -> str:
    """The address for the role that this process runs as."""
    is_owner = environment.database_role == "owner"
    if environment.is_embedded:
        cluster = describe(environment.mode)
        return cluster.owner_url if is_owner else cluster.app_url
    return environment.database_owner_url if is_owner else environment.database_url


def role_of(url: str) -> str:
    return unquote(urlsplit(url).username or "")


def app_role(environment: Environment) -> str:
    """The role that migrations grant to; it owns nothing and cannot bypass row security."""
    return APP if environment.is_embedded else role_of(environment.database_url)


def backup_role() -> str:
    return BACKUP


def connection_settings(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or 5432),
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": role_of(url),
        "PASSWORD": unquote(parts.password or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": PERSISTENT,
        "CONN_HEALTH_CHECKS": True,
    }
