"""Codes as they may have been before lines were broken, swapped or joined and characters doubled.

Each is a proposal that somebody takes; who reads keeps those that are right in every check digit.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice, permutations, product
from typing import Final

from cases.citizens.mrz.cleaning import BAD, GUILLEMETS, fitted, in_lines, layout_of, split_lines
from cases.citizens.mrz.layouts import FILLER, Layout
from cases.citizens.mrz.repairs import Repair

MOST_WAYS: Final = 400
"""Proposals tried of one code."""
MOST_GUILLEMETS: Final = 6
DOUBLED: Final = re.compile(r"(.)(?=\1)")
BARRED: Final = str.maketrans({"Đ": "D", "Ð": "D", "Ɖ": "D"})

Lines = tuple[str, ...]


def arrangements(text: str) -> Iterator[tuple[Layout, Repair]]:
    """Yield what the lines may have been, with their layout; nothing of it is checked yet."""
    yield from islice(every_way(text), MOST_WAYS)


def every_way(text: str) -> Iterator[tuple[Layout, Repair]]:
    """Yield the proposals, those that change least first."""
    typed = tuple(close(split_lines(text)))
    lines = tuple(without_marks(line) for line in typed)
    if lines != typed:
        at = next(at for at, line in enumerate(lines) if line != typed[at])
        yield from proposed(lines, "marks", at, typed[at], lines[at])
    for order in permutations(lines) if len(lines) in {2, 3} else ():
        if order != lines:
            yield from proposed(order, "order")
    whole = tuple(in_lines("".join(lines)))
    if whole and whole != lines:
        yield from proposed(whole, "break")
    yield from by_guillemets(text)
    layout = layout_of(list(lines))
    for at, line in enumerate(lines) if layout else ():
        assert layout is not None
        is_name = at == layout.spans["names"].line
        for read, meant, new in mended(line, layout.width, is_name=is_name):
            yield from proposed((*lines[:at], new, *lines[at + 1 :]), "length", at, read, meant)


def close(lines: list[str]) -> Iterator[str]:
    """Yield lines without blanks."""
    return (line.replace(" ", "") for line in lines)


def proposed(
    lines: Lines, basis: str, at: int = 0, read: str = "", meant: str = ""
) -> Iterator[tuple[Layout, Repair]]:
    """Yield a proposal, its names filled up to the width of its layout; none where it has none."""
    layout = layout_of(list(lines))
    if layout is None:
        return
    names = layout.spans["names"].line
    full = tuple(
        fitted(line, layout.width) if row == names else line for row, line in enumerate(lines)
    )
    if any(len(line) != layout.width or BAD.search(line) for line in full):
        return
    field = "fillers" if basis == "length" else "names" if basis == "marks" else "lines"
    yield layout, Repair(field, at + 1, (), read, meant, full[at], basis, full)


def without_marks(line: str) -> str:
    """Return the letters of a line as codes print them."""
    plain = unicodedata.normalize("NFD", line.translate(BARRED))
    return "".join(char for char in plain if not unicodedata.combining(char))


def by_guillemets(text: str) -> Iterator[tuple[Layout, Repair]]:
    """Yield the code with each guillemet as one filler or as two."""
    places = [at for at, char in enumerate(text) if char in GUILLEMETS]
    if not 0 < len(places) <= MOST_GUILLEMETS:
        return
    for fillers in product((FILLER, FILLER * 2), repeat=len(places)):
        meant = dict(zip(places, fillers, strict=True))
        plain = "".join(meant.get(at, char) for at, char in enumerate(text))
        lines = tuple(without_marks(line) for line in close(split_lines(plain)))
        yield from proposed(lines, "length", 0, "«", FILLER)


def mended(line: str, width: int, *, is_name: bool) -> Iterator[tuple[str, str, str]]:
    """Yield what was read, what is meant, and the line of this width with it."""
    missing = width - len(line)
    if is_name and missing > 0:
        yield "", FILLER * missing, line.ljust(width, FILLER)
    for run in re.finditer("<+", line) if missing and not is_name else ():
        if len(run[0]) >= -missing:
            middle = FILLER * (len(run[0]) + missing)
            yield run[0], middle, line[: run.start()] + middle + line[run.end() :]
    for twice in DOUBLED.finditer(line) if missing == -1 else ():
        yield twice[0] * 2, twice[0], line[: twice.start()] + line[twice.end() :]
