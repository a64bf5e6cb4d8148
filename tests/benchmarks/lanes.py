"""The lanes in which the rows of a list are looked at: each in a process of its own, as workers."""

import json
import os
import subprocess
import sys
import time

from django.conf import settings
from django.db import connection

from cases.core.jobs.declared import Arguments
from consular.env import ROOT
from tests.benchmarks.clients import BenchError
from tests.benchmarks.database import urls


def worked_in_lanes(arguments: Arguments, lanes: int) -> tuple[float, float]:
    """Return the seconds until all lanes are done, and those of the longest chunk."""
    processes = [started() for _lane in range(lanes)]
    try:
        for process in processes:
            if said_by(process) != "ready":
                raise BenchError("A lane does not start.")
        begun = time.perf_counter()
        for process in processes:
            assert process.stdin is not None
            process.stdin.write(json.dumps(arguments) + "\n")
            process.stdin.flush()
        longest = [said_by(process) for process in processes]
        seconds = time.perf_counter() - begun
        if not all(longest):
            raise BenchError("A lane ended before its end.")
    finally:
        for process in processes:
            process.terminate()
            process.wait()
    return seconds, max(map(float, longest))


def started() -> "subprocess.Popen[str]":
    """Start one lane on the database of the bench."""
    _owner, app_url, _backup = urls(str(connection.settings_dict["NAME"]))
    return subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.lane"],
        cwd=ROOT,
        env=os.environ
        | {
            "DATABASE_URL": app_url,
            "DATABASE_OWNER_URL": app_url,
            "SECRET_KEY": settings.SECRET_KEY,
            "DJANGO_SETTINGS_MODULE": "consular.settings",
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def said_by(process: "subprocess.Popen[str]") -> str:
    """Return the next line of a lane."""
    assert process.stdout is not None
    return process.stdout.readline().strip()
