"""What was measured on the whole, kept in `docs/evidence.md` by the commands that take hours.

A command has one line there, which it writes anew: what came of it, when, and at which commit.
"""

import re
import subprocess
import time
from pathlib import Path

import pytest

from consular.env import ROOT
from tests.closing import DURATIONS
from tests.sweeps import IS_AUDIT, shard

EVIDENCE = ROOT / "docs" / "evidence.md"
HEADING = """# Evidence

What the commands that take hours found, on two cores. Each writes its own line anew.

| command | result | date | commit |
|---|---|---|---|
"""
WHOLE_SUITE = pytest.Config.ArgsSource.TESTPATHS
NUMBER = re.compile(r"\d+")


def keep(command: str, result: str, path: Path = EVIDENCE) -> None:
    """Write the line of a command."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    rows = {line.split("`")[1]: line for line in lines if line.startswith("| `")}
    today = time.strftime("%Y-%m-%d")
    rows[command] = f"| `{command}` | {result} | {today} | {commit()} |"
    path.write_text(HEADING + "".join(f"{rows[name]}\n" for name in sorted(rows, key=in_order)))


def in_order(command: str) -> tuple[str, int]:
    """Sort the parts of a command by their number."""
    number = NUMBER.search(command)
    return NUMBER.sub("", command), int(number[0]) if number else -1


def commit() -> str:
    """Return the commit that was tried, with a star where the tree differs from it."""
    command = ("git", "describe", "--always", "--dirty=*")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


class Kept:
    """Keeps how an audit, or a part of it, ended."""

    def __init__(self) -> None:
        self.begun = time.monotonic()

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        reporter = session.config.pluginmanager.get_plugin("terminalreporter")
        config = session.config
        if not reporter or config.option.collectonly or config.args_source is not WHOLE_SUITE:
            return
        numbers = [
            f"{sum(len(reporter.stats.get(key, [])) for key in keys)} {keys[0]}"
            for keys in (("passed",), ("failed", "error"), ("skipped",))
        ]
        minutes = (time.monotonic() - self.begun) / 60
        durations = session.config.pluginmanager.get_plugin(DURATIONS)
        cost = f"; CPU {durations.sum}" if durations and durations.sum else ""
        part = "" if shard() is None else f" PART={shard()}"
        keep(f"make audit{part}", f"{', '.join(numbers)} in {minutes:.0f} minutes{cost}")


def pytest_configure(config: pytest.Config) -> None:
    if IS_AUDIT and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Kept(), "evidence")
