"""The last line of a run of the suite: how many tests passed, failed and were skipped, and why."""

import re
import textwrap
from collections import Counter
from collections.abc import Generator

import pytest

DURATIONS = "durations of this run"
"""The plugin that judges what a run cost (`tests/durations.py`)."""
REASONS = 5
"""So many reasons are told; what was skipped for others is counted together."""
WIDTH = 60


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None]:
    """Print the line after everything else, in the process that the workers report to.

    A run that skipped all its tests has tested nothing, and fails as one without tests does.
    """
    yield
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if hasattr(session.config, "workerinput") or session.config.option.collectonly or not reporter:
        return
    passed = len(reporter.stats.get("passed", []))
    failed = len(reporter.stats.get("failed", [])) + len(reporter.stats.get("error", []))
    skipped = [reason_of(report) for report in reporter.stats.get("skipped", [])]
    if session.exitstatus == pytest.ExitCode.OK and skipped and not passed:
        session.exitstatus = pytest.ExitCode.NO_TESTS_COLLECTED
    notes = told(skipped)
    durations = session.config.pluginmanager.get_plugin(DURATIONS)
    if durations and durations.note:
        notes.insert(0, durations.note)
    if session.exitstatus == pytest.ExitCode.INTERRUPTED:
        notes.insert(0, "interrupted")
    line = f"{passed} passed, {failed} failed, {len(skipped)} skipped"
    reporter.write_line(f"{line} ({'; '.join(notes)})" if notes else line)


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Return why a test was skipped, up to the first pause of the sentence."""
    _file, _line, reason = report.longrepr
    sentence = re.split(r"\s*[(;:.]", str(reason).removeprefix("Skipped: "))[0]
    return textwrap.shorten(sentence, WIDTH, placeholder=" ...")


def told(reasons: list[str]) -> list[str]:
    """Return each reason with its number, the most frequent first."""
    counted = Counter(reasons).most_common()
    notes = [f"{reason}: {number}" for reason, number in counted[:REASONS]]
    others = sum(number for _reason, number in counted[REASONS:])
    return [*notes, f"others: {others}"] if others else notes
