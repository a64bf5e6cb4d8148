"""The parent of `make demo`: prepares the database, serves, and leaves nothing running.

It holds one lock for its whole life, so that a second demo in the same folder says so and stops
before it touches anything: a second server on the same port would start without an error, and
ending either would stop the database of both.
"""

import fcntl
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

from consular.env import LOCAL, ROOT, env
from consular.postgres import open_database
from consular.postgres.access import HOST, is_free
from consular.postgres.process import command_of

LOCK: Final = LOCAL / "demo.lock"
SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STEPS: Final = (
    ("Bringing the tables up to date ...", ("migrate", "--verbosity", "0"), "owner"),
    ("Compiling the translations ...", ("translations",), "app"),
    ("Filling in reference data and the scenario ...", ("seed",), "app"),
)
GRANIAN: Final = (
    *("--interface", "wsgi", "--host", HOST, "--workers", "2", "--blocking-threads", "4"),
    *("--log-level", "warning", "consular.wsgi:application"),
)
START_SECONDS: Final = 60.0
STOP_SECONDS: Final = 20.0


def say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


@contextmanager
def only_demo(file: Path = LOCK) -> Iterator[int]:
    """The lock of this folder's demo; the file tells the process number of its web server."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise SystemExit(
            "A demo of this folder is already running; end it with Ctrl-C first."
        ) from None
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def remember(descriptor: int, pid: int) -> None:
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, str(pid).encode(), 0)


def end_leftover(descriptor: int) -> None:
    """Ends the web server of a demo whose parent was killed, and only that."""
    written = os.pread(descriptor, 20, 0).decode()
    if written.isdigit() and _is_our_server(int(written)):
        say("Ending the web server that an earlier demo left behind ...")
        os.kill(int(written), signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while _is_our_server(int(written)) and time.monotonic() < deadline:
            time.sleep(0.1)


def _is_our_server(pid: int) -> bool:
    words = " ".join(command_of(pid))
    return "granian" in words and str(ROOT) in words


def refuse_taken_port() -> None:
    if not is_free(env.port):
        raise SystemExit(
            f"Port {env.port} is taken by another program; choose another one: make demo PORT=8001"
        )


def stop_by_signal(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def listen_to_signals() -> None:
    for number in SIGNALS:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, stop_by_signal)


@contextmanager
def child(command: list[str], role: str = "app") -> Iterator[subprocess.Popen[bytes]]:
    """A process in its own session: Ctrl-C reaches it through us, in the right order."""
    variables = os.environ | {"DATABASE_ROLE": role}
    process = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env=variables, start_new_session=True
    )
    try:
        yield process
    finally:
        before = {number: signal.signal(number, signal.SIG_IGN) for number in SIGNALS}
        end(process)
        for number, handler in before.items():
            signal.signal(number, handler)


def end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def run_step(sentence: str, command: tuple[str, ...], role: str) -> None:
    say(sentence)
    with child([str(ROOT / "manage.py"), *command], role) as process:
        if process.wait() != 0:
            raise SystemExit(f"The demo stopped: manage.py {command[0]} failed (see above).")


def wait_until_it_answers(process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection(HOST, env.port, timeout=5)
        try:
            connection.request("GET", "/alive/")
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
    raise SystemExit("The demo stopped: the web server did not start (see above).")


def serve(descriptor: int) -> None:
    say("Starting the web server and the worker ...")
    command = ["-m", "granian", "--port", str(env.port), *GRANIAN]
    # The worker ends by itself when we are killed: it looks whether its parent is still there.
    worker_command = [str(ROOT / "manage.py"), "worker", "--parent", str(os.getpid())]
    with child([*command, "--working-dir", str(ROOT)]) as web, child(worker_command) as worker:
        remember(descriptor, web.pid)
        wait_until_it_answers(web)
        say(f"\nOpen http://localhost:{env.port} -- Ctrl-C ends the demo.\n")
        wait_for_either(web, worker)


def wait_for_either(web: subprocess.Popen[bytes], worker: subprocess.Popen[bytes]) -> NoReturn:
    """Neither ends by itself; a demo without one of them would look alive and not be."""
    while web.poll() is None and worker.poll() is None:
        time.sleep(0.5)
    which = "web server" if worker.poll() is None else "worker"
    raise SystemExit(f"The demo stopped: the {which} ended by itself (see above).")


def main() -> None:
    if env.mode != "demo":
        raise SystemExit("CONSULAR_MODE must be demo, or absent, to run the demo.")
    listen_to_signals()
    try:
        with only_demo() as descriptor:
            end_leftover(descriptor)
            refuse_taken_port()
            say("Starting the database ...")
            open_database(env)
            for step in STEPS:
                run_step(*step)
            serve(descriptor)
    finally:
        for number in SIGNALS:  # The database still has to be stopped; nothing may cut that short.
            signal.signal(number, signal.SIG_IGN)


if __name__ == "__main__":
    main()
