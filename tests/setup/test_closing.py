"""The last line of a run, read off runs of a suite of a few lines."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from consular.env import ROOT

SUITE = """
import os
import pytest

def test_passes(): pass
def test_fails(): assert "call" not in os.environ["FAIL"]

@pytest.fixture
def broken(): assert "setup" not in os.environ["FAIL"]
def test_stands_on_it(broken): pass

@pytest.mark.parametrize("number", range(3))
def test_lacks_a_program(number): pytest.skip("No program (package program); left out.")

@pytest.mark.parametrize("number", range(6))
def test_lacks_others(number): pytest.skip(f"Program {number} is not installed")

def test_is_interrupted():
    if os.environ["FAIL"] == "interrupt":
        raise KeyboardInterrupt
"""
FOUR = "test_passes or test_fails or test_stands or test_is"


def run(folder: Path, *arguments: str, fail: str = "") -> tuple[int, str]:
    """Return the exit status and the last line."""
    (folder / "test_sample.py").write_text(SUITE)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.closing", *arguments],
        cwd=folder,
        env=os.environ
        | {"FAIL": fail, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.splitlines()[-1]


def test_the_counts_stand_alone_where_nothing_is_skipped(tmp_path: Path):
    ended = run(tmp_path, "-k", FOUR, "-qq")

    assert ended == (0, "4 passed, 0 failed, 0 skipped")


def test_five_reasons_are_told_with_the_number_of_each(tmp_path: Path):
    _status, line = run(tmp_path)

    counts, reasons = line.rstrip(")").split(" (")
    assert counts == "4 passed, 0 failed, 9 skipped"
    assert reasons.split("; ") == [
        "No program: 3",
        *(f"Program {number} is not installed: 1" for number in range(4)),
        "others: 2",
    ]


def test_a_failure_is_counted_wherever_it_happens_and_told_after_the_coverage(tmp_path: Path):
    plugins = ("-p", "xdist.plugin", "-n2", "-p", "pytest_cov.plugin", "--cov=.")

    ended = run(tmp_path, "-k", FOUR, *plugins, fail="call and setup")

    assert ended == (1, "2 passed, 2 failed, 0 skipped")


def test_a_module_that_does_not_import_is_a_failure(tmp_path: Path):
    (tmp_path / "test_broken.py").write_text("import there_is_no_such_module")

    ended = run(tmp_path)

    assert ended == (2, "0 passed, 1 failed, 0 skipped (interrupted)")


def test_an_interruption_is_told(tmp_path: Path):
    ended = run(tmp_path, "-k", FOUR, fail="interrupt")

    assert ended == (2, "3 passed, 0 failed, 0 skipped (interrupted)")


@pytest.mark.parametrize(
    ("chosen", "line"),
    [
        ("no_such_test", "0 passed, 0 failed, 0 skipped"),
        ("lacks_a_program", "0 passed, 0 failed, 3 skipped (No program: 3)"),
    ],
)
def test_a_run_that_tested_nothing_fails(tmp_path: Path, chosen, line):
    ended = run(tmp_path, "-k", chosen)

    assert ended == (5, line)
