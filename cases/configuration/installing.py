"""Keeping files of one's own: tried first, then made to count by one step.

A set of files is a folder below `versions/` that is never changed; the link `current` is put in
the place of the former one in one step, so that no process ever reads half a set. Those of before
stay, and the link can be set back by hand.
"""

import fcntl
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.conf import settings

from cases.configuration.exporting import digest_of
from cases.configuration.files import FILE_KINDS
from cases.configuration.sets import write_files
from cases.core.configured import CURRENT, VERSIONS, is_outdated, path_of, released

LOCK: Final = "lock"
SECONDS: Final = 120
DIGITS: Final = 16
TRACEBACK: Final = "Traceback (most recent call last):"
RAISED: Final = re.compile(r"\A(?:\w+\.)*(?:\w*Error|Faulty\w+|ImproperlyConfigured): ")


class OthersLoadedError(Exception):
    """Somebody else has loaded files since this process began."""


class UnusableError(ValueError):
    """The files cannot be taken; says what reading them ended with."""


def own_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what this installation has of its own once the set is loaded.

    Files that the set does not hold stay; a kind that equals the release is not kept apart.
    """
    found: dict[str, bytes] = {}
    for kind in FILE_KINDS:
        said = {name: text for name, text in files.items() if kind.owns(name)}
        whole = kind.found(path_of) | said
        if whole != kind.found(released):
            found |= whole
    return found


@contextmanager
def alone() -> Iterator[None]:
    """Let nobody else load files meanwhile; raises where somebody did since this process began."""
    root = Path(settings.CONFIGURATION)
    root.mkdir(parents=True, exist_ok=True)
    with (root / LOCK).open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if is_outdated():
            raise OthersLoadedError
        yield


def try_files(files: Mapping[str, bytes]) -> None:
    """Let a process of its own start with the files and read every one; raises what it says."""
    if not files:
        return
    with TemporaryDirectory(prefix="configuration-") as folder:
        write_files(files, Path(folder) / CURRENT)
        done = subprocess.run(
            [sys.executable, str(settings.BASE_DIR / "manage.py"), "configuration", "check"],
            env={**os.environ, "CONFIGURATION": folder},
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    if done.returncode:
        raise UnusableError(plain(done.stderr))


def plain(said: str) -> str:
    """Return what a process ended with, without where in the code it was found."""
    ended = said.rpartition(TRACEBACK)[2] if TRACEBACK in said else said
    lines = [line for line in ended.splitlines() if line.strip() and not line.startswith(" ")]
    return RAISED.sub("", "\n".join(lines))


def keep_files(files: Mapping[str, bytes]) -> str:
    """Write a set of files to its folder, without letting it count; return its name."""
    name = digest_of(files)[:DIGITS]
    folder = Path(settings.CONFIGURATION) / VERSIONS / name
    if not folder.exists():
        draft = folder.with_name(f"{name}.{os.getpid()}")
        draft.mkdir(parents=True)
        write_files(files, draft)
        draft.replace(folder)
    return name


def let_count(name: str) -> None:
    """Set the link to a folder that was written, in one step."""
    root = Path(settings.CONFIGURATION)
    draft = root / f"{CURRENT}.{os.getpid()}"
    draft.unlink(missing_ok=True)
    draft.symlink_to(Path(VERSIONS) / name)
    draft.replace(root / CURRENT)
