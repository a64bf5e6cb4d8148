"""The programs that the demo starts, each in a session of its own with all that it starts in turn.

Ctrl-C at the terminal reaches them through us alone, in the right order. A session has the number
of the program that leads it. The system gives that number to nobody else while one process of the
session lives; so when one of them is ours, all are. No process escapes by losing its parent.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from consular.env import ROOT
from consular.postgres.process import command_of
from consular.stop import stop_held_back
from consular.terminal import say

# The web server itself waits 5 seconds for what is being answered, see `consular.server`.
STOP_SECONDS: Final = 20.0
FORCE_SECONDS: Final = 5.0
LOOK_EVERY: Final = 0.05
OURS: Final = ("granian", "manage.py", "multiprocessing")
LONGEST_LIST: Final = 1000


class Sessions:
    """The running ones. A file keeps their numbers, for the next demo if this one is killed."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self, command: Sequence[str], **variables: str) -> subprocess.Popen[bytes]:
        """Starts `python <command>` in the project's folder."""
        with stop_held_back():
            process = subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT,
                env=os.environ | variables,
                start_new_session=True,
            )
            self._running.append(process)
            self._write()
        return process

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """Ends a program and what is left of its session, also when the program itself is gone."""
        process.poll()
        end_session(process.pid)
        process.wait()
        self._running.remove(process)
        self._write()

    def end_all(self) -> None:
        for process in self._running:
            process.terminate()
        for process in reversed(self._running):
            self.end(process)

    def end_leftovers(self) -> None:
        """Ends what a demo left running that was killed, and only that."""
        written = os.pread(self._descriptor, LONGEST_LIST, 0).decode()
        numbers = [int(word) for word in written.split() if word.isdigit()]
        # After a restart of the machine a number may be anybody's, ours too.
        others = [number for number in numbers if number != os.getsid(0)]
        left = [number for number in others if any(map(is_ours, members(number)))]
        if left:
            say("Ending what an earlier demo left behind ...")
        for number in left:
            end_session(number)

    def _write(self) -> None:
        numbers = " ".join(str(process.pid) for process in self._running)
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, numbers.encode(), 0)


def end_session(number: int) -> None:
    """Asks the leader, who ends the others in good order; then asks everybody; then uses force."""
    if number in members(number):
        send(signal.SIGTERM, [number])
        wait_while(lambda: number in members(number), STOP_SECONDS)
    for sent in (signal.SIGTERM, signal.SIGKILL):
        send(sent, members(number))
        wait_while(lambda: bool(members(number)), FORCE_SECONDS)


def send(sent: signal.Signals, numbers: list[int]) -> None:
    for number in numbers:
        try:
            os.kill(number, sent)
        except ProcessLookupError:
            continue


def wait_while(is_there: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while is_there() and time.monotonic() < deadline:
        time.sleep(LOOK_EVERY)


def members(session: int) -> list[int]:
    """The living processes of a session; one that ended and waits for its parent has no words."""
    return [pid for pid in processes() if session_of(pid) == session and command_of(pid)]


def processes() -> list[int]:
    if Path("/proc/self/cmdline").exists():
        names = os.listdir("/proc")
    else:
        shown = subprocess.run(
            ["ps", "-A", "-o", "pid="], capture_output=True, text=True, check=False
        )
        names = shown.stdout.split()
    return [int(name) for name in names if name.isdigit()]


def session_of(pid: int) -> int | None:
    try:
        return os.getsid(pid)
    except OSError:
        return None


def is_ours(pid: int) -> bool:
    words = " ".join(command_of(pid))
    return str(ROOT) in words and any(name in words for name in OURS)
