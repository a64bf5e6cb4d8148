"""Times counting deadlines anew after a closure, at the mission in which all work is under way.

The worker's own queue does it, chunk by chunk. In the middle the connection is cut inside a chunk,
as a worker that is killed loses it: what that chunk had done is gone, and the counting goes on
behind the chunk before. At the end the closure is withdrawn and everything counted back.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from cases.casework import jobs
from cases.casework.recounting import CHUNK, recount_clocks
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.jobs.queue import Claim, rows, take
from cases.core.jobs.running import run_chunk
from cases.missions.models import Mission, OfficeClosure, Posting
from cases.missions.operations import add_closure, withdraw_closure
from tests.benchmarks.clients import BenchError
from tests.benchmarks.database import Connection
from tests.benchmarks.plan import UNDER_WAY
from tests.benchmarks.reference import username

CLOCKS_A_CASE: Final = 4
CLOSED_ON: Final = date(2025, 12, 3)
TICKING: Final = """
select count(*) filter (where state = 'running'), count(*) from cases_clock
where state in ('running', 'paused') and case_id in (
  select id from cases_case where mission_id = %s and stage not in ('closed', ''))
"""
VERSIONS: Final = "select count(*) from cases_rowversion where operation = 'recount_clocks'"


@dataclass(frozen=True)
class Recounted:
    """How many clocks were counted anew, how many said something new, in how many seconds."""

    running: int
    clocks: int
    changed: int
    chunks: int
    seconds: float
    longest: float

    @property
    def of_hundred_thousand(self) -> float:
        """The seconds that 100,000 clocks would take."""
        return self.seconds * 100_000 / max(1, self.clocks)


def recounted(backup: Connection, say: Callable[[str], None]) -> Recounted:
    """Close the office for a day, let the worker count, open it again, count back."""
    posting = Posting.objects.select_related("staff", "mission").get(
        staff__username=username("WAY"), mission=UNDER_WAY
    )
    actor, mission = posting.actor(), Mission.objects.get(pk=UNDER_WAY)
    empty_queue()
    running, clocks = asked(backup, TICKING, UNDER_WAY)
    before = asked(backup, VERSIONS)[0]
    with eyes(actor):
        closure = add_closure(actor, mission, starts_on=CLOSED_ON, kind="closed", reason="Bench.")
    times = count(cut_at=half(clocks))
    changed = asked(backup, VERSIONS)[0] - before
    with eyes(actor):
        standing = OfficeClosure.objects.get(pk=closure.pk)
        withdraw_closure(actor, mission, closure=standing, reason="Bench.")
    back = count(cut_at=None)
    undone = asked(backup, VERSIONS)[0] - before - changed
    if changed != undone:
        raise BenchError(f"{changed} clocks moved by the closure, {undone} back without it.")
    say(f"{clocks:,} clocks counted anew in {sum(times):.1f} s, and back in {sum(back):.1f} s.")
    return Recounted(running, clocks, changed, len(times), sum(times), max(times))


def half(clocks: int) -> int:
    """Return behind how many chunks to cut the connection: about the middle."""
    return clocks // CLOCKS_A_CASE // CHUNK // 2


def empty_queue() -> None:
    """Take out what former runs left waiting; the rows hold ids only."""
    with eyes(SYSTEM):
        rows().filter(task_path=jobs.recount_clocks.module_path).delete()


def count(cut_at: int | None) -> list[float]:
    """Work the queued job off; return the seconds of each chunk, the lost one among them."""
    times: list[float] = []
    is_more = True
    claim = claimed()
    while is_more:
        before = time.perf_counter()
        if cut_at is not None and len(times) == cut_at:
            lose_chunk(claim)
        else:
            is_more = run_chunk(claim, jobs.recount_clocks)
        times.append(time.perf_counter() - before)
    return times


def claimed() -> Claim:
    """Take the job from the queue; others that follow a calendar are left for a worker."""
    while claim := take("bench", timezone.now()):
        if claim.path == jobs.recount_clocks.module_path:
            return claim
    raise BenchError("The closure has not queued the counting.")


def lose_chunk(claim: Claim) -> None:
    """Do a chunk and lose the connection before it is kept."""
    arguments: dict[str, Any] = rows().get(pk=claim.row_id).args_kwargs["kwargs"]
    with suppress(OperationalError, InterfaceError), transaction.atomic():
        recount_clocks(**arguments)
        with connection.cursor() as cursor:
            cursor.execute("select pg_terminate_backend(pg_backend_pid())")
    connection.close()


def asked(backup: Connection, query: str, *values: object) -> Any:
    """Return the one row of a query."""
    with backup, backup.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchone()
