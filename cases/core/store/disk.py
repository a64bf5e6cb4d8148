"""Stored files on a disk: written whole or not at all."""

import os
import time
from collections.abc import Callable, Collection, Iterator
from itertools import batched
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from django.conf import settings

from cases.core.store.sealed import BrokenFileError, closed, opened

INCOMING: Final = "incoming"
AT_ONCE: Final = 500
NAME: Final = 32
ONLY_OURS: Final = 0o700
Known = Callable[[Collection[UUID]], Collection[UUID]]
"""Of some names those that a row names."""


class LostFileError(Exception):
    """A row names bytes that are not there, or not as they were kept."""


def root() -> Path:
    """Return the directory of the files."""
    return Path(settings.STORED_FILES)


def path_of(key: UUID) -> Path:
    """Return where the bytes of a name lie."""
    return root() / key.hex[:2] / key.hex


def keep(content: bytes) -> UUID:
    """Keep bytes and return their name; they outlive a fault of the machine from here on."""
    key = uuid4()
    write(path_of(key), closed(content, key.hex))
    return key


def write(place: Path, written: bytes) -> None:
    """Write a file whole or not at all."""
    incoming = root() / INCOMING
    incoming.mkdir(mode=ONLY_OURS, parents=True, exist_ok=True)
    place.parent.mkdir(mode=ONLY_OURS, parents=True, exist_ok=True)
    unfinished = incoming / uuid4().hex
    try:
        with unfinished.open("xb") as file:
            file.write(written)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(place)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    for folder in (place.parent, place.parent.parent):
        sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Let the name of a file outlive a fault of the machine too."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(key: UUID) -> bytes:
    """Return the bytes under a name."""
    try:
        return opened(path_of(key).read_bytes(), key.hex)
    except (FileNotFoundError, BrokenFileError) as fault:
        raise LostFileError(key.hex) from fault


def remove(key: UUID) -> None:
    """Let the bytes under a name go; again does nothing."""
    path_of(key).unlink(missing_ok=True)


def folders(after: str = "") -> list[str]:
    """Return the folders that hold files, those that come after a name, in order."""
    if not root().is_dir():
        return []
    names = (folder.name for folder in root().iterdir() if folder.is_dir())
    return sorted(name for name in names if len(name) == 2 and name > after)


def sweep(folder: str, known: Known, older_than: float) -> int:
    """Remove what no row names from a folder; return how many files went.

    What is younger than so many seconds is spared: a transaction under way has kept it and not
    named it yet.
    """
    before = time.time() - older_than
    gone = 0
    for some in batched(kept_before(folder, before), AT_ONCE):
        named = set(known(some))
        for key in some:
            if key not in named:
                remove(key)
                gone += 1
    return gone


def kept_before(folder: str, before: float) -> Iterator[UUID]:
    """Yield the names of the files of a folder that are older than a moment."""
    for file in sorted((root() / folder).iterdir()):
        if len(file.name) == NAME and file.stat().st_mtime < before:
            yield UUID(hex=file.name)


def sweep_unfinished(older_than: float) -> int:
    """Remove what was never written to its end."""
    before = time.time() - older_than
    incoming = root() / INCOMING
    left = [file for file in incoming.glob("*") if file.stat().st_mtime < before]
    for file in left:
        file.unlink(missing_ok=True)
    return len(left)
