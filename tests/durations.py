"""Each run tells what it cost, by kind of test, and its ten dearest tests.

The budget of a whole run is in CPU seconds of the machine by which `tests/costs.py` counts, so that
a slow hour of a shared machine fails nothing. Over the budget the last line says so; a run over
`TOO_MUCH` times its budget fails. A kind is a folder of `tests/`.
`make durations` keeps what every test function cost in the tree.
"""

import time
from collections import defaultdict
from collections.abc import Generator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from consular.env import ROOT
from tests.closing import DURATIONS
from tests.costs import Cost, calibrate, server_time, spent, total, watch_connections

BUDGETS = {"test": 1800, "quick": 430}
"""CPU seconds. The goal is 1,650 and 430: two cores for 15 and for 4 minutes, less what no run can
fill. The suite takes about 1,700 so far."""
TOO_MUCH = 1.3
CALIBRATED_EVERY = 120
"""Seconds on the clock: how fast a core is hangs on what the other one does meanwhile."""
DEAREST = 10
KEPT = ROOT / "tests" / "durations.tsv"
SPENT = "spent"


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("durations")
    group.addoption("--budget", choices=sorted(BUDGETS), help="judge the CPU seconds of this run")
    group.addoption("--keep-durations", action="store_true", help=f"write {KEPT.name}")
    group.addoption("--cheapest", type=int, help="run the cheapest tests, for so many CPU seconds")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Durations(config), DURATIONS)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the test functions that cost least a run, as many as fit, and those not measured yet."""
    if config.option.cheapest is None:
        return
    dear = too_dear(kept(), config.option.cheapest)
    left_out = [item for item in items if function_of(item.nodeid) in dear]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if function_of(item.nodeid) not in dear]


class Durations:
    """What this process spends; in the one that the workers report to, what all of them spend."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.is_worker = hasattr(config, "workerinput")
        self.has_workers = bool(getattr(config.option, "numprocesses", None))
        self.calibrations: list[float] = []
        self.calibrated_at = time.perf_counter()
        self.costs: dict[str, Cost] = {}
        self.outside = time.process_time()
        """Of Python, while no test ran: to collect, to hand over, to tell."""
        self.server = 0.0
        self.begun = Cost()
        self.has_browser = False
        self.sum = ""
        """What the whole run cost, in a line."""
        self.note = ""
        """What the last line says about the budget; nothing where the run keeps to it."""

    # In the process that runs tests

    def pytest_sessionstart(self) -> None:
        self.server = server_time()
        if not self.has_workers or self.is_worker:
            self.calibrate()
            watch_connections()

    def calibrate(self) -> None:
        self.calibrations.append(calibrate())
        self.calibrated_at = time.perf_counter()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        if time.perf_counter() - self.calibrated_at > CALIBRATED_EVERY:
            self.calibrate()
        begun = time.process_time()
        self.begun = self.now(item)
        try:
            return (yield)
        finally:
            self.outside -= time.process_time() - begun

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if call.when == "teardown":
            cost = since(self.begun, self.now(item))
            report.user_properties.append((SPENT, asdict(cost)))
        return report

    def now(self, item: pytest.Item) -> Cost:
        """Chromium stays until the session ends, so it is looked at from its first test on."""
        self.has_browser |= item.get_closest_marker("browser") is not None
        return spent(with_browser=self.has_browser)

    # In the process that tells

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        spent = [value for name, value in report.user_properties if name == SPENT]
        if not self.is_worker and report.when == "teardown" and spent:
            self.costs[report.nodeid] = Cost(**spent[0])

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        output = getattr(node, "workeroutput", {})
        self.calibrations.extend(output.get("calibrations", []))
        self.outside += output.get("outside", 0.0)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Judge when the fixtures of the session are gone; a worker hands its figures over."""
        if self.calibrations and not self.has_workers:
            self.calibrations.append(calibrate())
        self.outside += time.process_time()
        if self.is_worker:
            handed = {"calibrations": self.calibrations, "outside": self.outside}
            self.config.workeroutput |= handed  # type: ignore[attr-defined]
        elif self.costs and self.calibrations:
            self.judge(session)
            if self.config.option.keep_durations:
                KEPT.write_text(as_table(self.costs), encoding="utf-8")

    def judge(self, session: pytest.Session) -> None:
        """Say what the whole run cost; fail it where that is far too much."""
        of_tests = total(self.costs.values())
        server = max(server_time() - self.server, of_tests.postgres)
        cpu = of_tests.python + of_tests.browser + server + self.outside
        work = sum(self.calibrations) / len(self.calibrations)
        # A fast machine does not do everything faster by as much as it does this work.
        scaled = cpu / max(work, 1.0)
        self.sum = f"{cpu:,.0f} s; the fixed second of work took {work:.2f} s: {scaled:,.0f} s"
        budget = BUDGETS.get(self.config.option.budget)
        if not budget:
            return
        self.sum += f", budget {budget:,} s"
        if scaled > budget:
            self.note = f"over the budget: {scaled:,.0f} of {budget:,} CPU seconds"
        if scaled > TOO_MUCH * budget and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if not self.sum or len(self.costs) < DEAREST:
            return
        terminalreporter.section("CPU seconds")
        for line in [*by_kind(self.costs), "", *dearest(self.costs), "", self.sum]:
            terminalreporter.write_line(line)


def since(begun: Cost, now: Cost) -> Cost:
    """Return what was spent between; a Chromium that has ended counts as a child of Python's."""
    cost = now - begun
    if cost.browser < 0:
        return replace(cost, python=max(0.0, cost.python + cost.browser), browser=0.0)
    return cost


def kind_of(nodeid: str) -> str:
    parts = Path(nodeid.partition("::")[0]).parts
    return parts[1] if len(parts) > 2 else parts[-1]


def function_of(nodeid: str) -> str:
    return nodeid.partition("[")[0]


def grouped(costs: dict[str, Cost], key: Any) -> dict[str, list[Cost]]:
    groups: dict[str, list[Cost]] = defaultdict(list)
    for nodeid, cost in costs.items():
        groups[key(nodeid)].append(cost)
    return groups


def by_kind(costs: dict[str, Cost]) -> list[str]:
    """Return a line for each kind, the dearest first, and one for all of them."""
    sums = {name: (len(rows), total(rows)) for name, rows in grouped(costs, kind_of).items()}
    ordered = sorted(sums.items(), key=lambda row: -row[1][1].cpu)
    heading = (
        f"{'':16}{'tests':>7}{'CPU':>8}{'Python':>8}{'Postgres':>9}{'Chromium':>9}{'clock':>8}"
    )
    return [heading, *(line(name, *row) for name, row in ordered), line("all", *whole(costs))]


def whole(costs: dict[str, Cost]) -> tuple[int, Cost]:
    return len(costs), total(costs.values())


def line(name: str, number: int, cost: Cost) -> str:
    figures = f"{cost.cpu:8.1f}{cost.python:8.1f}{cost.postgres:9.1f}{cost.browser:9.1f}"
    return f"{name:16}{number:7}{figures}{cost.seconds:8.1f}"


def dearest(costs: dict[str, Cost]) -> list[str]:
    ordered = sorted(costs.items(), key=lambda row: -row[1].cpu)[:DEAREST]
    return [f"{cost.cpu:8.1f}  {nodeid}" for nodeid, cost in ordered]


def kept() -> dict[str, tuple[int, float]]:
    """Return how often each test function ran, and the CPU seconds of all its runs."""
    rows = [line.split("\t") for line in KEPT.read_text(encoding="utf-8").splitlines()[1:]]
    return {row[0]: (int(row[1]), sum(map(float, row[3:]))) for row in rows}


def too_dear(costs: dict[str, tuple[int, float]], seconds: float) -> set[str]:
    """Return the functions that do not fit, the cheapest a run put in first."""
    dear = set()
    for name, (_runs, cost) in sorted(costs.items(), key=lambda row: row[1][1] / row[1][0]):
        seconds -= cost
        if seconds < 0:
            dear.add(name)
    return dear


def as_table(costs: dict[str, Cost]) -> str:
    """Return a line for each test function: how often it ran, and what all its runs cost."""
    lines = ["test\truns\tseconds\tpython\tpostgres\tchromium"]
    for name, rows in sorted(grouped(costs, function_of).items()):
        cost = total(rows)
        figures = (cost.seconds, cost.python, cost.postgres, cost.browser)
        lines.append("\t".join([name, str(len(rows)), *(f"{figure:.2f}" for figure in figures)]))
    return "\n".join(lines) + "\n"
