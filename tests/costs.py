"""What a test costs: seconds on the clock, and CPU seconds of Python, PostgreSQL and Chromium.

CPU seconds hardly depend on the neighbours of a machine, but on the machine itself: so every
process of a run also does a fixed piece of work (`calibrate`), and where that takes more than a
second, figures are told as seconds of the machine on which it takes one. Processes are asked for
their own time by the kernel (Linux); elsewhere only Python's is known.
"""

import functools
import os
import random
import re
import resource
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any, ClassVar

import psycopg2

from consular.env import env
from consular.postgres import server_of
from consular.postgres.process import server_pid

PROC = Path("/proc")
TICK = os.sysconf("SC_CLK_TCK")
ROUNDS = 32
"""Of the fixed piece of work. Together they take a second of one core while the other works too."""


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, then CPU seconds; two of them add up and are subtracted."""

    seconds: float = 0.0
    python: float = 0.0
    postgres: float = 0.0
    browser: float = 0.0

    @property
    def cpu(self) -> float:
        return self.python + self.postgres + self.browser

    def beside(self, other: "Cost") -> Iterable[tuple[float, float]]:
        return zip(astuple(self), astuple(other), strict=True)

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(*(mine + theirs for mine, theirs in self.beside(other)))

    def __sub__(self, other: "Cost") -> "Cost":
        return Cost(*(mine - theirs for mine, theirs in self.beside(other)))


def calibrate() -> float:
    """Return the CPU seconds of a fixed piece of work, of the kind that tests do."""
    begun = time.process_time()
    chance = random.Random(22)
    word = re.compile(r"([a-f]+)(\d+)")
    for _round in range(ROUNDS):
        numbers = [chance.getrandbits(64) for _number in range(20_000)]
        spelled = {f"{number:x}": number for number in numbers}
        found = [match.groups() for text in spelled if (match := word.search(text))]
        counted: dict[str, int] = {}
        for letters, digits in found:
            counted[letters] = counted.get(letters, 0) + int(digits)
        sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        "".join(sorted(spelled)).encode()
    return time.process_time() - begun


def children_of(pid: int) -> list[int]:
    """Return the processes that this one has started; none where the kernel does not tell."""
    found: list[int] = []
    with suppress(OSError):
        for thread in (PROC / str(pid) / "task").iterdir():
            with suppress(OSError):
                found.extend(map(int, (thread / "children").read_text().split()))
    return found


def descendants_of(pid: int) -> list[int]:
    found = children_of(pid)
    for child in found:
        found.extend(children_of(child))
    return found


def own_time(pid: int) -> float:
    """Return the CPU seconds of a process to the microsecond; nothing when it is gone."""
    try:
        return time.clock_gettime((~pid << 3) | 2)  # the clock of a process, as Linux numbers it
    except (OSError, TypeError):  # a pooler makes up the number of a process
        return 0.0


def whole_time(pid: int) -> float:
    """Return the CPU seconds of a process and of its children that have ended, to the tick."""
    try:
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(int(ticks) for ticks in fields[11:15]) / TICK


def postmaster() -> int | None:
    """Return the process of the embedded server; nothing where another server is used."""
    return server_pid(server_of(env.mode).data) if env.is_embedded else None


def server_time() -> float:
    """Return the CPU seconds of the whole server so far, whoever asked it."""
    pid = postmaster()
    return sum(map(whole_time, [pid, *children_of(pid)])) if pid else 0.0


class Watched(psycopg2.extensions.connection):
    """A connection of which is known how long the server has worked for it."""

    OPEN: ClassVar[set[int]] = set()
    spent_on_closed: ClassVar[float] = 0.0

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.OPEN.add(self.get_backend_pid())

    def close(self) -> None:
        if not self.closed:
            pid = self.get_backend_pid()
            Watched.spent_on_closed += own_time(pid)
            self.OPEN.discard(pid)
        super().close()

    @classmethod
    def spent(cls) -> float:
        return cls.spent_on_closed + sum(map(own_time, tuple(cls.OPEN)))


def watch_connections() -> None:
    """Let every connection that this process opens from now on be a watched one."""
    psycopg2.connect = functools.partial(psycopg2.connect, connection_factory=Watched)


def spent(*, with_browser: bool) -> Cost:
    """Return what this process, and what works for it, has spent so far.

    Chromium is asked for where a test drives it. Whatever a program that a test starts asks of the
    server is counted for the whole run alone.
    """
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    python = time.process_time() + children.ru_utime + children.ru_stime
    browser = sum(map(whole_time, descendants_of(os.getpid()))) if with_browser else 0.0
    return Cost(time.perf_counter(), python, Watched.spent(), browser)


def total(costs: Iterable[Cost]) -> Cost:
    return sum(costs, Cost())
