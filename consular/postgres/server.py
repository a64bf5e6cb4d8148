"""One embedded PostgreSQL server: made once, started on demand, shared by several processes."""

import fcntl
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from consular.postgres import access as reach
from consular.postgres.access import Access
from consular.postgres.binaries import PostgresError, runner
from consular.postgres.binaries import folder as program_folder
from consular.postgres.process import forget_dead, listening_port, server_pid, wait_until_ready
from consular.postgres.roles import FORM, prepare

ATTEMPTS: Final = 5
PAUSE: Final = 0.3
DRAFT: Final = "data.new"
# Of seconds, for pg_ctl; it stops waiting when the server ends.
NO_LIMIT: Final = "1000000"
STOP_SECONDS: Final = "60"
# pg_ctl hands the paths to a shell between double quotes.
UNSAFE: Final = frozenset("\"'$`\\\n")
COMMON: Final = {
    "listen_addresses": reach.HOST,
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    # A failed statement and the row it failed on hold names and numbers of people.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "random_page_cost": "1.1",
}
# A test cluster is worth nothing after the run, so nothing is flushed to the disk for it.
CARELESS: Final = {
    **dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes"), "off"),
    **{"wal_level": "minimal", "max_wal_senders": "0", "update_process_title": "off"},
    **{"checkpoint_timeout": "1h", "max_wal_size": "2GB"},
}


@dataclass(frozen=True)
class Server:
    """The server of one folder; `is_throwaway` makes it fast and forgetful, for tests."""

    folder: Path
    is_throwaway: bool

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def access_file(self) -> Path:
        return self.folder / "access.json"

    def access(self) -> Access:
        return reach.load(self.access_file)

    def start(self) -> Access:
        """Returns when the server answers. The caller holds the lock of the folder."""
        access = self.access()
        self._refuse_unsafe_path()
        self._initialise(access)
        access = self._join(access) or self._start(access)
        self._prepare(access)
        return access

    def stop(self) -> None:
        """Stops the server if it is ours and runs; the caller holds the lock of the folder."""
        if server_pid(self.data):
            try:
                self._end("fast")
            except PostgresError:
                if server_pid(self.data):  # It may have died on its own meanwhile.
                    self._end("immediate")
        forget_dead(self.data)

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _refuse_unsafe_path(self) -> None:
        for path in (self.data, program_folder()):
            if UNSAFE & set(str(path)):
                raise PostgresError(f"The embedded PostgreSQL cannot run below {path}: rename it.")

    def _initialise(self, access: Access) -> None:
        """Makes the cluster beside its place, so that a broken-off start leaves none behind."""
        if self.data.exists():
            return
        sys.stderr.write("Making the database cluster ...\n")
        for broken_off in self.folder.glob(f"{DRAFT}*"):
            shutil.rmtree(broken_off, ignore_errors=True)
        # By a name of its own: the `initdb` of a start that was killed may still be writing.
        draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=self.folder))
        password_file = self.folder / "password.new"
        password_file.touch(mode=0o600)
        password_file.write_text(access.superuser_password)
        runner().own(draft)
        runner().own(password_file)
        runner().run(
            "initdb",
            *("-D", str(draft), "-U", reach.SUPERUSER, "--pwfile", str(password_file)),
            *("-A", "scram-sha-256", "-E", "UTF8", "--no-sync"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-locale"),
        )
        password_file.unlink()
        draft.rename(self.data)

    def _join(self, access: Access) -> Access | None:
        """How to reach a server that runs already, or was left behind while it started."""
        if server_pid(self.data) is None or not wait_until_ready(self.data):
            return None
        port = listening_port(self.data) or access.port
        return access if port == access.port else reach.store(self.access_file, access.at(port))

    def _start(self, access: Access) -> Access:
        self.log.touch(mode=0o600)
        runner().own(self.log)
        for _ in range(ATTEMPTS):
            forget_dead(self.data)
            if not reach.is_free(access.port):
                access = reach.store(self.access_file, access.at(reach.free_port()))
            self._configure(access.port)
            try:
                runner().run(
                    *("pg_ctl", "-D", str(self.data), "-l", str(self.log)),
                    *("-w", "-t", NO_LIMIT, "-s", "start"),
                )
            except PostgresError:
                # Another program took the port, or the workers of a killed server still end.
                time.sleep(PAUSE)
                if joined := self._join(access):
                    return joined
            else:
                return access
        last = self.log.read_text(errors="replace").strip().splitlines()[-1:]
        raise PostgresError(f"PostgreSQL did not start, see {self.log}: {''.join(last)}")

    def _end(self, how: str) -> None:
        runner().run(
            *("pg_ctl", "-D", str(self.data), "-m", how, "-w", "-t", STOP_SECONDS, "-s", "stop")
        )

    def _configure(self, port: int) -> None:
        settings = COMMON | {"port": str(port)} | (CARELESS if self.is_throwaway else {})
        file = self.data / "postgresql.auto.conf"
        file.write_text("".join(f"{name} = '{value}'\n" for name, value in settings.items()))

    def _prepare(self, access: Access) -> None:
        """Roles and database, once for each form of them.

        The mark is set last, so that a broken-off start does it again.
        """
        mark = self.folder / "prepared"
        if not mark.exists() or mark.read_text() != FORM:
            prepare(access, may_create_databases=self.is_throwaway)
            mark.write_text(FORM)


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """One process at a time; the system lets go of the lock when the process ends, however."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
