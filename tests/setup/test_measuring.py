"""What the suite measures of itself is what coverage.py's own trace function measures."""

import json
import subprocess
import sys

import pytest

from consular.env import ROOT

SAMPLE = """
from contextlib import suppress


def chosen(value):
    if value > 2:
        answer = "many"
    elif value == 2:
        answer = "two"
    else:
        answer = "few"
    return answer if value else None


def walked(values):
    found = []
    for value in values:
        if value == 3:
            break
        if not value: continue
        found.append(value)
    else:
        found.append("all")
    while found and found[0] == 1:
        del found[0]
    return [one for one in found if one != 7]


def matched(value):
    match value:
        case int() if value > 5:
            return "large"
        case int():
            return "small"
        case {"a": a}:
            return a
    return "other"


def given(values):
    for value in values:
        with suppress(ZeroDivisionError):
            yield 6 / value
    assert values, (
        "some"
    )


def deep(value):
    try:
        if value:
            return deep(
                value - 1
            ) and any(one for one in (0, 1))
        raise ValueError
    except ValueError:
        return True
    finally:
        chosen(value)


chosen(1), chosen(5), walked([0, 1, 2]), walked([4, 3]), matched(9), matched("x")
list(given([1, 0])), deep(2)
"""
MEASURE = """
import coverage, runpy, sys
measure = coverage.Coverage(config_file=sys.argv[1], data_file=None)
measure.start()
runpy.run_path(sys.argv[2])
measure.stop()
print(type(measure._collector.tracers[0]).__name__, file=sys.stderr)
measure.json_report(outfile="-")
"""


def measured(folder, **setting):
    sample, settings = folder / "sample.py", folder / "settings.toml"
    sample.write_text(SAMPLE)
    run = {"branch": True, "include": [str(sample)]} | setting
    lines = (f"{key} = {json.dumps(value)}" for key, value in run.items())
    settings.write_text("[tool.coverage.run]\n" + "\n".join(lines))
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(settings), str(sample)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr.split()[0], json.loads(done.stdout)["files"][str(sample)]


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="coverage.py has a monitor of its own")
def test_finds_the_lines_and_branches_that_tracing_finds(tmp_path):
    ours, found = measured(tmp_path, plugins=["tests.measuring"])
    theirs, traced = measured(tmp_path, core="ctrace")

    assert (ours, theirs) == ("BranchMonitor", "CTracer")
    assert found == traced
    assert found["missing_branches"]
