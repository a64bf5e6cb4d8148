"""Takes times: warm first, then one call after the other; counts the queries of one call."""

import gc
import math
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

WARM_UP: Final = 3
FEWEST: Final = 3
PATIENCE: Final = 12.0
Call = Callable[[], object]


@dataclass(frozen=True)
class Timing:
    """Times of one operation for one caller, in milliseconds."""

    median: float
    p95: float
    calls: int
    queries: int | None = None


FAILED: Final = Timing(math.inf, math.inf, 0)


def percentile(times: list[float], share: float) -> float:
    """Return the value below which `share` of the times lie (nearest rank)."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def timing_of(times: list[float], queries: int | None = None) -> Timing:
    """Return median and 95th percentile of times in seconds."""
    return Timing(
        statistics.median(times) * 1000, percentile(times, 0.95) * 1000, len(times), queries
    )


def measure(call: Call, calls: int) -> Timing:
    """Time a call up to `calls` times, fewer where that would take too long."""
    queries = queries_of(call)
    for _ in range(WARM_UP if calls > FEWEST else 0):
        queries = max(queries, queries_of(call))
    gc.collect()
    times: list[float] = []
    begun = time.perf_counter()
    while len(times) < calls:
        before = time.perf_counter()
        call()
        now = time.perf_counter()
        times.append(now - before)
        if now - begun > PATIENCE and len(times) >= FEWEST:
            break
    return timing_of(times, queries)


def queries_of(call: Call) -> int:
    """Return how many statements Django sends for one call, savepoints included."""
    return len(statements_of(call))


def statements_of(call: Call) -> list[tuple[str, Any]]:
    """Return the statements of one call with their parameters."""
    found: list[tuple[str, Any]] = []

    def note(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        found.append((str(sql), params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        call()
    return found
