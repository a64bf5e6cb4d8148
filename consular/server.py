"""The parent of `make demo`: prepares the database, serves, and leaves nothing running.

It holds one lock for its whole life, so that a second demo in the same folder says so and stops
before it touches anything: a second server on the same port would start without an error, and
ending either would stop the database of both.
"""

import fcntl
import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NoReturn

from consular.env import LOCAL, ROOT, env
from consular.postgres import PostgresError, describe, is_running, open_database, start_again
from consular.postgres.access import HOST, is_free
from consular.sessions import Sessions, members
from consular.stop import ignore_stop, listen_to_stop, pause
from consular.supervisor import Service, Supervisor
from consular.terminal import Patience, say

LOCK: Final = LOCAL / "demo.lock"
ACCOUNTS: Final = LOCAL / "demo-accounts"
MANAGE: Final = str(ROOT / "manage.py")
# The application's limit is for people who wait; on a loaded machine the set-up may need longer.
# In tables this small it takes longer to plan a query than to follow it as it is written.
SET_UP: Final = {
    "PGOPTIONS": "-c transaction_timeout=10min -c join_collapse_limit=1 -c from_collapse_limit=1"
}
# Granian replaces a worker that ends; we replace Granian.
GRANIAN: Final = (
    *("-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(env.port)),
    *("--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers"),
    *("--workers-kill-timeout", "5", "--log-level", "warning"),
    *("--working-dir", str(ROOT), "consular.wsgi:application"),
)
# It says how far it is.
TELLS_ITSELF: Final = "seed"
LONGEST_ANSWER: Final = 30.0
MOST_BEFORE_FIRST_ANSWER: Final = 16
LOOK_EVERY: Final = 0.1


@contextmanager
def only_demo(file: Path = LOCK) -> Iterator[Sessions]:
    """The lock of this folder's demo; its file tells which sessions the demo started."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise SystemExit(
            "A demo of this folder is already running; end it with Ctrl-C first."
        ) from None
    try:
        yield Sessions(descriptor)
    finally:
        os.close(descriptor)


def refuse_taken_port() -> None:
    if not is_free(env.port):
        raise SystemExit(
            f"Port {env.port} is taken by another program; choose another one: make demo PORT=8001"
        )


def prepare(sessions: Sessions) -> None:
    """Brings tables and translations up to date, side by side, then fills in what is missing."""
    ACCOUNTS.unlink(missing_ok=True)
    say("Bringing tables and translations up to date ...")
    run_commands(sessions, {"translations": [], "migrate": ["--verbosity", "0"]})
    say("Filling in reference data and the scenario ...")
    run_commands(sessions, {"seed": ["--accounts", str(ACCOUNTS)]})


def run_commands(sessions: Sessions, commands: Mapping[str, list[str]]) -> None:
    """Runs commands of `manage.py` side by side; stops when one of them fails."""
    running = {}
    for name, words in commands.items():
        role = "owner" if name == "migrate" else "app"
        running[name] = sessions.start([MANAGE, name, *words], DATABASE_ROLE=role, **SET_UP)
    patience = {name: Patience(f"manage.py {name}") for name in running if name != TELLS_ITSELF}
    while running:
        for name, process in list(running.items()):
            if process.poll() is None:
                if name in patience:
                    patience[name].tell()
                continue
            sessions.end(running.pop(name))
            if process.returncode:
                raise SystemExit(f"The demo stopped: manage.py {name} failed (see above).")
        pause(LOOK_EVERY)


class Program:
    """What runs of a service that is a program of ours."""

    def __init__(self, sessions: Sessions, command: tuple[str, ...]) -> None:
        self._sessions = sessions
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = self._sessions.start(self._command, DATABASE_ROLE="app")

    def has_ended(self) -> bool:
        """Ends what is left of it, too: the workers of a killed server would go on serving."""
        if self._process is None or self._process.poll() is None:
            return False
        self._sessions.end(self._process)
        return True

    def members(self) -> list[int]:
        return members(self._process.pid) if self._process else []


def serve(sessions: Sessions, begun: float) -> NoReturn:
    """Serves until a signal; the worker comes second, so that the site is there sooner."""
    say("Starting the web server and the worker ...")
    supervisor = Supervisor()
    if env.is_embedded:
        database = Service("database", start_database_again, has_database_ended, starts_at=None)
        supervisor.add(database)
    web = Program(sessions, GRANIAN)
    supervisor.add(Service("web server", web.start, web.has_ended))
    wait_until_it_answers(supervisor, web)
    # The worker ends by itself when we are killed: it looks whether its parent is still there.
    worker = Program(sessions, (MANAGE, "worker", "--parent", str(os.getpid())))
    supervisor.add(Service("worker", worker.start, worker.has_ended))
    supervisor.settle()
    tell_ready(time.time() - begun)
    supervisor.run()


def has_database_ended() -> bool:
    return not is_running(env.mode)


def start_database_again() -> None:
    before = describe(env.mode)
    try:
        start_again(env.mode)
    except PostgresError as fault:
        # What a killed server leaves behind may still work for a while; the next try comes later.
        say(str(fault))
        return
    if describe(env.mode) != before:
        raise SystemExit("The demo stopped: another program took the port of its database.")


def wait_until_it_answers(supervisor: Supervisor, web: Program) -> None:
    """Waits as long as it takes, unless workers of the web server end one after the other.

    Granian gives up by itself only when they end within seconds.
    """
    patience = Patience("the web server to answer")
    seen: set[int] = set()
    while not answers():
        supervisor.look()
        seen.update(web.members())
        if len(seen) > MOST_BEFORE_FIRST_ANSWER:
            raise SystemExit("The demo stopped: the web server does not start (see above).")
        patience.tell()
        pause(LOOK_EVERY)


def answers() -> bool:
    connection = http.client.HTTPConnection(HOST, env.port, timeout=LONGEST_ANSWER)
    try:
        connection.request("GET", "/alive/")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def tell_ready(seconds: float) -> None:
    """The last words of the start, with all that is needed to log in."""
    if ACCOUNTS.exists():
        say(f"\n{ACCOUNTS.read_text(encoding='utf-8')}")
    say(f"\nOpen http://localhost:{env.port} -- Ctrl-C ends the demo.")
    say(f"Ready after {seconds:.0f} s.\n")


def main(arguments: Sequence[str] = ()) -> None:
    """Runs the demo. An argument says when it was asked for, in seconds of the epoch."""
    if env.mode != "demo":
        raise SystemExit("CONSULAR_MODE must be demo, or absent, to run the demo.")
    begun = float(arguments[0]) if arguments else time.time()
    listen_to_stop()
    try:
        with only_demo() as sessions:
            try:
                sessions.end_leftovers()
                refuse_taken_port()
                say("Starting the database ...")
                open_database(env)
                prepare(sessions)
                serve(sessions, begun)
            finally:
                ignore_stop()
                sessions.end_all()
    finally:
        ignore_stop()  # The database still has to be stopped; nothing may cut that short.


if __name__ == "__main__":
    main(sys.argv[1:])
