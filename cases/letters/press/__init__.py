"""Letters to PDF: in a process of its own, with bounded memory and time.

A letter is set by Typst from a file of `seeds/letters` and its data as JSON. The process can read
nothing but that folder and the fonts, and no letter may ask for a package.
"""

import json
import logging
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from cases.core.configured import path_of
from cases.core.errors import Refused
from cases.letters.press.families import font_folders, fonts, thai_fonts
from cases.letters.press.signs import printable, printed_words, unprintable_in

__all__ = [
    "Printed",
    "fonts",
    "is_print",
    "pressed",
    "printable",
    "printed_words",
    "thai_fonts",
    "unprintable_in",
]

CHILD: Final = Path(__file__).with_name("child.py")
SECONDS: Final = 10
SECONDS_EACH: Final = 1
SIGN_WITHOUT_FONT: Final = 4
"""With this the process ends where a sign is in none of the fonts."""
PRINTED_HERE: Final = b"<xmp:CreatorTool>Typst"
"""Stands in every file of the press, also in several put together: PDF/A keeps it readable."""
SIGNED: Final = b"/ByteRange"
"""Stands in a PDF with a digital signature, which is added to the file as it was."""
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Printed:
    """One letter as it was printed: the file, what it says, how many pages."""

    pdf: bytes
    text: str
    pages: int


def folder() -> Path:
    """Return where the letters stand."""
    return path_of("letters")


def pressed(
    letters: Sequence[tuple[str, dict[str, Any]]], root: Path | None = None
) -> list[Printed]:
    """Print letters, each the name of its file and its data; 503 where the press fails.

    Words that no font has the letters of are left out of each, and it says so (`signs`).
    What is printed from another folder, `root`, is no letter: its text is not read back.
    """
    jobs = [{"file": f"{name}.typ", "data": printed_words(data)} for name, data in letters]
    asked = {
        "root": str(root or folder()),
        "fonts": font_folders(),
        "reads": root is None,
    }
    told = json.dumps(asked | {"jobs": jobs}).encode()
    return printed_in(answer_of_child(told, SECONDS + SECONDS_EACH * len(jobs)), len(jobs))


def answer_of_child(told: bytes, limit: int) -> bytes:
    """Return what the process writes of what it is told; `limit` is in seconds."""
    command = [sys.executable, "-I", str(CHILD), str(limit)]
    try:
        done = subprocess.run(
            command, input=told, capture_output=True, timeout=limit + 5, check=False
        )
    except subprocess.TimeoutExpired:
        logger.error("The press was stopped after %d seconds.", limit + 5)
        raise unprinted() from None
    if done.returncode:
        logger.error("The press ended with %d: %s", done.returncode, cause_in(done.stderr))
        raise without_font() if done.returncode == SIGN_WITHOUT_FONT else unprinted()
    return done.stdout


def is_print(content: bytes) -> bool:
    """Return whether bytes are a file of the press, with nobody's digital signature in it."""
    return PRINTED_HERE in content and SIGNED not in content


def printed_in(said: bytes, count: int) -> list[Printed]:
    """Return what the process wrote: a line of JSON before each file."""
    found = []
    for _number in range(count):
        line, _newline, said = said.partition(b"\n")
        head = json.loads(line)
        found.append(Printed(said[: head["size"]], head["text"], head["pages"]))
        said = said[head["size"] :]
    return found


def cause_in(said: bytes) -> str:
    """Return what the process says of its end: the kind of fault, and nothing of a letter."""
    lines = said.decode(errors="replace").split()
    return lines[-1] if lines else "no word"


def unprinted() -> Refused:
    """503: nothing was kept; whoever runs the machine finds the cause in the log."""
    return Refused(
        _("This could not be printed just now, and nothing was kept. Try again."),
        "not_printed",
        503,
    )


def without_font() -> Refused:
    """422: trying again would not help."""
    return Refused(
        _("This cannot be printed: a sign in it is in no font here. Write it in other letters."),
        "sign_without_font",
        422,
    )
