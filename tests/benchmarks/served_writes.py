"""Writes through the real server: four clients at once, each with cases of its own."""

import json
import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from tests.benchmarks.clients import JSON
from tests.benchmarks.reads import Reader
from tests.benchmarks.serving import Visitor
from tests.benchmarks.timing import timing_of
from tests.benchmarks.work_writes import STEP, WHOM
from tests.benchmarks.writes import Rate, ready_cases

CLIENTS: Final = 4
ADVANCED: Final = "Advance, four clients"
ASKED: Final = "Steps asked and answered, four clients"
Call = Callable[[Visitor, str], None]


def served_writes(port: int, reader: Reader, calls: int) -> dict[str, Rate]:
    """Advance cases, then ask and take answers, by four clients at once."""

    def post(visitor: Visitor, reference: str, verb: str, **arguments: str) -> None:
        sent = reader.caller.token | {
            "CONTENT_TYPE": JSON,
            "HTTP_IF_MATCH": "*",
            "HTTP_IDEMPOTENCY_KEY": str(uuid.uuid4()),
        }
        visitor.post(f"/api/v1/cases/{reference}/{verb}/", sent, json.dumps(arguments).encode())

    def advance(visitor: Visitor, reference: str) -> None:
        post(visitor, reference, "advance")

    def ask(visitor: Visitor, reference: str) -> None:
        post(visitor, reference, "ask-step", step=STEP, whom=WHOM)

    def answer(visitor: Visitor, reference: str) -> None:
        post(visitor, reference, "record-answer", step=STEP, verdict="ours")

    movable = [case.reference for case in ready_cases(reader, calls)]
    rates = {ADVANCED: at_once(port, movable, [advance])}
    workable = reader.samples.workable(STEP, calls)
    return rates | ({ASKED: at_once(port, workable, [ask, answer])} if workable else {})


def at_once(port: int, references: Sequence[str], calls: Sequence[Call]) -> Rate:
    """Let four clients make these calls one after the other on each of their own cases."""

    def work(first: int) -> list[float]:
        visitor, times = Visitor(port), []
        for reference in references[first::CLIENTS]:
            for call in calls:
                before = time.perf_counter()
                call(visitor, reference)
                times.append(time.perf_counter() - before)
        return times

    begun = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        times = [taken for part in pool.map(work, range(CLIENTS)) for taken in part]
    return Rate(len(times) / (time.perf_counter() - begun), timing_of(times))
