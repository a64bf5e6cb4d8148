"""Sweeps: tests that try one rule on hundreds of things that are alike, in twenty parts.

What has the mark `sweep` is left out by `make test`, which tries each rule on representatives.
`make sweep` runs one part and, whole, what belongs to the features that have changed; the part is
the number of commits modulo twenty, so that each has its turn. `make audit` runs all parts, and
what has no mark; `make audit PART=3` runs a twentieth of both.
"""

import os
import re
import subprocess
import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from consular.env import LOCAL, ROOT

IS_AUDIT = os.environ.get("HYPOTHESIS_PROFILE") == "audit"
"""`make audit` tries everything where the suite tries some of it."""
SHARDS = 20
VARIABLE, BASE, ONLY = "SWEEP_SHARD", "SWEEP_BASE", "SWEEP_ONLY"
KEYS = re.compile(r"[0-9a-f-]{36}|[0-9]+")
"""Of records, which differ from run to run."""


def shard() -> int | None:
    """Return which part is run; None where all of them are."""
    said = os.environ.get(VARIABLE, "")
    return int(said) % SHARDS if said else None


def part_of(name: str) -> int:
    """Return in which part something lies, by its name."""
    return zlib.crc32(KEYS.sub("", name).encode()) % SHARDS


def is_tried(name: str) -> bool:
    """Return whether what is called so is in the part that is run."""
    return shard() in (None, part_of(name))


def tried[T](things: Iterable[T]) -> list[T]:
    """Return of many things those in the part that is run, by what they are called."""
    return [thing for thing in things if is_tried(str(thing))]


LEFT_OUT = {"sweep": False}
"""Whether this run leaves all sweeps out (`-m "not sweep"`); then none of them is collected."""


def pytest_configure(config: pytest.Config) -> None:
    """See whether the marks that are asked for leave all sweeps out."""
    wanted = [part.strip() for part in config.option.markexpr.split(" and ")]
    LEFT_OUT["sweep"] = "not sweep" in wanted and not re.search(r"\bor\b|[()]", " ".join(wanted))


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(collector: Any, obj: object) -> list[Any] | None:
    """Make no tests of a sweep that is left out."""
    marks = getattr(obj, "pytestmark", None) if LEFT_OUT["sweep"] else None
    is_sweep = any(getattr(mark, "name", "") == "sweep" for mark in marks or ())
    return [] if is_sweep else None


@cache
def changed_features() -> frozenset[str]:
    """Return the features of `cases/` that differ from the commit before, or from SWEEP_BASE."""
    base = os.environ.get(BASE) or "HEAD~1"
    done = subprocess.run(
        ["git", "diff", "--name-only", base, "--", "cases"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    folders = (line.split("/") for line in done.stdout.splitlines())
    found = {parts[1] for parts in folders if len(parts) > 2}
    return frozenset(found - {"core", "locale", "migrations", "static", "management"})


def is_of_a_changed_feature(item: Any) -> bool:
    """Return whether a test tries an operation of a feature that changed, or lies in its folder.

    What leans on other features than that of its folder says `sweep(of=...)` with their names.
    """
    declared = getattr(item, "callspec", None) and item.callspec.params.get("declared")
    place = declared.operation.__module__ if declared else item.module.__name__
    mark = item.get_closest_marker("sweep")
    others = mark.kwargs.get("of", ()) if mark else ()
    return not changed_features().isdisjoint({place.split(".")[1], *others})


def is_a_wall(item: Any) -> bool:
    """Return whether a test is of the matrix or the canary, which a part of the audit widens."""
    return item.module.__name__.startswith(("tests.matrix.", "tests.canary."))


def is_here(item: Any) -> bool:
    """Return whether a test is in the part that is run, by its own name or that of its file.

    One that goes through the parts by itself says `sweep(within=True)`, and is in each.
    """
    mark = item.get_closest_marker("sweep")
    if IS_AUDIT and mark is None and not is_a_wall(item):
        return is_tried(item.module.__name__)
    if mark is None or mark.kwargs.get("within"):
        return True
    name = item.module.__name__ if mark.kwargs.get("whole_file") else item.nodeid
    return is_tried(name) or is_of_a_changed_feature(item)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where a part is run, leave out the tests of the others."""
    if shard() is None:
        return
    only = set(Path(os.environ[ONLY]).read_text().splitlines()) if ONLY in os.environ else None
    kept, left_out = [], []
    for item in items:
        is_wanted = is_here(item) if only is None else item.nodeid in only
        (kept if is_wanted else left_out).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
    items[:] = kept


def pytest_report_header() -> str:
    """Say which part is run."""
    return "" if shard() is None else f"sweep: part {shard()} of {SHARDS}"


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write down what failed, for the comparison with the commit before."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if shard() is not None and reporter and not hasattr(session.config, "workerinput"):
        failed = [*reporter.stats.get("failed", []), *reporter.stats.get("error", [])]
        text = "".join(f"{nodeid}\n" for nodeid in {report.nodeid for report in failed})
        (LOCAL / "sweep-failed").write_text(text, encoding="utf-8")


def of_some[T](rows: Iterable[T], chosen: Iterable[T]) -> list[Any]:
    """Return parameters of which those that are not chosen are tried by sweeps alone."""
    always = list(chosen)
    if LEFT_OUT["sweep"]:
        return [row for row in rows if row in always]
    return [row if row in always else param_of(row) for row in rows]


def param_of(row: Any) -> Any:
    """Return a parameter, or several, for sweeps alone."""
    values = row if isinstance(row, tuple) else (row,)
    return pytest.param(*values, marks=pytest.mark.sweep)
