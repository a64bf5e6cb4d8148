"""Prints the timings as one calm table."""

import os
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import django

from tests.benchmarks.database import Connection
from tests.benchmarks.listed import MODEL
from tests.benchmarks.listed import SEED as SEED_OF_LIST
from tests.benchmarks.matching import Matched
from tests.benchmarks.misreport import SENDERS
from tests.benchmarks.plan import Plan, incidents
from tests.benchmarks.reconciling import SEED as SEED_OF_COMPARED
from tests.benchmarks.reconciling import Compared
from tests.benchmarks.recount import Recounted
from tests.benchmarks.searching import FIRST, SEED, Searched
from tests.benchmarks.taking_in import TakenIn
from tests.benchmarks.timing import Timing
from tests.benchmarks.travelling import PEOPLE
from tests.benchmarks.writes import Rate

Say = Callable[[str], None]
LABEL: Final = 28
CELL: Final = 22
NONE: Final = "–"
SEARCHED: Final = "Search of misreported people"
LISTED: Final[Mapping[str, Callable[[Matched], str]]] = {
    "Seconds, read and matched": lambda done: f"{done.seconds:.1f}",
    "Milliseconds a row": lambda done: f"{1000 * done.seconds / max(1, done.rows):.2f}",
    "Among the candidates": lambda done: f"{done.recall:.3f}",
    "… could be (sample)": lambda done: f"{done.ceiling:.3f}",
    "… of these (sample)": lambda done: f"{done.of_attainable:.3f}",
    "Told of": lambda done: f"{done.told_of / max(1, done.registered):.3f}",
    "Linked by paper": lambda done: f"{done.share(done.linked):.3f}",
    "… to the right person": lambda done: f"{done.precision:.4f}",
    "Parked for somebody": lambda done: f"{done.share(done.parked):.3f}",
    "Only a glance": lambda done: f"{done.share(done.glances):.3f}",
    "Strangers linked or parked": lambda done: f"{done.alarms / max(1, done.strangers):.3f}",
    "Check for doubles, p95 in ms": lambda done: f"{done.timing.p95:.1f}",
}
COMPARED: Final = "Compared with our own records"
RECOUNTED: Final = "Calendar changed, deadlines counted anew by the worker"
COUNTED: Final = (
    ("citizens", "cases_citizen"),
    ("cases", "cases_case"),
    ("transitions", "cases_transition"),
    ("crossings", "cases_crossing"),
    ("stays", "cases_stay"),
    ("steps", "cases_step"),
    ("inquiries", "cases_inquiry"),
    ("results", "cases_stepresult"),
    ("clocks", "cases_clock"),
    ("row versions", "cases_rowversion"),
    ("audit entries", "cases_auditentry"),
)
LEDGERS: Final = ("transitions", "crossings", "stays", "row versions")


@dataclass
class Results:
    """What was measured, by title and caller."""

    callers: list[str] = field(default_factory=list)
    reads: dict[str, dict[str, Timing]] = field(default_factory=dict)
    served: dict[str, dict[str, Timing]] = field(default_factory=dict)
    journeys: dict[str, dict[str, Timing]] = field(default_factory=dict)
    rates: dict[str, dict[str, Rate]] = field(default_factory=dict)
    ratios: dict[str, dict[str, float]] = field(default_factory=dict)
    searches: dict[str, dict[str, Searched]] = field(default_factory=dict)
    lists: dict[str, Matched] = field(default_factory=dict)
    taken_in: dict[str, dict[str, TakenIn]] = field(default_factory=dict)
    compared: dict[str, list[Compared]] = field(default_factory=dict)
    recounted: Recounted | None = None


def machine() -> str:
    """Return processor, cores and memory."""
    name = platform.processor() or platform.machine()
    file = Path("/proc/cpuinfo")
    if file.exists():
        for line in file.read_text().splitlines():
            if line.startswith("model name"):
                name = line.partition(":")[2].strip()
                break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{name}, {os.cpu_count()} cores, {memory:.0f} GB"


def print_states(say: Say, backup: Connection, plan: Plan, calls: int) -> None:
    """Print what the timings were taken on."""
    with backup, backup.cursor() as cursor:
        cursor.execute("select split_part(version(), ' on ', 1)")
        server = cursor.fetchone()[0]
        counts = {}
        for label, table in COUNTED:
            cursor.execute(f"select count(*) from {table}")
            counts[label] = cursor.fetchone()[0]
        cursor.execute("select pg_database_size(current_database())")
        size = cursor.fetchone()[0] / 1e9
        cursor.execute("select count(*) from cases_case where stage not in ('closed', '')")
        open_cases = cursor.fetchone()[0]
        cursor.execute(
            "select count(*) from cases_case where incident_id = %s", [incidents()[0].id]
        )
        of_incident = cursor.fetchone()[0]
        cursor.execute("select count(*) from cases_mission")
        missions = cursor.fetchone()[0]
    python = platform.python_version()
    ledgers = sum(counts[label] for label in LEDGERS)
    lines = (
        ("Machine", machine()),
        ("Software", f"{server}, Python {python}, Django {django.get_version()}"),
        ("Register", f"{plan.cases:,} cases, {missions} missions, seed {plan.seed}, {size:.1f} GB"),
        ("Rows", ", ".join(f"{count:,} {label}" for label, count in counts.items())),
        ("", f"{ledgers:,} rows of ledgers and versions; {open_cases:,} cases are open"),
        ("Figures", f"of the largest incident: {of_incident:,} cases"),
        ("Calls", f"{calls} of each, fewer where slow; in one process; milliseconds; q = queries"),
    )
    say("")
    for label, text in lines:
        say(f"{label:<10}{text}")


def print_results(say: Say, results: Results) -> None:
    """Print all tables."""
    columns = f"{'median':>8}{'p95':>8}"
    for heading_text, table, last in (
        ("Reads, one after the other", results.reads, "    q"),
        ("Two workers of the server", results.served, ""),
        (f"A journey of {PEOPLE} people", results.journeys, "    n"),
    ):
        if not table:
            continue
        heading(say, heading_text, results.callers, columns + last, "worst p95")
        for title, by_caller in table.items():
            cells = {name: timing_cell(timing) for name, timing in by_caller.items()}
            if table is results.journeys:
                cells = {name: journey_cell(timing) for name, timing in by_caller.items()}
            worst = max(timing.p95 for timing in by_caller.values())
            line(say, title, results.callers, cells, f"{worst:.1f}")
    if results.rates:
        heading(say, "Writes", results.callers, f"{'a second':>10}{'p95':>8}", "worst")
    for title, rates in results.rates.items():
        cells = {name: rate_cell(rate) for name, rate in rates.items()}
        slowest = min(rate.per_second for rate in rates.values())
        line(say, title, results.callers, cells, f"{slowest:.0f}")
    if results.ratios:
        heading(say, "Ratios", results.callers, "", "worst")
    for title, ratios in results.ratios.items():
        cells = {name: f"{ratio:.2f}" for name, ratio in ratios.items()}
        line(say, title, results.callers, cells, f"{max(ratios.values()):.2f}")
    print_searches(say, results)
    print_lists(say, results)
    print_taken_in(say, results)
    print_compared(say, results)
    if results.recounted is not None:
        print_recounted(say, results.recounted)


def print_searches(say: Say, results: Results) -> None:
    """Print how many were found, how many could be, how long it took, and the error model."""
    if not results.searches:
        return
    columns = f"{'found':>7}{'could':>7}{'p95':>8}"
    heading(say, SEARCHED, results.callers, columns, "worst ratio")
    for title, by_caller in results.searches.items():
        cells = {
            name: f"{done.share:>7.3f}{done.ceiling:>7.3f}{done.timing.p95:>8.1f}"
            for name, done in by_caller.items()
        }
        worst = min(done.among_first / max(1e-9, done.attainable) for done in by_caller.values())
        line(say, title, results.callers, cells, f"{worst:.3f}")
    say(f"  found: among the first {FIRST}; could: where no more than {FIRST} fit all that is left")
    say(f"  of a report; through the API; seed {SEED}; errors made by each sender, in per cent:")
    for sender, rates in SENDERS.items():
        said = ", ".join(f"{code} {100 * rate:.0f}" for code, rate in rates.items())
        say(f"  {sender}: {said}")


def print_lists(say: Say, results: Results) -> None:
    """Print how fast and how well a list is matched, and how long a check for doubles takes."""
    if not results.lists:
        return
    rows = max(done.rows for done in results.lists.values())
    heading(say, f"A list of {rows:,} rows", results.callers, "", "")
    for title, cell in LISTED.items():
        line(say, title, results.callers, {k: cell(v) for k, v in results.lists.items()}, "")
    say(f"  {MODEL}; seed {SEED_OF_LIST}")


def print_taken_in(say: Say, results: Results) -> None:
    """Print how long a list takes from its arrival until its people are registered."""
    for title, by_caller in results.taken_in.items():
        for caller, done in by_caller.items():
            states = ", ".join(f"{count:,} {state}" for state, count in sorted(done.states.items()))
            seconds = f"received {done.received:.1f} s, looked at {done.checked:.1f} s"
            if done.cases:
                seconds += f", {done.cases:,} cases written in {done.written:.1f} s"
            say("")
            say(f"{title}: {done.rows:,} rows, {caller.lower()}: {seconds}")
            say(f"  longest chunk {done.longest:.1f} s; rows: {states}")


def print_compared(say: Say, results: Results) -> None:
    """Print how long a custody list takes beside our own records, and what became of its rows."""
    for caller, both in results.compared.items():
        for version, done in enumerate(both, start=1):
            piles = ", ".join(f"{count:,} {pile}" for pile, count in sorted(done.counts.items()))
            say("")
            say(
                f"{COMPARED}, version {version}: {done.rows:,} rows, {caller.lower()}: "
                f"{done.seconds:.1f} s, longest chunk {done.longest:.1f} s"
            )
            say(f"  {piles}; seed {SEED_OF_COMPARED}")


def print_recounted(say: Say, done: Recounted) -> None:
    """Print what a changed calendar cost."""
    say("")
    say(RECOUNTED)
    say(
        f"  {done.clocks:,} clocks of one mission ({done.running:,} run), {done.changed:,} moved: "
        f"{done.seconds:.1f} s in {done.chunks} chunks, the longest {done.longest:.1f} s, one of "
        "them lost and done again"
    )
    say(f"  100,000 clocks: {done.of_hundred_thousand:.1f} s")


def heading(say: Say, title: str, callers: Sequence[str], columns: str, last: str) -> None:
    """Print the head of a table."""
    say("")
    say(f"{title:<{LABEL}}" + "".join(f"{name:>{CELL}}" for name in callers) + f"{last:>12}")
    if columns:
        say(" " * LABEL + f"{columns:>{CELL}}" * len(callers))


def line(say: Say, title: str, callers: Sequence[str], cells: Mapping[str, str], last: str) -> None:
    """Print one line; a dash where a caller has no right."""
    shown = "".join(f"{cells.get(name, NONE):>{CELL}}" for name in callers)
    say(f"{title:<{LABEL}}{shown}{last:>12}")


def timing_cell(timing: Timing) -> str:
    """Return median, 95th percentile and queries, or that the site answered a fault."""
    if timing.calls == 0:
        return "fails"
    queries = "" if timing.queries is None else f"{timing.queries:>5}"
    return f"{timing.median:>8.1f}{timing.p95:>8.1f}{queries:>5}"


def journey_cell(timing: Timing) -> str:
    """Return median, 95th percentile, and of how many journeys."""
    return f"{timing.median:>8.1f}{timing.p95:>8.1f}{timing.calls:>5}"


def rate_cell(rate: Rate) -> str:
    """Return operations a second and the 95th percentile of one."""
    return f"{rate.per_second:>10.0f}{rate.timing.p95:>8.1f}"
