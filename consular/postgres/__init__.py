"""The embedded PostgreSQL of demo and test, and the check of a server named by DATABASE_URL."""

import atexit
import functools
from pathlib import Path
from typing import Final

from consular.env import LOCAL, Environment, Mode
from consular.postgres.access import Cluster, described
from consular.postgres.binaries import PostgresError
from consular.postgres.process import server_pid
from consular.postgres.server import Server
from consular.postgres.tenancy import Tenancy, evict, revive
from consular.postgres.version import refuse_wrong_version

__all__ = [
    "Cluster",
    "PostgresError",
    "describe",
    "discard",
    "ensure_running",
    "is_running",
    "open_database",
    "start_again",
]

EMBEDDED: Final = ("demo", "test")


def server_of(mode: Mode, root: Path = LOCAL) -> Server:
    if mode not in EMBEDDED:
        raise PostgresError(f"CONSULAR_MODE={mode} needs DATABASE_URL.")
    return Server(root / f"postgres-{mode}", is_throwaway=mode == "test")


def describe(mode: Mode, root: Path = LOCAL) -> Cluster:
    """Where the server of this mode listens, without starting it."""
    return described(server_of(mode, root).access())


@functools.cache
def ensure_running(mode: Mode, root: Path = LOCAL) -> Cluster:
    """Starts the server or joins those who use it, until this process ends."""
    tenancy = Tenancy.begin(server_of(mode, root))
    atexit.register(tenancy.end)
    return described(tenancy.access)


def is_running(mode: Mode, root: Path = LOCAL) -> bool:
    return server_pid(server_of(mode, root).data) is not None


def start_again(mode: Mode, root: Path = LOCAL) -> None:
    """Starts a server that ended while this process uses it; its port may have changed."""
    revive(server_of(mode, root))


def discard(mode: Mode, *, with_data: bool, root: Path = LOCAL) -> None:
    """Stops a server nobody uses, for `make demo-reset` and `make clean`."""
    evict(server_of(mode, root), with_data=with_data)


def open_database(environment: Environment) -> None:
    """What every entry point does first: a running server of a version we know."""
    if environment.is_embedded:
        ensure_running(environment.mode)
    else:
        refuse_wrong_version(environment.database_url)
