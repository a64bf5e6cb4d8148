"""What was pasted, scanned or read from a photo, as lines of the right length where it can be.

Nothing is made up: fillers at the end of a line of names are added or taken away, letters that
stand among fillers are taken for fillers, and each change is reported.
"""

import re
from collections.abc import Iterator
from typing import Final

from cases.citizens.mrz.faults import ERROR, WARNING, Fault
from cases.citizens.mrz.layouts import LAYOUTS, Layout, Span

LIKE_FILLERS: Final = str.maketrans(
    {"«": "<<", "‹": "<", "＜": "<", "〈": "<", "⟨": "<", "《": "<<", "≪": "<<", "＞": "<"}
    | dict.fromkeys("\ufeff\u200b\u200c\u200d\u200e\u200f\xad")
)
LINE: Final = re.compile(r"[A-Z0-9<]{20,}")
JOINED: Final = {72: 2, 88: 2, 90: 3}
"""Characters of a whole code without line ends, and how many lines it has."""
BAD: Final = re.compile(r"[^A-Z0-9<]")
TAIL: Final = re.compile(r"[<KC]*$")
LONGEST_TEXT: Final = 2_000


def split_lines(text: str) -> list[str]:
    """Return the lines that look like lines of a code, in capitals; else all that are there."""
    folded = text[:LONGEST_TEXT].translate(LIKE_FILLERS).upper()
    lines = [line.strip() for line in folded.splitlines() if line.strip()]
    likely = [line for line in lines if LINE.fullmatch(line.replace(" ", ""))]
    if len(likely) in {2, 3}:
        lines = likely
    if len(lines) == 1:
        whole = lines[0] if len(lines[0]) in JOINED else lines[0].replace(" ", "")
        count = JOINED.get(len(whole))
        if count:
            width = len(whole) // count
            return [whole[at : at + width] for at in range(0, len(whole), width)]
    return lines


def layout_of(lines: list[str]) -> Layout | None:
    """Return the layout of so many lines of about this length."""
    if len(lines) == 3:
        return LAYOUTS["TD1"]
    if len(lines) != 2:
        return None
    # Length decides. The line of names loses fillers first, so the other one says more.
    first, second = (len(line.replace(" ", "")) for line in lines)
    is_large = missing(first, second, 44) < missing(first, second, 36)
    if lines[0].startswith("V"):
        return LAYOUTS["MRV-A" if is_large else "MRV-B"]
    return LAYOUTS["TD3" if is_large else "TD2"]


def missing(first: int, second: int, width: int) -> int:
    """Return how far two lines are from a width, the second counted twice."""
    return abs(first - width) + 2 * abs(second - width)


def without_blanks(line: str, width: int) -> tuple[str, bool]:
    """Return a line without blanks, and whether they stood for fillers."""
    close = line.replace(" ", "")
    if len(close) == width or " " not in line:
        return close, False
    filled = line.replace(" ", "<")
    return (filled, True) if len(filled) == width else (close, False)


def clear_tail(text: str, *, has_names: bool) -> str:
    """Return text whose last fillers were read as K or C with the fillers back.

    A single K after one filler is a name, and so is one after the two that part family and given
    name: only after two more fillers, or four in a row, it is none.
    """
    start = TAIL.search(text)
    at = start.start() if start else len(text)
    tail = text[at:]
    first = tail.find("<<")
    if has_names and first >= 0 and text.find("<<") == at + first:
        after = tail[first:].lstrip("<")
        first = tail.find("<<", len(tail) - len(after))
    if first < 0:
        is_run = len(tail) > 3 and "<" not in tail
        return text[:at] + "<" * len(tail) if is_run else text
    return text[: at + first] + "<" * len(tail[first:])


def fitted(line: str, width: int, *, has_names: bool) -> str:
    """Return a line of names with fillers at its end added or taken away."""
    if not has_names or len(line) == width:
        return line
    if len(line) < width and line.endswith("<"):
        return line.ljust(width, "<")
    return line[:width] if not line[width:].strip("<") else line


def cleaned(lines: list[str], layout: Layout) -> tuple[tuple[str, ...], tuple[Fault, ...]]:
    """Return the lines ready to be read, and what was wrong with them."""
    found: list[str] = []
    faults: list[Fault] = []
    names = layout.spans["names"]
    for at, raw in enumerate(lines):
        line, is_filled = without_blanks(raw, layout.width)
        if is_filled:
            faults.append(Fault("spaces", WARNING, line=at + 1))
        faults.extend(bad_characters(line, at))
        if len(line) != layout.width:
            faults.append(
                Fault("wrong_length", ERROR, line=at + 1, count=len(line), width=layout.width)
            )
        line = fitted(line, layout.width, has_names=at == names.line)
        clear = clear_fillers(line, at, layout)
        if clear != line:
            faults.append(Fault("fillers_misread", WARNING, line=at + 1))
        found.append(clear)
    return tuple(found), tuple(faults)


def bad_characters(line: str, at: int) -> Iterator[Fault]:
    """Yield what cannot stand in a code, at most three of a line."""
    for _count, match in zip(range(3), BAD.finditer(line), strict=False):
        yield Fault("bad_character", ERROR, at + 1, match.start() + 1, text=match[0])


def clear_fillers(line: str, at: int, layout: Layout) -> str:
    """Return a line with letters read for fillers at the end of the names or of additional data."""
    if len(line) != layout.width:
        return line
    for key in ("names", "optional", "second_optional"):
        span = layout.spans.get(key, Span(-1, 0, 0))
        if span.line == at:
            part = clear_tail(line[span.start : span.end], has_names=key == "names")
            line = line[: span.start] + part + line[span.end :]
    return line
