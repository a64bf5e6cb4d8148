"""The bench from end to end, on a register so small that it takes seconds."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command

from consular.env import ROOT
from tests.benchmarks.database import drop, fingerprint_of, urls
from tests.benchmarks.lettering import LETTERS
from tests.benchmarks.listed import SEED as SEED_OF_LIST
from tests.benchmarks.plan import Plan
from tests.benchmarks.reads import READS
from tests.benchmarks.report import COMPARED, LISTED, RECOUNTED
from tests.benchmarks.running import CALLERS, LISTING, SECURITY, WRITES
from tests.benchmarks.searching import SEED, WAYS
from tests.benchmarks.syncing import LISTS as SYNCED
from tests.benchmarks.syncing import TITLE as COPIED
from tests.benchmarks.taking_along import FILES
from tests.benchmarks.taking_along import TITLE as ALONG
from tests.benchmarks.travelling import BRIEFED, STEPS
from tests.benchmarks.work_writes import TITLES
from tests.empty import empty_name

pytestmark = [pytest.mark.slow, pytest.mark.sweep(whole_file=True, of=["casework"])]
DATABASE = f"consular_bench_{os.getpid()}"
CASES = 300


def run_command(*arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def bench(django_db_setup: None) -> Iterator["subprocess.CompletedProcess[str]"]:
    wanted = ("--cases", str(CASES), "--calls", "1", "--database", DATABASE)
    wanted += ("--copy-of", empty_name())
    yield run_command("bench", *wanted)
    drop(DATABASE)


def test_prints_every_line(bench: "subprocess.CompletedProcess[str]") -> None:
    _progress, _mark, tables = bench.stdout.partition("Reads, one after the other")

    assert bench.returncode == 0, bench.stderr
    for read in READS:
        assert f"\n{read.title}  " in tables
    for title in (*(title for title, _write in WRITES), *TITLES, *LETTERS, LISTING, SECURITY):
        assert f"\n{title}  " in tables
    assert f"\n{RECOUNTED}\n" in tables
    for name in SYNCED:
        assert f"\n{COPIED}: {name}\n" in tables
    for kind, form in FILES:
        assert f"\n{ALONG}: {kind} as {form.upper()}\n" in tables
    for way in WAYS:
        assert f"\n{way}  " in tables
    assert f"seed {SEED}; errors made by each sender" in tables
    for title in LISTED:
        assert f"\n{title}  " in tables
    assert f"seed {SEED_OF_LIST}" in tables
    assert "cases written in" in tables
    assert f"\n{COMPARED}, version 2: " in tables
    for step in (*STEPS, BRIEFED):
        assert f"\n{step}  " in tables
    for title, _mission in CALLERS:
        assert title in tables


def test_refuses_a_part_that_there_is_not() -> None:
    with pytest.raises(CommandError, match="Parts are reads, search"):
        call_command("bench", "--only", "everything")


def test_keeps_the_register_for_the_next_run(bench: "subprocess.CompletedProcess[str]") -> None:
    assert fingerprint_of(DATABASE) == Plan(CASES).fingerprint


def test_proves_the_generated_ledgers(bench: "subprocess.CompletedProcess[str]") -> None:
    owner_url, app_url, _backup_url = urls(DATABASE)

    proved = run_command("verify_ledger", DATABASE_URL=app_url, DATABASE_OWNER_URL=owner_url)

    assert proved.returncode == 0, proved.stdout + proved.stderr
