"""Parts of a file that is on its way: what came of it stays a day, for whoever sent it alone.

A part is no fact: nobody is told of it, and it says nothing before the whole file is there and an
operation takes it. It lies under the number of its officer and a keyed name, so that it is found
again by whoever chooses the same file again, after a cut line or a closed page, and by nobody else.
"""

import hashlib
import shutil
import time
from pathlib import Path
from typing import Final

from cases.core.store.disk import ONLY_OURS, root, write
from cases.core.store.sealed import OVERHEAD, BrokenFileError, closed, opened

FOLDER: Final = "parts"
LASTS: Final = 24 * 60 * 60
DIGITS: Final = 12


def folder_of(staff_id: int, digest: str) -> Path:
    """Return where the parts of a file of an officer lie."""
    name = hashlib.sha256(f"{staff_id}:{digest}".encode()).hexdigest()[:32]
    return root() / FOLDER / str(staff_id) / name


def parts_in(folder: Path) -> list[Path]:
    """Return the parts that follow each other from the beginning."""
    found, at = [], 0
    for part in sorted(folder.glob("[0-9]" * DIGITS)):
        if int(part.name) != at:
            break
        found.append(part)
        at += part.stat().st_size - OVERHEAD
    return found


def length_of(staff_id: int, digest: str) -> int:
    """Return how many bytes of a file have come."""
    parts = parts_in(folder_of(staff_id, digest))
    return int(parts[-1].name) + parts[-1].stat().st_size - OVERHEAD if parts else 0


def add(staff_id: int, digest: str, offset: int, content: bytes) -> int:
    """Keep a part that follows what has come, and return how many bytes there are now.

    A part that came before, or does not follow, changes nothing.
    """
    folder = folder_of(staff_id, digest)
    if content and offset == length_of(staff_id, digest):
        folder.mkdir(mode=ONLY_OURS, parents=True, exist_ok=True)
        place = folder / f"{offset:0{DIGITS}d}"
        write(place, closed(content, f"{folder.name}/{place.name}"))
    return length_of(staff_id, digest)


def whole(staff_id: int, digest: str) -> bytes | None:
    """Return the file with this digest, None as long as it has not come whole and unchanged."""
    folder = folder_of(staff_id, digest)
    try:
        content = b"".join(
            opened(part.read_bytes(), f"{folder.name}/{part.name}") for part in parts_in(folder)
        )
    except (BrokenFileError, FileNotFoundError):
        return None
    return content if hashlib.sha256(content).hexdigest() == digest else None


def forget(staff_id: int, digest: str) -> None:
    """Let the parts of a file go."""
    shutil.rmtree(folder_of(staff_id, digest), ignore_errors=True)


def held_by(staff_id: int) -> int:
    """Return how many bytes an officer has on the way."""
    own = root() / FOLDER / str(staff_id)
    return sum(part.stat().st_size for part in own.glob("*/*"))


def sweep_parts() -> int:
    """Let go what has not grown for a day; return how many files went."""
    before = time.time() - LASTS
    gone = 0
    for folder in (root() / FOLDER).glob("*/*"):
        if max((part.stat().st_mtime for part in folder.iterdir()), default=0) < before:
            shutil.rmtree(folder, ignore_errors=True)
            gone += 1
    return gone
