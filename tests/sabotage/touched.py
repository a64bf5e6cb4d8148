"""Keeps which tests run through which functions, so that a fault is tried by those that meet it.

A plugin of pytest: `-p tests.sabotage.touched`. It looks only at files that hold a fault, and each
process writes what it saw into a file of its own in `.local/sabotage/touched/`.
"""

import json
import os
import sys
from collections import defaultdict
from collections.abc import Generator
from types import CodeType
from typing import Any

import pytest

from consular.env import LOCAL, ROOT
from tests.sabotage.faults import every_fault

FOLDER = LOCAL / "sabotage" / "touched"
TOOL = 4
"""The number by which `sys.monitoring` knows us; coverage has another."""


class Touched:
    def __init__(self) -> None:
        self.files = {str(ROOT / fault.file): fault.file for fault in every_fault() if fault.file}
        self.now: set[tuple[str, str]] = set()
        self.tests: dict[str, list[str]] = defaultdict(list)
        """By `file::function`, the tests that ran through it."""

    def pytest_sessionstart(self) -> None:
        sys.monitoring.use_tool_id(TOOL, "touched")
        sys.monitoring.register_callback(TOOL, sys.monitoring.events.PY_START, self.enter)
        sys.monitoring.set_events(TOOL, sys.monitoring.events.PY_START)

    def enter(self, code: CodeType, _offset: int) -> Any:
        file = self.files.get(code.co_filename)
        if file is None:
            return sys.monitoring.DISABLE
        self.now.add((file, code.co_qualname))
        return None

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        self.now.clear()
        try:
            return (yield)
        finally:
            for file, function in self.now:
                self.tests[f"{file}::{function}"].append(item.nodeid)

    def pytest_sessionfinish(self) -> None:
        sys.monitoring.set_events(TOOL, 0)
        sys.monitoring.free_tool_id(TOOL)
        if self.tests:
            FOLDER.mkdir(parents=True, exist_ok=True)
            path = FOLDER / f"{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}.json"
            path.write_text(json.dumps(self.tests), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Touched(), "touched")


def read() -> dict[str, list[str]]:
    """Return for each `file::function` the tests that ran through it, of all processes."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in FOLDER.glob("*.json"):
        for name, tests in json.loads(path.read_text(encoding="utf-8")).items():
            found[name] += tests
    return found
