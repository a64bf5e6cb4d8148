"""Seals outside the database: a chain cannot see a missing tail, a file elsewhere can.

One line of JSON for each seal: when, the number and hash of the last link, how many links came
since the line before, the digest of that line, and a keyed digest over all this. The key is not in
the database. Lines are only added, each forced to the disk before anything else happens.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from cases.core.evidence.chain import hash_at, last_link
from cases.core.keys import seal_keys

NAME = "record-seals.jsonl"
SALT = "cases.core.evidence.seals"
LONGEST_LINE = 4096
LONGEST_NOTE = 500


class SealRefusedError(Exception):
    """The database is not the one that was sealed; the words say how they differ."""


@dataclass(frozen=True, slots=True)
class Seal:
    """One line of the file. `note` is why an older copy was put back, empty on all others."""

    at: datetime
    seq: int
    hash: str
    count: int
    before: str
    note: str
    mark: str

    def said(self) -> dict[str, Any]:
        """Return what the mark covers."""
        return {
            "at": self.at.isoformat(),
            "seq": self.seq,
            "hash": self.hash,
            "count": self.count,
            "before": self.before,
            "note": self.note,
        }

    @property
    def key_age(self) -> int | None:
        """With which of our keys the mark was made: 0 the present one, 1 the one before."""
        said = self.said()
        for age, key in enumerate(seal_keys()):
            if constant_time_compare(self.mark, mark_of(said, key)):
                return age
        return None

    @property
    def is_marked_by_us(self) -> bool:
        """Whether the mark was made with our key, or one that was ours."""
        return self.key_age is not None

    def line(self) -> str:
        """Return the line of the file, without its end."""
        return json.dumps(self.said() | {"mark": self.mark}, ensure_ascii=False)


def mark_of(said: dict[str, Any], secret: str) -> str:
    """Return the keyed digest of a line."""
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return salted_hmac(SALT, text, secret=secret, algorithm="sha256").hexdigest()


def file_of_seals() -> Path | None:
    """Return where the seals are kept, None where the environment names no directory."""
    return Path(settings.AUDIT_SEALS) / NAME if settings.AUDIT_SEALS else None


def parsed(line: str) -> Seal | None:
    """Return the seal of a line, None for what is none."""
    try:
        row = json.loads(line)
        return Seal(
            datetime.fromisoformat(row["at"]),
            int(row["seq"]),
            str(row["hash"]),
            int(row["count"]),
            str(row["before"]),
            str(row["note"]),
            str(row["mark"]),
        )
    except (ValueError, KeyError, TypeError):
        return None


def lines_of(file: Path) -> Iterator[str]:
    """Yield the lines of the file without their ends; none where there is no file."""
    if file.exists():
        with file.open(encoding="utf-8", errors="replace", newline="\n") as stream:
            for line in stream:
                yield line.rstrip("\n")


def digest_of(line: str) -> str:
    """Return what the next line says of this one."""
    return sha256(line.encode()).hexdigest()


@contextmanager
def opened(file: Path) -> Iterator[int]:
    """Open the file for adding, one process at a time; a new one is on the disk with its name."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    is_new = not file.exists()
    descriptor = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
        os.fsync(descriptor)
        if is_new:
            folder = os.open(file.parent, os.O_RDONLY)
            os.fsync(folder)
            os.close(folder)
    finally:
        os.close(descriptor)


def last_line(descriptor: int) -> str:
    """Return the last line of the open file, empty where there is none."""
    size = os.fstat(descriptor).st_size
    tail = os.pread(descriptor, 2 * LONGEST_LINE, max(0, size - 2 * LONGEST_LINE))
    return tail.decode(errors="replace").rstrip("\n").rpartition("\n")[2]


def newest_seal() -> Seal | None:
    """Return the last seal of the file, None where there is none; its mark is not asked about."""
    file = file_of_seals()
    if file is None or not file.exists():
        return None
    with file.open("rb") as stream:
        line = last_line(stream.fileno())
    return parsed(line) if line else None


def seal_over(seq: int) -> Seal | None:
    """Return the first seal that covers a link, None where none does yet.

    A seal over what was lost when an older copy was put back covers nothing that came later.
    """
    found: Seal | None = None
    file = file_of_seals()
    for line in lines_of(file) if file else ():
        seal = parsed(line)
        if seal is not None and seal.note and found is not None and found.seq > seal.seq:
            found = None
        if seal is not None and found is None and seal.seq >= seq:
            found = seal
    return found


def write_seal(*, restored: str = "", unless_newer_than: datetime | None = None) -> Seal | None:
    """Add a line for the last link; None where there is nothing to seal or no file.

    Refused when the database does not hold what the line before sealed: it was changed, or an
    older copy was put back. `restored` says why that is right, and goes on from there.
    """
    file = file_of_seals()
    if file is None:
        return None
    with opened(file) as descriptor:
        line = last_line(descriptor)
        found = last_link()
        former = parsed(line) if line else None
        if found is None and former is None:
            return None
        seq, digest = found or (0, "")
        if former is not None:
            is_same = former.seq == 0 or hash_at(former.seq) == former.hash
            if not is_same and not restored:
                raise SealRefusedError(
                    f"The database does not hold what was sealed on {former.at:%Y-%m-%d %H:%M}; "
                    "see manage.py verify_audit."
                )
            is_fresh = unless_newer_than is not None and former.at > unless_newer_than
            if is_fresh and former.seq == seq and not restored:
                return None
        elif line and not restored:
            raise SealRefusedError("The last line of the seals is damaged; see verify_audit.")
        said = {
            "at": timezone.now().isoformat(),
            "seq": seq,
            "hash": digest,
            "count": seq - (former.seq if former else 0),
            "before": digest_of(line) if line else "",
            "note": restored[:LONGEST_NOTE],
        }
        seal = parsed(json.dumps(said | {"mark": mark_of(said, seal_keys()[0])}))
        assert seal is not None
        os.write(descriptor, (seal.line() + "\n").encode())
        return seal
