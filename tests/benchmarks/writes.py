"""The writes that are timed: cases advanced one by one and in one batch."""

import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from tests.benchmarks.clients import BenchError
from tests.benchmarks.reads import Reader
from tests.benchmarks.samples import Movable
from tests.benchmarks.timing import Timing, timing_of

BATCH: Final = 40
LAST: Final = "arrived"
RIGHT: Final = "case.advance"


@dataclass(frozen=True)
class Rate:
    """How many operations a second, and how long each took."""

    per_second: float
    timing: Timing


def may_write(reader: Reader) -> bool:
    """Whether the role advances cases at all (headquarters does not) and there is one to advance.

    A small register may have none at whose gates nothing is missing.
    """
    return reader.caller.actor.may(RIGHT) and bool(reader.samples.movable(1))


def begin_again(reader: Reader, case: Movable) -> None:
    """Put an arrived case back to its first stage, so that it can be advanced in every run."""
    if case.stage == LAST:
        reader.caller.act(
            f"/api/v1/cases/{case.reference}/record-fact/",
            str(uuid.uuid4()),
            stage="reported",
            when=datetime.now(UTC).isoformat(),
            source="mission",
            reason="The bench begins again.",
        )


def ready_cases(reader: Reader, how_many: int) -> list[Movable]:
    """Return cases that can be advanced now."""
    cases = reader.samples.movable(how_many)
    if not cases:
        raise BenchError(f"{reader.caller.title} has no open case to advance.")
    for case in cases:
        begin_again(reader, case)
    return cases


def advance(reader: Reader, case: Movable) -> float:
    """Advance one case; return the seconds it took."""
    before = time.perf_counter()
    reader.caller.act(f"/api/v1/cases/{case.reference}/advance/", str(uuid.uuid4()))
    return time.perf_counter() - before


def one_by_one(reader: Reader, calls: int) -> Rate:
    """Advance cases in a loop."""
    cases = ready_cases(reader, calls)
    begun = time.perf_counter()
    times = [advance(reader, case) for case in cases]
    return Rate(len(times) / (time.perf_counter() - begun), timing_of(times))


def in_one_batch(reader: Reader, calls: int) -> Rate:
    """Advance up to forty cases by the bulk action of the admin."""
    times: list[float] = []
    done = 0
    for _ in range(max(1, calls // (2 * BATCH))):
        cases = ready_cases(reader, BATCH)
        fields = {
            "action": "advance_case",
            "_selected_action": [case.id for case in cases],
            "_do": "1",
            "_key": str(uuid.uuid4()),
        }
        before = time.perf_counter()
        reply = reader.caller.post_page("/admin/cases/case/", fields)
        times.append(time.perf_counter() - before)
        done += len(cases)
        is_whole = reply.body.count(b"<tr><td>") == len(cases)
        if not is_whole or b"<td><strong>" in reply.body:
            raise BenchError("A case of the batch was refused.")
    return Rate(done / sum(times), timing_of(times))
