"""Letters that are timed: one about each case through the API, and seventy in one print.

What is issued stays: each run adds to the register of letters of the mission.
"""

import time
import uuid
from typing import Final

from tests.benchmarks.reads import Reader
from tests.benchmarks.timing import timing_of
from tests.benchmarks.work_writes import rate_of
from tests.benchmarks.writes import Rate

RIGHT: Final = "letter.issue"
KIND: Final = "case-summary"
"""The longest of them: two pages with the whole course."""
LANGUAGE: Final = "vi"
TOGETHER: Final = 70
MOST: Final = 40
BATCHES: Final = 3
ONE: Final = "A letter, issued"
MANY: Final = f"Letters, print of {TOGETHER}"
LETTERS: Final = (ONE, MANY)


def lettered(reader: Reader, calls: int) -> dict[str, Rate]:
    """Issue a letter about one case after the other, then about seventy at once."""
    references = reader.samples.references(only_open=True)
    if not references:
        return {}
    return {
        ONE: rate_of(references[: min(calls, MOST)], lambda case: issue(reader, case)),
        MANY: printed(reader, references[:TOGETHER]),
    }


def issue(reader: Reader, reference: str) -> None:
    """Issue one letter."""
    address = f"/api/v1/cases/{reference}/issue-letter/"
    reader.caller.act(address, str(uuid.uuid4()), letter=KIND, language=LANGUAGE)


def printed(reader: Reader, references: list[str]) -> Rate:
    """Return how many letters a second a print of many makes, and how long the whole of it took."""
    address = "/api/v1/letter-batches/issue/"
    times = []
    for _ in range(BATCHES):
        before = time.perf_counter()
        reader.caller.act(
            address, str(uuid.uuid4()), cases=references, letter=KIND, language=LANGUAGE
        )
        times.append(time.perf_counter() - before)
    return Rate(len(references) * len(times) / sum(times), timing_of(times))
