"""Which fonts letters are printed with, and where they lie."""

from importlib.util import find_spec
from pathlib import Path
from typing import Final

LATIN: Final = (
    ("Times New Roman", "/usr/share/fonts/truetype/msttcorefonts"),
    ("Liberation Serif", "/usr/share/fonts/truetype/liberation"),
)
"""What the decree asks for, and what has its measures, each where Debian puts it."""
BUILT_IN: Final = "Libertinus Serif"
"""Comes with Typst, for a machine that has neither."""
THAI: Final = "Sarabun"
THAI_PACKAGE: Final = "fontpkg_sarabun"


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
