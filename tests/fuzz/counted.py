"""The last line on what was drawn: how many requests, how they were shared, how many were done."""

from collections import Counter
from typing import Any

ASKED, DONE = "requests drawn, by caller", "operations that were done"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Add up what the tests of this folder have told, from all workers."""
    asked: Counter[str] = Counter()
    done: dict[str, bool] = {}
    for report in (row for rows in terminalreporter.stats.values() for row in rows):
        if getattr(report, "when", "") != "call":  # setup and teardown tell the same once more
            continue
        for name, told in report.user_properties:
            if name == ASKED:
                asked.update(told)
            elif name == DONE:
                done |= told
    if asked and done:
        share = sum(done.values()) / len(done)
        terminalreporter.write_line(
            f"Drawn from the description: {asked.total():,} requests by {len(asked)} callers, "
            f"{min(asked.values()):,} or more each; {share:.1%} of {len(done)} operations done."
        )
