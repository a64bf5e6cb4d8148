"""From what was sent to what can be kept, or a refusal with a sentence."""

import hashlib
import json
import logging
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cases.core.fields import Sent
from cases.core.scanner import refuse_infected
from cases.files.examining.kinds import (
    KINDS,
    MOST_BYTES,
    PICTURES,
    fits,
    kind_by_bytes,
    kind_by_name,
)
from cases.files.examining.refusals import SENTENCES, refused

ROOT: Final = Path(__file__).resolve().parents[3]
SECONDS: Final = 15
PROGRAM: Final = "pdftoppm"
DRAWING_SECONDS: Final = 5
DRAWING_KILOBYTES: Final = 600_000
BOUNDED: Final = f'ulimit -v {DRAWING_KILOBYTES} && ulimit -t 4 && ulimit -c 0 && exec "$@"'
FIRST_PAGE: Final = ("-f", "1", "-l", "1", "-scale-to", "960", "-png", "-singlefile", "-")
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that may be kept: made by `examined` alone."""

    name: str
    kind: str
    content: bytes
    preview: bytes
    sent_digest: str
    known: dict[str, int] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """The SHA-256 of what is kept; of a picture, which is drawn anew, not that of what came."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture."""
        return self.kind in PICTURES


def examined(sent: Sent) -> Examined:
    """Return what is kept of a file that was sent; a refusal with a sentence for any other."""
    kind = kind_of(sent)
    refuse_infected(sent.content)
    content, preview, known = looked_through(sent.content, kind)
    if kind == "pdf":
        preview = first_page(sent.content)
    return Examined(
        name=sent.name,
        kind=kind,
        content=content,
        preview=preview,
        sent_digest=hashlib.sha256(sent.content).hexdigest(),
        known=known,
    )


def kind_of(sent: Sent) -> str:
    """Return the kind by name and bytes; both must say the same, and it must be taken."""
    if not sent.content.strip(b"\x00\r\n\t "):
        raise refused("empty_file")
    if len(sent.content) > MOST_BYTES:
        raise refused("too_many_bytes")
    named, found = kind_by_name(sent.name), kind_by_bytes(sent.content)
    if found in SENTENCES:
        raise refused(found)
    if not named:
        raise refused("unknown_kind")
    if not fits(named, found):
        raise refused("wrong_ending")
    return named


def compiled() -> tuple[str, ...]:
    """Let the process read what this one compiled: else it compiles its libraries for each file."""
    return ("-X", f"pycache_prefix={sys.pycache_prefix}") if sys.pycache_prefix else ()


def looked_through(content: bytes, kind: str) -> tuple[bytes, bytes, dict[str, int]]:
    """Return what the process of the kind makes of a file."""
    command = [sys.executable, "-E", "-s", *compiled(), "-m"]
    try:
        done = subprocess.run(
            [*command, f"cases.files.examining.{KINDS[kind].script}", kind],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            cwd=ROOT,
            env={"LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
        )
    except subprocess.TimeoutExpired:
        raise refused("too_heavy") from None
    head, _line, body = done.stdout.partition(b"\n")
    if done.returncode or not head:
        # Ended by the limits, or by the allocator of a parser, which gives no other word.
        raise refused("too_heavy")
    words = json.loads(head)
    if "refused" in words:
        raise refused(words["refused"])
    end = words["content"]
    return body[:end], body[end : end + words["preview"]], words["known"]


def first_page(content: bytes) -> bytes:
    """Return a small picture of the first page of a PDF, where poppler is installed; else nothing.

    Installing it is optional (Debian: `apt-get install poppler-utils`). It is given the bytes
    alone, within bounds of its own, and what it draws is looked through like any picture.
    """
    where = shutil.which(PROGRAM)
    if not where:
        return b""
    command = ("/bin/sh", "-c", BOUNDED, "sh", where, *FIRST_PAGE)
    try:
        drawn = subprocess.run(
            command, input=content, capture_output=True, timeout=DRAWING_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return b""
    if drawn.returncode or not drawn.stdout.startswith(b"\x89PNG"):
        return b""
    return looked_through(drawn.stdout, "png")[1]
