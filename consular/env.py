"""The one reader of environment variables.

Everything the operator may set is a field of `Environment`. A missing, unknown or wrong value
stops the start with one sentence that names the variable.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Final, Literal, cast
from urllib.parse import urlsplit

ROOT: Final = Path(__file__).resolve().parent.parent
LOCAL: Final = ROOT / ".local"

Mode = Literal["demo", "test", "production"]
Role = Literal["app", "owner"]

MODES: Final = ("demo", "test", "production")
ROLES: Final = ("app", "owner")
REPLAY: Final = ("allowed", "refused")
SECOND_FACTOR: Final = ("required", "off")
NO_SCANNER: Final = "none"
SHORTEST_SECRET: Final = 50
LEAST_PUBLISHED: Final = 4
MOST_PUBLISHED: Final = 100


class WrongSettingError(SystemExit):
    """Ends the program with the sentence as its last words, without a traceback."""


@dataclass(frozen=True)
class Environment:
    """What the operator decided. An empty `database_url` means the embedded PostgreSQL."""

    mode: Mode
    database_role: Role
    database_url: str
    database_owner_url: str
    secret_key: str
    former_secret_keys: tuple[str, ...]
    allowed_hosts: tuple[str, ...]
    is_replay_allowed: bool
    is_second_factor_required: bool
    trusted_proxies: tuple[str, ...]
    port: int
    mail_url: str
    mail_from: str
    audit_seals: str
    audit_seal_key: str
    former_audit_seal_keys: tuple[str, ...]
    stored_files: str
    stored_files_key: str
    former_stored_files_keys: tuple[str, ...]
    virus_scanner: str
    configuration: str
    smallest_published: int
    api_calls_a_minute: str

    @property
    def is_embedded(self) -> bool:
        return not self.database_url

    @property
    def is_production(self) -> bool:
        return self.mode == "production"


def read(variables: Mapping[str, str]) -> Environment:
    """Reads and checks all variables at once, so that a start fails before it touches anything."""
    unknown = sorted(n for n in variables if n.startswith("CONSULAR_") and n != "CONSULAR_MODE")
    if unknown:
        raise WrongSettingError(f"{unknown[0]} is not a known setting.")
    mode = cast(Mode, _one_of(variables, "CONSULAR_MODE", MODES, "demo"))
    role = cast(Role, _one_of(variables, "DATABASE_ROLE", ROLES, "app"))
    is_production = mode == "production"
    url = _database_url(variables, "DATABASE_URL", is_needed=is_production)
    owner_url = _database_url(
        variables, "DATABASE_OWNER_URL", is_needed=bool(url) and (role == "owner" or mode == "test")
    )
    if owner_url and not url:
        raise WrongSettingError("DATABASE_URL must be set beside DATABASE_OWNER_URL.")
    return Environment(
        mode=mode,
        database_role=role,
        database_url=url,
        database_owner_url=owner_url,
        secret_key=_secret(variables, "SECRET_KEY", is_needed=is_production),
        former_secret_keys=_former(variables, "FORMER_SECRET_KEYS"),
        allowed_hosts=_hosts(variables, is_needed=is_production),
        is_replay_allowed=_replay(variables, is_production=is_production),
        is_second_factor_required=_second_factor(variables, is_production=is_production),
        trusted_proxies=_proxies(variables),
        port=_port(variables),
        mail_url=_mail_url(variables),
        mail_from=_mail_from(variables),
        audit_seals=_audit_seals(variables, mode),
        audit_seal_key=_secret(variables, "AUDIT_SEAL_KEY", is_needed=False),
        former_audit_seal_keys=_former(variables, "FORMER_AUDIT_SEAL_KEYS"),
        stored_files=_stored_files(variables, mode),
        stored_files_key=_secret(variables, "STORED_FILES_KEY", is_needed=is_production),
        former_stored_files_keys=_former(variables, "FORMER_STORED_FILES_KEYS"),
        virus_scanner=_virus_scanner(variables, is_needed=is_production),
        configuration=_configuration(variables, mode),
        smallest_published=_smallest_published(variables),
        api_calls_a_minute=variables.get("API_CALLS_A_MINUTE", ""),
    )


def _one_of(variables: Mapping[str, str], name: str, allowed: tuple[str, ...], default: str) -> str:
    value = variables.get(name) or default
    if value not in allowed:
        raise WrongSettingError(f"{name} must be one of {', '.join(allowed)}.")
    return value


def _needed(variables: Mapping[str, str], name: str, *, is_needed: bool) -> str:
    value = variables.get(name, "").strip()
    if is_needed and not value:
        raise WrongSettingError(f"{name} is missing.")
    return value


def _database_url(variables: Mapping[str, str], name: str, *, is_needed: bool) -> str:
    url = _needed(variables, name, is_needed=is_needed)
    if not url:
        return ""
    expected = f"{name} must look like postgresql://user:password@host:5432/database."
    try:
        parts = urlsplit(url)
        is_complete = bool(parts.username and parts.hostname and parts.path.strip("/"))
        port = parts.port
    except ValueError:
        raise WrongSettingError(expected) from None
    if parts.scheme not in {"postgresql", "postgres"} or not is_complete or port == 0:
        raise WrongSettingError(expected)
    return url


def _secret(variables: Mapping[str, str], name: str, *, is_needed: bool) -> str:
    value = _needed(variables, name, is_needed=is_needed)
    if value and len(value) < SHORTEST_SECRET:
        raise WrongSettingError(f"{name} must have at least {SHORTEST_SECRET} characters.")
    return value


def _former(variables: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Keys that were in use before, newest first: they open and verify, nothing is made with them.

    What hangs on them stands in `cases/core/keys.py`.
    """
    keys = tuple(key.strip() for key in variables.get(name, "").split(",") if key.strip())
    if any(len(key) < SHORTEST_SECRET for key in keys):
        raise WrongSettingError(
            f"{name} must name keys of at least {SHORTEST_SECRET} characters, with commas."
        )
    return keys


def _audit_seals(variables: Mapping[str, str], mode: Mode) -> str:
    """A directory that the database server cannot write; tests name one where they need it."""
    value = _needed(variables, "AUDIT_SEALS", is_needed=mode == "production")
    if value and not Path(value).is_absolute():
        raise WrongSettingError("AUDIT_SEALS must be the absolute path of a directory.")
    return value or (str(LOCAL / "seals") if mode == "demo" else "")


def _stored_files(variables: Mapping[str, str], mode: Mode) -> str:
    """A directory outside of everything that is served; tests take one of their own."""
    value = _needed(variables, "STORED_FILES", is_needed=mode == "production")
    if value and not Path(value).is_absolute():
        raise WrongSettingError("STORED_FILES must be the absolute path of a directory.")
    if value and Path(value).resolve().is_relative_to(LOCAL / "static"):
        raise WrongSettingError("STORED_FILES must not lie in a directory that is served.")
    return value or (str(LOCAL / "files") if mode == "demo" else "")


def _configuration(variables: Mapping[str, str], mode: Mode) -> str:
    """A directory for files of the own configuration; without one those of the release hold."""
    value = variables.get("CONFIGURATION", "").strip()
    if value and not Path(value).is_absolute():
        raise WrongSettingError("CONFIGURATION must be the absolute path of a directory.")
    return value or (str(LOCAL / "configuration") if mode == "demo" else "")


def _virus_scanner(variables: Mapping[str, str], *, is_needed: bool) -> str:
    """Where clamd listens; that there is none has to be said in production. Empty for none."""
    value = _needed(variables, "VIRUS_SCANNER", is_needed=is_needed)
    if value in {"", NO_SCANNER}:
        return ""
    expected = "VIRUS_SCANNER must look like unix:/run/clamav/clamd.ctl, tcp://host:3310 or none."
    if value.startswith("unix:/"):
        return value
    try:
        parts = urlsplit(value)
        is_complete = parts.scheme == "tcp" and bool(parts.hostname) and bool(parts.port)
    except ValueError:
        raise WrongSettingError(expected) from None
    if not is_complete or parts.path.strip("/") or parts.query or parts.username:
        raise WrongSettingError(expected)
    return value


def _smallest_published(variables: Mapping[str, str]) -> int:
    """The smallest count that is published; CTDC takes 11, below 3 it would protect nobody."""
    value = variables.get("SMALLEST_PUBLISHED", "").strip() or "11"
    if not value.isdecimal() or not LEAST_PUBLISHED <= int(value) <= MOST_PUBLISHED:
        raise WrongSettingError(
            f"SMALLEST_PUBLISHED must be a whole number from {LEAST_PUBLISHED} to {MOST_PUBLISHED}."
        )
    return int(value)


def _hosts(variables: Mapping[str, str], *, is_needed: bool) -> tuple[str, ...]:
    value = _needed(variables, "ALLOWED_HOSTS", is_needed=is_needed)
    hosts = tuple(host.strip() for host in value.split(",") if host.strip())
    if "*" in hosts:
        raise WrongSettingError("ALLOWED_HOSTS must name the hosts; * is refused.")
    if is_needed and not hosts:
        raise WrongSettingError("ALLOWED_HOSTS is missing.")
    return hosts


def _replay(variables: Mapping[str, str], *, is_production: bool) -> bool:
    """Whoever sets the moment of an operation could forge a ledger: never in production."""
    default = "refused" if is_production else "allowed"
    value = _one_of(variables, "LEDGER_REPLAY", REPLAY, default)
    if is_production and value == "allowed":
        raise WrongSettingError("LEDGER_REPLAY cannot be allowed in production.")
    return value == "allowed"


def _second_factor(variables: Mapping[str, str], *, is_production: bool) -> bool:
    """A password alone opens a demonstration; in production nobody can turn the factor off."""
    default = "required" if is_production else "off"
    value = _one_of(variables, "SECOND_FACTOR", SECOND_FACTOR, default)
    if is_production and value == "off":
        raise WrongSettingError("SECOND_FACTOR cannot be off in production.")
    return value == "required"


def _proxies(variables: Mapping[str, str]) -> tuple[str, ...]:
    """Whose X-Forwarded-For is believed; without one nobody's."""
    value = variables.get("TRUSTED_PROXIES", "")
    found = tuple(part.strip() for part in value.split(",") if part.strip())
    for address in found:
        try:
            ip_address(address)
        except ValueError:
            raise WrongSettingError("TRUSTED_PROXIES must name IP addresses.") from None
    return found


def _port(variables: Mapping[str, str]) -> int:
    value = variables.get("PORT") or "8000"
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 65535):
        raise WrongSettingError("PORT must be a number from 1 to 65535.")
    return int(value)


def _mail_url(variables: Mapping[str, str]) -> str:
    """Without one no mail is sent. A password goes only through an encrypted connection."""
    url = variables.get("MAIL_URL", "").strip()
    if not url:
        return ""
    expected = "MAIL_URL must look like smtps://user:password@host:465 or smtp://host:587."
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise WrongSettingError(expected) from None
    is_complete = bool(parts.hostname) and bool(parts.username) == bool(parts.password)
    is_more = bool(parts.path.strip("/") or parts.query or parts.fragment)
    if parts.scheme not in {"smtp", "smtps"} or not is_complete or port == 0 or is_more:
        raise WrongSettingError(expected)
    return url


def _mail_from(variables: Mapping[str, str]) -> str:
    value = _needed(variables, "MAIL_FROM", is_needed=bool(variables.get("MAIL_URL", "").strip()))
    name, _at, domain = value.rpartition("@")
    if value and (not name or "." not in domain or any(char in value for char in " \r\n<>,;")):
        raise WrongSettingError("MAIL_FROM must be an address such as notices@consular.example.")
    return value


env: Final = read(os.environ)
