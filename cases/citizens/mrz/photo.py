"""The lines of a code read from a photo of a passport or card, where tesseract is installed.

Installing it is optional (Debian: `apt-get install tesseract-ocr`). It runs as a process of its own
with bounded memory and time, is given the bytes alone and reads nothing else. The photo is kept
nowhere; what was read goes the way of a code that was scanned, with its check digits.
"""

import re
import shutil
import struct
import subprocess
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

MOST_BYTES: Final = 8_000_000
MOST_PIXELS: Final = 60_000_000
SECONDS: Final = 20
KILOBYTES: Final = 1_500_000
PROGRAM: Final = "tesseract"
BOUNDED: Final = f'ulimit -v {KILOBYTES} && ulimit -t {SECONDS} && ulimit -c 0 && exec "$@"'
LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
ASKED: Final = ("stdin", "stdout", "--psm", "6", "-c", f"tessedit_char_whitelist={LETTERS}")
ENVIRONMENT: Final = {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}
"""One core for each photo: several officers at once must not stop the pages."""
LINE: Final = re.compile(rf"[{LETTERS}]{{22,}}")
WIDTHS: Final = (44, 36)
PNG: Final = b"\x89PNG\r\n\x1a\n"
JPEG: Final = b"\xff\xd8\xff"
FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG that say how large the picture is."""

SENTENCES: Final[dict[str, Sentence]] = {
    "not_installed": _(
        "Photos cannot be read on this server: tesseract is not installed. Scan, paste or type the "
        "code."
    ),
    "no_picture": _("This is no photo that can be read. Send a JPEG or PNG."),
    "too_large": _("This photo is too large. Send one of at most 8 MB and 60 megapixels."),
    "too_slow": _(
        "This photo took too long to read. Cut it to the lines at the foot, or type them."
    ),
    "no_code": _(
        "No code was found in this photo. Take it straight from above, with the lines of capitals "
        "sharp and filling the width, or type them."
    ),
}


class PhotoError(Exception):
    """Why nothing was read from a photo, as a code of `SENTENCES`."""

    @property
    def code(self) -> str:
        """The code."""
        return str(self.args[0])

    @property
    def sentence(self) -> str:
        """The same in words for staff."""
        return str(SENTENCES[self.code])


def program() -> str:
    """Return where tesseract is, "" where it is not installed."""
    return shutil.which(PROGRAM) or ""


def code_in(photo: bytes) -> str:
    """Return the lines of the code in a photo, one below the other; raises `PhotoError`."""
    where = program()
    if not where:
        raise PhotoError("not_installed")
    refuse_photo(photo)
    command = ("/bin/sh", "-c", BOUNDED, "sh", where, *ASKED)
    try:
        done = subprocess.run(
            command, input=photo, capture_output=True, timeout=SECONDS, env=ENVIRONMENT, check=False
        )
    except subprocess.TimeoutExpired:
        raise PhotoError("too_slow") from None
    if done.returncode != 0:
        raise PhotoError("no_picture")
    lines = lines_in(done.stdout.decode("ascii", "ignore"))
    if not lines:
        raise PhotoError("no_code")
    return "\n".join(lines)


def lines_in(text: str) -> list[str]:
    """Return the last lines that look like those of a code: three of a card, else two."""
    close = (line.replace(" ", "") for line in text.splitlines())
    likely = [line for line in close if LINE.fullmatch(line)]
    if len(likely) >= 3 and all(len(line) <= 33 for line in likely[-3:]):
        return likely[-3:]
    return with_fillers(*likely[-2:]) if len(likely) >= 2 else []


def with_fillers(names: str, other: str) -> list[str]:
    """Return both lines, the fillers behind the names as many as the other line asks for.

    In a photo a row of fillers is counted wrongly nearly always, and says nothing.
    """
    if len(other) in WIDTHS and names.endswith("<"):
        names = names.rstrip("<").ljust(len(other), "<")
    return [names, other]


def refuse_photo(photo: bytes) -> None:
    """Raise unless these are the bytes of a picture of a size that can be read."""
    if len(photo) > MOST_BYTES:
        raise PhotoError("too_large")
    size = size_of(photo)
    if size is None or 0 in size:
        raise PhotoError("no_picture")
    if size[0] * size[1] > MOST_PIXELS:
        raise PhotoError("too_large")


def size_of(photo: bytes) -> tuple[int, int] | None:
    """Return width and height as a PNG or JPEG says them itself, None for anything else."""
    if photo.startswith(PNG) and photo[12:16] == b"IHDR" and len(photo) >= 24:
        width, height = struct.unpack(">II", photo[16:24])
        return width, height
    if photo.startswith(JPEG):
        return next(frames_of(photo), None)
    return None


def frames_of(photo: bytes) -> Iterator[tuple[int, int]]:
    """Yield width and height of the frames of a JPEG, going from marker to marker."""
    at = 2
    while at + 9 <= len(photo) and photo[at] == 0xFF:
        marker, length = photo[at + 1], int.from_bytes(photo[at + 2 : at + 4])
        if marker in FRAMES:
            height, width = struct.unpack(">HH", photo[at + 5 : at + 9])
            yield width, height
        at += 2 + length
