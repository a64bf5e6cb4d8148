"""Times files of 100,000 rows: counted, read by a cursor, written and closed part by part.

The first rows of all are written, in the order of the file, so that a register of any size is
measured by the same number. That the rows were taken along is put on record and then undone; the
files go.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final
from unittest.mock import patch

from django.db import transaction

from cases.core import store
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.exports.filling import Filled, disclose_file, write_rows
from cases.exports.kinds import Kind
from cases.exports.models import Export
from cases.exports.operations import ask_export
from tests.benchmarks.reads import Reader
from tests.memory import growth

RIGHT: Final = "export.take"
ROWS: Final = 100_000
BUDGET: Final = 120.0
"""Seconds: what is promised of 100,000 rows."""
TELLING: Final = 10_000
"""Rows; what a file of fewer takes is mostly its beginning and its end."""
TITLE: Final = "Taken along in one file"
FILES: Final = (("cases", "csv"), ("people", "xlsx"), ("steps", "ndjson"))
MILLION: Final = 1_000_000


@dataclass(frozen=True)
class TakenAlong:
    """One file: how many rows and bytes, how long each part took, how far memory grew."""

    rows: int
    size: int
    counted: float
    written: float
    noted: float
    grown: int


def taken_along(
    readers: list[Reader], say: Callable[[str], None]
) -> dict[str, dict[str, TakenAlong]]:
    """Write each file as each reader who may."""
    done: dict[str, dict[str, TakenAlong]] = {}
    for kind, form in FILES:
        say(f"{TITLE}: {kind} as {form.upper()} ...")
        for reader in readers:
            if reader.caller.actor.may(RIGHT):
                found = one_file(reader.caller.actor, kind, form)
                done.setdefault(f"{kind} as {form.upper()}", {})[reader.caller.title] = found
    return done


def one_file(actor: Actor, kind: str, form: str) -> TakenAlong:
    """Ask for a file, write it, put it on record, and undo what was put down."""
    with transaction.atomic():
        began = time.perf_counter()
        with eyes(actor):
            said: dict[str, Any] = {"purpose": "checking", "words": "A measurement."}
            export = ask_export(actor, kind=kind, format=form, **said)
        counted = time.perf_counter() - began
        filled: list[Filled] = []
        began = time.perf_counter()
        with first_rows():
            grown = growth(lambda: filled.append(written(actor, export)))
        seconds = time.perf_counter() - began
        began = time.perf_counter()
        with eyes(actor):
            disclose_file(export, filled[0])
        noted = time.perf_counter() - began
        transaction.set_rollback(True)
    store.remove(filled[0].key)
    (file,) = filled
    return TakenAlong(len(file.ids), file.size, counted, seconds, noted, grown)


def written(actor: Actor, export: Export) -> Filled:
    """Write the file as the work in the background does."""
    with store.keep_long() as file:
        ids = write_rows(actor, export, file)
    return Filled(file.key, file.size, file.digest.hexdigest(), ids)


@contextmanager
def first_rows() -> Iterator[None]:
    """Let a file have so many rows and no more."""
    read = Kind.read

    def some(kind: Kind, actor: Actor, asks: Mapping[str, str]) -> Iterator[tuple[Any, ...]]:
        return islice(read(kind, actor, asks), ROWS)

    with patch.object(Kind, "read", some):
        yield


def print_taken_along(say: Callable[[str], None], done: dict[str, dict[str, TakenAlong]]) -> None:
    """Print how long each file took, beside what is promised."""
    for name, by_caller in done.items():
        say("")
        say(f"{TITLE}: {name}")
        for title, row in by_caller.items():
            say(
                f"  {title}: {row.rows:,} rows ({row.size / MILLION:.1f} MB) counted in "
                f"{row.counted:.1f} s, written in {row.written:.1f} s, on record in "
                f"{row.noted:.1f} s, memory +{row.grown / MILLION:.0f} MB; {BUDGET:.0f} s for "
                f"{ROWS:,} rows: {verdict(row)}"
            )


def verdict(row: TakenAlong) -> str:
    """Return whether what is promised is kept, where the file is long enough to tell."""
    if row.rows < TELLING:
        return "too few rows to tell"
    return "kept" if row.written * ROWS <= BUDGET * row.rows else "NOT KEPT"
