"""What was pasted, scanned or read from a photo, as lines of the right length where it can be.

Nothing is made up: fillers at the end of a line of names are added or taken away, letters that
stand among fillers are taken for fillers, and each change is reported.
"""

import re
from collections.abc import Iterator
from typing import Final

from cases.citizens.mrz.faults import ERROR, WARNING, Fault
from cases.citizens.mrz.layouts import LAYOUTS, Layout, Span

GUILLEMETS: Final = "«»《≪"
LIKE_FILLERS: Final = str.maketrans(
    dict.fromkeys(GUILLEMETS, "<<")
    | dict.fromkeys("‹›＜＞〈⟨>", "<")
    | dict.fromkeys("\ufeff\u200b\u200c\u200d\u200e\u200f\xad")
)
LINE: Final = re.compile(r"(?=.*[0-9<])(?:[^\W_]|<){20,}")
PIECE: Final = re.compile(r"(?:[^\W_]|<)+")
JOINED: Final = {72: 2, 88: 2, 90: 3}
"""Characters of a whole code without line ends, and how many lines it has."""
WIDTHS: Final = frozenset(layout.width for layout in LAYOUTS.values())
LONGEST_CARD_LINE: Final = 33
BAD: Final = re.compile(r"[^A-Z0-9<]")
TAIL: Final = re.compile(r"[<KC]*$")
LONGEST_TEXT: Final = 2_000


def split_lines(text: str) -> list[str]:
    """Return the lines that look like lines of a code, in capitals; else all that are there.

    Where these are of no layout, lines with blanks and without a filler are words beside the code.
    """
    folded = text[:LONGEST_TEXT].translate(LIKE_FILLERS).upper()
    lines = [line.strip() for line in folded.splitlines() if line.strip()]
    likely = list(likely_lines(lines))
    if len(likely) > 1:
        without_words = [line for line in likely if "<" in line or " " not in line]
        is_among_words = layout_of(likely) is None and layout_of(without_words) is not None
        lines = without_words if is_among_words else likely
    if len(lines) == 1:
        whole = lines[0] if len(lines[0]) in JOINED else lines[0].replace(" ", "")
        return in_lines(whole) or lines
    return lines


def likely_lines(lines: list[str]) -> Iterator[str]:
    """Yield the lines of a code, and the pieces of lines that were broken, among other text."""
    close = [line.replace(" ", "") for line in lines]
    are_whole = [bool(LINE.fullmatch(line)) for line in close]
    for at, line in enumerate(lines):
        beside = [close[near] for near in (at - 1, at + 1) if 0 <= near < len(lines)]
        is_part = "<" in line or not WIDTHS.isdisjoint(len(line + near) for near in beside)
        if are_whole[at] or (is_part and PIECE.fullmatch(line)):
            yield line


def in_lines(whole: str) -> list[str]:
    """Return a whole code without line ends in its lines, empty where the length is of none."""
    count = JOINED.get(len(whole), 0)
    width = len(whole) // count if count else 1
    return [whole[at : at + width] for at in range(0, len(whole), width)] if count else []


def layout_of(lines: list[str]) -> Layout | None:
    """Return the layout of so many lines of about this length."""
    lengths = [len(line.replace(" ", "")) for line in lines]
    if len(lines) == 3:
        return LAYOUTS["TD1"] if max(lengths) <= LONGEST_CARD_LINE else None
    if len(lines) != 2:
        return None
    # Length decides. The line of names loses fillers first, so the other one says more.
    first, second = lengths
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


def fitted(line: str, width: int) -> str:
    """Return a line of names with fillers at its end added or taken away."""
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
        length = len(line)
        if at == names.line:
            line = fitted(line, layout.width)
        if len(line) != layout.width:
            faults.append(wrong_length(at, length, layout))
        elif length != layout.width:
            faults.append(Fault("fillers_miscounted", WARNING, at + 1, count=length))
        clear = clear_fillers(line, at, layout)
        if clear != line:
            faults.append(Fault("fillers_misread", WARNING, line=at + 1))
        found.append(clear)
    return tuple(found), tuple(faults)


def wrong_length(at: int, length: int, layout: Layout) -> Fault:
    """Return the fault of a line that is too short or too long."""
    return Fault("wrong_length", ERROR, at + 1, count=length, width=layout.width)


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
