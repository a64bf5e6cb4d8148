"""Who uses an embedded server: the first user starts it, the last one to leave stops it."""

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from consular.postgres.access import Access
from consular.postgres.binaries import PostgresError
from consular.postgres.server import Server, locked


@dataclass
class Tenancy:
    """A shared lock on the server's list of users, held as long as this process needs it.

    A process ended by force loses its lock and stops nothing; the next one to start finds the
    server running and uses it.
    """

    server: Server
    access: Access
    descriptor: int
    process: int

    @classmethod
    def begin(cls, server: Server) -> Self:
        with locked(_beside(server, "lock")):
            descriptor = os.open(_beside(server, "users"), os.O_RDWR | os.O_CREAT, 0o600)
            try:
                access = server.start()
            except BaseException:
                # Broken off by Ctrl-C: the server may be there by now, and nobody would stop it.
                if _is_alone(descriptor):
                    server.stop()
                os.close(descriptor)
                raise
            fcntl.flock(descriptor, fcntl.LOCK_SH)
        return cls(server, access, descriptor, os.getpid())

    def end(self) -> None:
        """Leaves, and stops the server when nobody else is there. A forked child leaves alone."""
        if self.descriptor < 0 or self.process != os.getpid():
            return
        with locked(_beside(self.server, "lock")):
            try:
                if _is_alone(self.descriptor):
                    self.server.stop()
            finally:
                os.close(self.descriptor)
                self.descriptor = -1


def revive(server: Server) -> None:
    """Starts a server that ended although somebody uses it."""
    with locked(_beside(server, "lock")):
        server.start()


def evict(server: Server, *, with_data: bool) -> None:
    """Stops a server that was left running, and drops its data on request; refuses while in use."""
    users = _beside(server, "users")
    with locked(_beside(server, "lock")):
        descriptor = os.open(users, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if not _is_alone(descriptor):
                raise PostgresError(f"The database in {server.folder} is in use; stop that first.")
            server.remove() if with_data else server.stop()
        finally:
            os.close(descriptor)


def _is_alone(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _beside(server: Server, ending: str) -> Path:
    return server.folder.with_name(f"{server.folder.name}.{ending}")
