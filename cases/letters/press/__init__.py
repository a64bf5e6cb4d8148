"""Letters to PDF: in a process of its own, with bounded memory and time.

A letter is set by Typst from a file of `seeds/letters` and its data as JSON. The process can read
nothing but that folder and the fonts, and no letter may ask for a package.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from cases.core.configured import path_of
from cases.core.errors import Refused

CHILD: Final = Path(__file__).with_name("child.py")
SECONDS: Final = 10
SECONDS_EACH: Final = 1
LATIN: Final = (
    ("Times New Roman", "/usr/share/fonts/truetype/msttcorefonts"),
    ("Liberation Serif", "/usr/share/fonts/truetype/liberation"),
)
"""What the decree asks for, and what has its measures, each where Debian puts it."""
BUILT_IN: Final = "Libertinus Serif"
"""Comes with Typst, for a machine that has neither."""
THAI: Final = "Sarabun"
THAI_PACKAGE: Final = "fontpkg_sarabun"


@dataclass(frozen=True, slots=True)
class Printed:
    """One letter as it was printed: the file, what it says, how many pages."""

    pdf: bytes
    text: str
    pages: int


def folder() -> Path:
    """Return where the letters stand."""
    return path_of("letters")


def thai_fonts() -> str:
    """Return the folder of the Thai font; empty where its package is not installed."""
    spec = find_spec(THAI_PACKAGE)
    if spec is None or spec.origin is None:
        return ""
    return str(Path(spec.origin).parent / "files")


def fonts() -> list[str]:
    """Return the families of a letter, the first that has a letter of the alphabet prints it."""
    latin = [name for name, place in LATIN if Path(place).is_dir()][:1]
    return [*latin, BUILT_IN, *([THAI] if thai_fonts() else [])]


def font_folders() -> list[str]:
    """Return where the fonts of letters lie."""
    places = [place for _name, place in LATIN if Path(place).is_dir()][:1]
    return [path for path in (*places, thai_fonts()) if path]


def pressed(
    letters: Sequence[tuple[str, dict[str, Any]]], root: Path | None = None
) -> list[Printed]:
    """Print letters, each the name of its file and its data; 503 where the press fails.

    What is printed from another folder, `root`, is no letter: its text is not read back.
    """
    jobs = [{"file": f"{name}.typ", "data": data} for name, data in letters]
    asked = {
        "root": str(root or folder()),
        "fonts": font_folders(),
        "reads": root is None,
    }
    told = json.dumps(asked | {"jobs": jobs}).encode()
    limit = SECONDS + SECONDS_EACH * len(jobs)
    command = [sys.executable, "-I", str(CHILD), str(limit)]
    try:
        done = subprocess.run(
            command, input=told, capture_output=True, timeout=limit + 5, check=False
        )
    except subprocess.TimeoutExpired:
        raise unprinted() from None
    if done.returncode:
        raise unprinted()
    return printed_in(done.stdout, len(jobs))


def printed_in(said: bytes, count: int) -> list[Printed]:
    """Return what the process wrote: a line of JSON before each file."""
    found = []
    for _number in range(count):
        line, _newline, said = said.partition(b"\n")
        head = json.loads(line)
        found.append(Printed(said[: head["size"]], head["text"], head["pages"]))
        said = said[head["size"] :]
    return found


def unprinted() -> Refused:
    """503: nothing was issued; whoever runs the machine has to look."""
    return Refused(
        _("The letter could not be printed just now. Nothing was issued; try again."),
        "not_printed",
        503,
    )
