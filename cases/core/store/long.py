"""Stored files that are too long to be held whole: written and read part by part.

One file under one name, like the others, so that the sweep and a backup know it. It is a row of
parts, each closed by itself under the name of the file and its number; the last one says that it is
the last, so that no end can be cut off unseen.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import BinaryIO, Final
from uuid import UUID, uuid4

from cases.core.store.disk import INCOMING, ONLY_OURS, LostFileError, path_of, root, sync_folder
from cases.core.store.sealed import OVERHEAD, BrokenFileError, closed, opened

PART: Final = 1024 * 1024
LENGTH: Final = 4
MOST: Final = PART + OVERHEAD


def part_name(key: UUID, number: int, *, is_last: bool) -> str:
    """Return under which name a part is closed."""
    return f"{key.hex}/{number}/{'end' if is_last else 'more'}"


class LongFile:
    """A file that is being written; a file object that only takes bytes."""

    def __init__(self, key: UUID, file: BinaryIO) -> None:
        self.key = key
        self.size = 0
        self.digest = hashlib.sha256()
        self._file = file
        self._waiting = bytearray()
        self._parts = 0

    def write(self, content: bytes) -> int:
        """Take some bytes; what fills a part is written."""
        self.size += len(content)
        self.digest.update(content)
        self._waiting += content
        while len(self._waiting) > PART:
            self._put(bytes(self._waiting[:PART]), is_last=False)
            del self._waiting[:PART]
        return len(content)

    def flush(self) -> None:
        """Do nothing: a part is written when it is full."""

    def end(self) -> None:
        """Write the last part."""
        self._put(bytes(self._waiting), is_last=True)
        self._waiting.clear()

    def _put(self, content: bytes, *, is_last: bool) -> None:
        written = closed(content, part_name(self.key, self._parts, is_last=is_last))
        self._file.write(len(written).to_bytes(LENGTH, "big") + written)
        self._parts += 1


@contextmanager
def keep_long() -> Iterator[LongFile]:
    """Give a file to write into; once the block ends without a fault, its bytes are kept."""
    key = uuid4()
    place, incoming = path_of(key), root() / INCOMING
    for folder in (incoming, place.parent):
        folder.mkdir(mode=ONLY_OURS, parents=True, exist_ok=True)
    unfinished = incoming / uuid4().hex
    try:
        with unfinished.open("xb") as file:
            long = LongFile(key, file)
            yield long
            long.end()
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(place)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    for folder in (place.parent, place.parent.parent):
        sync_folder(folder)


def read_long(key: UUID) -> Iterator[bytes]:
    """Return the parts of a file; a file that is not there is said before the first of them."""
    try:
        file = path_of(key).open("rb")
    except FileNotFoundError as fault:
        raise LostFileError(key.hex) from fault
    return parts_of(key, file)


def parts_of(key: UUID, file: BinaryIO) -> Iterator[bytes]:
    """Yield the parts in order; `LostFileError` for one that is not as it was kept."""
    with file:
        head = file.read(LENGTH)
        for number in count():
            length = int.from_bytes(head, "big")
            written = file.read(length) if len(head) == LENGTH and length <= MOST else b""
            head = file.read(LENGTH)
            try:
                yield opened(written, part_name(key, number, is_last=not head))
            except BrokenFileError as fault:
                raise LostFileError(key.hex) from fault
            if not head:
                return
