"""Which part of many that are alike the suite tries, the same in every run; `make audit` tries all.

What takes seconds for each of hundreds is tried for some of them, others in another file, so that a
fault of all of them is found within minutes and one of a single one within a night.
"""

import re
import zlib
from collections.abc import Iterable

from tests.hardening.odd import IS_AUDIT

KEYS = re.compile(r"[0-9a-f-]{36}|[0-9]+")
"""Of records, which differ from run to run."""


def part_of(name: str, parts: int) -> int:
    """Return in which of so many parts something lies, by its name."""
    return zlib.crc32(KEYS.sub("", name).encode()) % parts


def is_tried(name: str, parts: int, part: int = 0) -> bool:
    """Return whether the suite tries what lies in one of so many parts."""
    return IS_AUDIT or part_of(name, parts) == part


def tried[T](things: Iterable[T], parts: int, part: int = 0) -> list[T]:
    """Return of many things those that the suite tries, by what they are called."""
    return [thing for thing in things if is_tried(str(thing), parts, part)]
