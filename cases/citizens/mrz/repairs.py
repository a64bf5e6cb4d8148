"""Repairs of misread characters, offered and never made: each says what it would change and why.

O, D, Q and 0, I, L and 1, B and 8, S and 5, Z and 2, T and 7 are told apart by the check digits, so
a repair is offered only where it makes them fit. G and 6, L and 1 weigh the same: only the form of
a field (a date has no letters, the number of a Vietnamese passport one) tells them apart.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product
from operator import itemgetter
from typing import Final

from django.utils.translation import gettext as _

from cases.citizens.mrz.faults import FIELDS
from cases.citizens.mrz.layouts import (
    FILLER,
    Layout,
    Span,
    held,
    is_checked,
    is_composite_right,
)
from cases.citizens.mrz.values import is_state, states
from cases.citizens.numbers import PASSPORT_SHAPES

SHAPES: Final = ("0ODQ", "1IL", "8B", "5S", "2Z", "6G", "7T")
"""Figures, each with the letters that look like it, the likeliest first."""
TWINS: Final = {char: shape.replace(char, "") for shape in SHAPES for char in shape}
TO_DIGIT: Final = {char: shape[0] for shape in SHAPES for char in shape[1:]}
TO_LETTERS: Final = {shape[0]: shape[1:] for shape in SHAPES}
LIKE_FILLER: Final = frozenset("KC")
LOST_PARTING: Final = re.compile("(?<=[A-Z])(?:K<|<K|KK|C<|<C|CC)(?=[A-Z])")
MOST_SWAPS: Final = 2
MOST_REPAIRS: Final = 8
MOST_OPEN: Final = 3
"""Figures among letters with more than one likeness are tried up to so many."""
VIETNAMESE: Final = "VNM"
PERSONAL_DIGITS: Final = 12
CARD_SHAPES: Final = ("999999999",)
"""The number of a Vietnamese card: the last nine digits of the personal number."""

Changes = dict[int, str]
"""Place in the line, counted from 0 -> the character that is meant there."""


@dataclass(frozen=True, slots=True)
class Repair:
    """Characters of a field replaced. `lines` is the whole code with them; `places` count from 1.

    `basis`: `check` where a check digit fits then, `form` where only such a character may stand,
    `length` where characters were lost or doubled, `marks` where letters have marks, `order` and
    `break` where lines stand in another order or were broken.
    """

    field: str
    line: int
    places: tuple[int, ...]
    read: str
    meant: str
    value: str
    basis: str
    lines: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The repair in words for staff."""
        if self.basis in {"order", "break"}:
            return (
                _("With its lines in the other order the code would be right.")
                if self.basis == "order"
                else _("With its lines broken where they should be, the code would be right.")
            )
        if self.basis in {"length", "marks"}:
            said = (
                _("Without marks, line %(line)s would be “%(value)s”.")
                if self.basis == "marks"
                else _("With characters put in or left out, line %(line)s would be “%(value)s”.")
            )
            return said % {"line": self.line, "value": self.value}
        return _("%(field)s: “%(value)s” would fit (%(meant)s instead of %(read)s).") % {
            "field": str(FIELDS[self.field]).capitalize(),
            "value": self.value,
            "meant": self.meant,
            "read": self.read,
        }


def replaced(lines: tuple[str, ...], line: int, chars: Changes) -> tuple[str, ...]:
    """Return the lines with characters of one line replaced."""
    new = "".join(chars.get(at, char) for at, char in enumerate(lines[line]))
    return (*lines[:line], new, *lines[line + 1 :])


def offer(lines: tuple[str, ...], field: str, span: Span, chars: Changes, basis: str) -> Repair:
    new = replaced(lines, span.line, chars)
    return Repair(
        field=field,
        line=span.line + 1,
        places=tuple(at + 1 for at in chars),
        read="".join(lines[span.line][at] for at in chars),
        meant="".join(chars.values()),
        value=held(new, span).strip("<") or "<",
        basis=basis,
        lines=new,
    )


def by_form(lines: tuple[str, ...], span: Span) -> Changes:
    """Return the characters that must be digits where letters stand: dates, and check digits."""
    places = list(range(span.start, span.end)) if span.is_digits else []
    places += [] if span.check is None else [span.check]
    line = lines[span.line]
    return {at: TO_DIGIT[line[at]] for at in places if line[at] in TO_DIGIT}


def shapes_of(lines: tuple[str, ...], layout: Layout) -> tuple[str, ...]:
    """Return how the number of this document is built, () where that is not known."""
    state = held(lines, layout.spans["state"]).rstrip(FILLER)
    if layout.code == "TD1" and state == VIETNAMESE:
        return CARD_SHAPES
    return PASSPORT_SHAPES.get(states().get(state, ""), ()) if layout.code == "TD3" else ()


def by_shape(lines: tuple[str, ...], span: Span, shape: str) -> Iterator[Changes]:
    """Yield the look-alikes with which a number is built like a shape: none if it is already."""
    options: list[list[tuple[int, str]]] = []
    for at, wanted in enumerate(shape.ljust(span.end - span.start, FILLER), span.start):
        char = lines[span.line][at]
        if wanted == FILLER:
            meant = "" if char == FILLER else FILLER if char in LIKE_FILLER else None
        elif wanted == "X":
            meant = None if char == FILLER else ""
        elif wanted == "9":
            meant = "" if char.isdigit() else TO_DIGIT.get(char)
        else:
            meant = "" if char.isalpha() else TO_LETTERS.get(char)
        if meant is None:
            return
        if meant:
            options.append([(at, one) for one in meant])
    for chosen in product(*options):
        yield dict(chosen)


def by_check(lines: tuple[str, ...], layout: Layout, field: str) -> Iterator[Changes]:
    """Yield the swaps that make the check digit of a field fit, the fewest and likeliest first."""
    span = layout.spans[field]
    fixed = by_form(lines, span)
    if fixed and is_checked(replaced(lines, span.line, fixed), layout, field):
        yield fixed
        return
    line = replaced(lines, span.line, fixed)[span.line]
    places = [at for at in (*range(span.start, span.end), span.check) if at is not None]
    open_places = [
        at for at in places if line[at] in TWINS and not (span.is_digits or at == span.check)
    ]
    for count in range(1, MOST_SWAPS + 1):
        ways = [
            (
                sum(TWINS[line[at]].index(char) for at, char in zip(chosen, meant, strict=True)),
                chars,
            )
            for chosen in combinations(open_places, count)
            for meant in product(*(TWINS[line[at]] for at in chosen))
            if is_checked(
                replaced(
                    lines,
                    span.line,
                    chars := {**fixed, **dict(zip(chosen, meant, strict=True))},
                ),
                layout,
                field,
            )
        ]
        yield from (chars for _rank, chars in sorted(ways, key=itemgetter(0)))
        if ways:
            return


def formed(lines: tuple[str, ...], layout: Layout) -> Iterator[Changes]:
    """Yield the look-alikes with which the number has the form of its country and its digit."""
    span = layout.spans["number"]
    fixed = by_form(lines, span)
    for shape in shapes_of(lines, layout):
        for changes in by_shape(lines, span, shape):
            chars = dict(sorted((changes | fixed).items()))
            if is_checked(replaced(lines, span.line, chars), layout, "number"):
                yield chars


def repairs_of(lines: tuple[str, ...], layout: Layout) -> tuple[Repair, ...]:
    """Return what can be offered for a code whose lines have the right length.

    The digit over the whole cannot choose between two repairs of one field: it weighs a number and
    additional data just as their own check digits do.
    """
    found: list[Repair] = []
    wrong = [field for field in layout.spans if not is_checked(lines, layout, field)]
    for field in wrong:
        span = layout.spans[field]
        ways = list(formed(lines, layout)) if field == "number" else []
        if not ways or held(lines, layout.spans["state"]) != VIETNAMESE:
            ways += by_check(lines, layout, field)
        found.extend(offer(lines, field, span, chars, "check") for chars in ways)
    if not wrong and not is_composite_right(lines, layout):
        found.extend(unchecked_repairs(lines, layout))
    found.extend(form_repairs(lines, layout, frozenset(wrong)))
    return tuple({repair.lines: repair for repair in reversed(found)}.values())[::-1][:MOST_REPAIRS]


def unchecked_repairs(lines: tuple[str, ...], layout: Layout) -> Iterator[Repair]:
    """Yield the swaps in what only the last digit checks, and of this digit itself."""
    assert layout.composite_at is not None
    line, at = layout.composite_at
    last = Span(line, at, at + 1)
    spans = {"composite": last} | {
        field: span
        for field, span in layout.spans.items()
        if span.check is None and field in {"optional", "second_optional"}
    }
    are_digits = PERSONAL_DIGITS if held(lines, layout.spans["state"]) == VIETNAMESE else 0
    for field, span in spans.items():
        for place in range(span.start, span.end):
            most = are_digits if field == "optional" else field == "composite"
            for twin in TWINS.get(lines[span.line][place], ""):
                new = replaced(lines, span.line, {place: twin})
                is_possible = twin.isdigit() or place >= span.start + most
                if is_possible and is_composite_right(new, layout):
                    yield offer(lines, field, span, {place: twin}, "check")


def form_repairs(lines: tuple[str, ...], layout: Layout, wrong: frozenset[str]) -> Iterator[Repair]:
    """Yield the swaps in fields that can only hold letters or figures, or have a known form."""
    for field in ("state", "nationality", "names"):
        for chars in by_letters(lines, layout.spans[field], field):
            yield offer(lines, field, layout.spans[field], chars, "form")
    names = layout.spans["names"]
    text = held(lines, names)
    parting = LOST_PARTING.search(text) if "<<" not in text.strip("<") else None
    if parting:
        places = range(names.start + parting.start(), names.start + parting.end())
        yield offer(lines, "names", names, dict.fromkeys(places, "<"), "form")
    for field in ("birth", "expiry"):
        chars = by_form(lines, layout.spans[field])
        if chars and field not in wrong:
            yield offer(lines, field, layout.spans[field], chars, "form")
    if "number" not in wrong:
        ways = list(formed(lines, layout))
        for chars in ways if {} not in ways else ():
            yield offer(lines, "number", layout.spans["number"], chars, "form")
    personal = personal_digits(lines, layout)
    if personal and "optional" not in wrong:
        yield offer(lines, "optional", layout.spans["optional"], personal, "form")
    yield from one_number(lines, layout)


def one_number(lines: tuple[str, ...], layout: Layout) -> Iterator[Repair]:
    """Yield how the two numbers of a Vietnamese card become one: the last nine digits are both."""
    number, whole = layout.spans["number"], layout.spans["optional"]
    long, short = held(lines, whole)[:PERSONAL_DIGITS], held(lines, number)
    if shapes_of(lines, layout) != CARD_SHAPES or not (long + short).isdigit():
        return
    if layout.code != "TD1" or long.endswith(short):
        return
    for field, span, text in (("optional", whole, long[:3] + short), ("number", number, long[3:])):
        there = enumerate(text, span.start)
        chars = {at: char for at, char in there if lines[span.line][at] != char}
        new = replaced(lines, span.line, chars)
        if is_checked(new, layout, "number") and is_composite_right(new, layout):
            yield offer(lines, field, span, chars, "form")


def by_letters(lines: tuple[str, ...], span: Span, field: str) -> Iterator[Changes]:
    """Yield the letters for the figures of a field that holds letters; a state must be one."""
    line = lines[span.line]
    places = [at for at in range(span.start, span.end) if line[at] in TO_LETTERS]
    most = len(places) <= MOST_OPEN
    options = (TO_LETTERS[line[at]] if most else TO_LETTERS[line[at]][:1] for at in places)
    for meant in product(*options) if places else ():
        chars = dict(zip(places, meant, strict=True))
        text = held(replaced(lines, span.line, chars), span).rstrip(FILLER)
        if field == "names" or is_state(text):
            yield chars


def personal_digits(lines: tuple[str, ...], layout: Layout) -> Changes:
    """Return the digits for the letters in what would be the personal number of a Vietnamese."""
    span = layout.spans["optional"]
    part = range(span.start, min(span.end, span.start + PERSONAL_DIGITS))
    text = "".join(lines[span.line][at] for at in part)
    is_vietnamese = held(lines, layout.spans["state"]) == VIETNAMESE
    if not is_vietnamese or not all(char.isdigit() or char in TO_DIGIT for char in text):
        return {}
    return {at: TO_DIGIT[lines[span.line][at]] for at in part if lines[span.line][at] in TO_DIGIT}
