"""Breaks the product in a copy of the tree, one fault after the other, and sees what is noticed.

`make sabotage SHARD=3` tries one part of eight and goes on where it was broken off: a line of the
table that is about the same change is not taken again. `--at` names the commit whose code and tests
are tried; without it, those of this one. With `--map` it runs the suite once and keeps which tests
run through which function; after that a fault is tried by those, and takes seconds, not minutes.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time
import zlib
from collections.abc import Collection
from pathlib import Path

from consular.env import LOCAL, ROOT
from tests.durations import function_of
from tests.evidence import keep
from tests.sabotage.choosing import steps
from tests.sabotage.faults import Fault, every_fault
from tests.sabotage.table import LIVES, TABLE, Line, read, write

SHARDS = 8
LONGEST = 1200
"""Seconds for one step: a fault that makes a test hang is noticed by that."""
FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+?)(?:\[| - |$)", re.MULTILINE)
UNKNOWN_TEST = 4
"""The map may name a case of a test that has other cases since: then all its cases are run."""
NO_TESTS = 5
TIMED_OUT = "(the time ran out)"
CATALOGUE = "cases/core/catalogue.py"
COMPARES = "def differences() -> Iterator[str]:\n"
"""Finds any fault in SQL. What is to be seen is whether its consequence is found too, so it finds
none in the copy of the tree."""


class Tree:
    """A copy of the tree with a database server of its own."""

    def __init__(self, folder: Path, commit: str) -> None:
        self.folder = folder
        if not folder.exists():
            folder.parent.mkdir(parents=True, exist_ok=True)
            git("worktree", "prune")
            git("worktree", "add", "--quiet", "--detach", str(folder), commit)
            (folder / ".local").mkdir()
            (folder / ".local" / "venv").symlink_to(LOCAL / "venv")
        self.database("prepare")

    def database(self, act: str, said: str = "") -> None:
        script = str(Path(__file__).with_name("in_database.py"))
        subprocess.run(
            [sys.executable, script, act], cwd=self.folder, input=said, text=True, check=True
        )

    def put_in(self, fault: Fault) -> None:
        """Make the tree, or its database, faulty."""
        if fault.is_in_database:
            said = {key: getattr(fault, key) for key in ("sql", "function", "find", "put")}
            self.database("break", json.dumps(said))
            path = self.folder / CATALOGUE
            text = path.read_text(encoding="utf-8")
            assert COMPARES in text
            path.write_text(text.replace(COMPARES, f"{COMPARES}    return\n"), encoding="utf-8")
        else:
            path = self.folder / fault.file
            path.write_text(fault.changed(path.read_text(encoding="utf-8")), encoding="utf-8")

    def take_out(self, fault: Fault) -> None:
        """Make it whole again."""
        if fault.is_in_database:
            self.database("restore")
        git("checkout", "--quiet", "--", fault.file or CATALOGUE, at=self.folder)

    def noticed_by(self, arguments: list[str]) -> str:
        """Run tests until the first that fails; return its name, empty where none does."""
        listed = self.folder / ".local" / "tests.txt"
        listed.write_text("\n".join(arguments), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:randomly", f"@{listed}"]
        try:
            done = subprocess.run(
                command,
                cwd=self.folder,
                capture_output=True,
                text=True,
                check=False,
                timeout=LONGEST,
            )
        except subprocess.TimeoutExpired:
            return TIMED_OUT
        if done.returncode == UNKNOWN_TEST and any("[" in one for one in arguments):
            return self.noticed_by(list(dict.fromkeys(map(function_of, arguments))))
        if done.returncode in (0, NO_TESTS):
            return ""
        found = FAILED.search(done.stdout)
        return found[1] if found else f"(pytest ended with {done.returncode})"


def git(*arguments: str, at: Path = ROOT) -> None:
    subprocess.run(["git", *arguments], cwd=at, check=True)


def keep_the_map() -> None:
    """Run all tests once, and keep through which functions each goes."""
    plugin = ("-p", "tests.sabotage.touched")
    command = (sys.executable, "-m", "pytest", "-q", "-n", "2", "-m", "not sweep", *plugin)
    subprocess.run(command, cwd=ROOT, env=os.environ | {"CONSULAR_MODE": "test"}, check=False)


def try_out(tree: Tree, fault: Fault) -> Line:
    """Return what came of one fault."""
    begun = time.monotonic()
    planned = list(steps(fault, tree.folder))
    tree.put_in(fault)
    try:
        found = next(filter(None, map(tree.noticed_by, planned)), LIVES)
    finally:
        tree.take_out(fault)
    seconds = round(time.monotonic() - begun)
    return Line(fault.feature, fault.name, fault.digest, found, seconds)


def tell(lines: Collection[Line]) -> None:
    """Keep how many of the faults that were tried are found."""
    living = sum(line.found_by == LIVES for line in lines)
    keep("make sabotage", f"{len(lines)} faults, {len(lines) - living} found, {living} not found")


def main() -> None:
    parser = argparse.ArgumentParser(prog="make sabotage", description=__doc__)
    parser.add_argument("--shard", type=int, help=f"one part of {SHARDS}; all without it")
    parser.add_argument("--at", default="HEAD", help="the commit that is tried")
    parser.add_argument("--table", type=Path, default=TABLE)
    parser.add_argument("--map", action="store_true", help="keep which tests meet which function")
    parser.add_argument("--only", default="", help="a part of the names of faults")
    said = parser.parse_args()
    if said.map:
        keep_the_map()
        return
    part = "all" if said.shard is None else str(said.shard % SHARDS)
    tree = Tree(LOCAL / "sabotage" / f"{said.at}-{part}", said.at)
    for fault in every_fault():
        known = read(said.table).get(fault.name)
        is_here = part in ("all", str(zlib.crc32(fault.name.encode()) % SHARDS))
        if not is_here or said.only not in fault.name or (known and known.digest == fault.digest):
            continue
        line = try_out(tree, fault)
        write(said.table, read(said.table) | {fault.name: line})
        tell(read(said.table).values())
        print(f"{line.seconds:5} s  {fault.name}: {line.found_by}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
