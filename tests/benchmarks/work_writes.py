"""The writes on steps that are timed: asked, answered, done; a batch of answers.

What is timed is taken back by what follows, so that every run finds work to do: an answer gives
the ball back, a step that was done is taken up again.
"""

import time
import uuid
from collections.abc import Callable, Iterable
from typing import Final

from tests.benchmarks.clients import BenchError
from tests.benchmarks.reads import Reader
from tests.benchmarks.timing import timing_of
from tests.benchmarks.writes import BATCH, Rate

RIGHT: Final = "step.work"
STEP: Final = "funding"
WHOM: Final = "headquarters"
ASK: Final = "Steps, asked"
ANSWER: Final = "Steps, answered"
COMPLETE: Final = "Steps, done"
ANSWERS: Final = "Answers, batch of 40"
TITLES: Final = (ASK, ANSWER, COMPLETE, ANSWERS)


def worked(reader: Reader, calls: int) -> dict[str, Rate]:
    """Work on one step of many cases, one client; then record the answers of some in one batch."""
    references = reader.samples.workable(STEP, calls)
    if not references:
        return {}
    rates = {
        ASK: rate_of(references, lambda case: act(reader, case, "ask-step", whom=WHOM)),
        ANSWER: rate_of(
            references, lambda case: act(reader, case, "record-answer", verdict="ours")
        ),
        COMPLETE: rate_of(references, lambda case: act(reader, case, "complete-step")),
    }
    for case in references:
        act(reader, case, "reopen-step", reason="The bench begins again.")
    return rates | {ANSWERS: answers(reader, calls)}


def rate_of(references: Iterable[str], call: Callable[[str], None]) -> Rate:
    """Return how many a second, one after the other."""
    times = []
    for reference in references:
        before = time.perf_counter()
        call(reference)
        times.append(time.perf_counter() - before)
    return Rate(len(times) / sum(times), timing_of(times))


def act(reader: Reader, reference: str, verb: str, **arguments: str) -> None:
    """Do an operation on the step of a case."""
    address = f"/api/v1/cases/{reference}/{verb}/"
    reader.caller.act(address, str(uuid.uuid4()), step=STEP, **arguments)


def answers(reader: Reader, calls: int) -> Rate:
    """Record up to forty answers by the bulk action of the admin."""
    times: list[float] = []
    done = 0
    for _ in range(max(1, calls // (2 * BATCH))):
        references = reader.samples.workable(STEP, BATCH)
        for case in references:
            act(reader, case, "ask-step", whom=WHOM)
        fields = {
            "action": "record_answer",
            "_selected_action": reader.samples.ids(references),
            "_do": "1",
            "_key": str(uuid.uuid4()),
            "step": STEP,
            "verdict": "ours",
        }
        before = time.perf_counter()
        reply = reader.caller.post_page("/admin/cases/case/", fields)
        times.append(time.perf_counter() - before)
        done += len(references)
        is_whole = reply.body.count(b"<tr><td>") == len(references)
        if not is_whole or b"<td><strong>" in reply.body:
            raise BenchError("An answer of the batch was refused.")
    return Rate(done / sum(times), timing_of(times))
