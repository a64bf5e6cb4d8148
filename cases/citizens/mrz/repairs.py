"""Repairs of misread characters, offered and never made: each says what it would change and why.

O and 0, I and 1, B and 8, S and 5, Z and 2 are told apart by the check digits, so a repair is
offered only where it makes them fit. G and 6 weigh the same: only the form of a field (a date has
no letters, the number of a Vietnamese passport one) tells them apart.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from django.utils.translation import gettext as _

from cases.citizens.mrz.faults import FIELDS
from cases.citizens.mrz.layouts import Layout, Span, held, is_checked, is_composite_right

PAIRS: Final = ("O0", "I1", "B8", "S5", "Z2", "G6")
TWINS: Final = {char: other for one, two in PAIRS for char, other in ((one, two), (two, one))}
TO_DIGIT: Final = {pair[0]: pair[1] for pair in PAIRS}
TO_LETTER: Final = {pair[1]: pair[0] for pair in PAIRS}
LOST_PARTING: Final = re.compile("(?<=[A-Z])(?:K<|<K|KK|C<|<C|CC)(?=[A-Z])")
MOST_SWAPS: Final = 2
MOST_REPAIRS: Final = 6
VIETNAMESE_NUMBER: Final = re.compile(r"[A-Z][0-9]{7}[0-9<]")


@dataclass(frozen=True, slots=True)
class Repair:
    """Characters of a field replaced. `lines` is the whole code with them; `places` count from 1.

    `basis`: `check` where a check digit fits then, `form` where only such a character may stand,
    `length` where fillers were lost or doubled.
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
        if self.basis == "length":
            return _("With fillers (<) put in or left out, line %(line)s would be “%(value)s”.") % {
                "line": self.line,
                "value": self.value,
            }
        return _("%(field)s: “%(value)s” would fit (%(meant)s instead of %(read)s).") % {
            "field": str(FIELDS[self.field]).capitalize(),
            "value": self.value,
            "meant": self.meant,
            "read": self.read,
        }


def replaced(lines: tuple[str, ...], line: int, chars: dict[int, str]) -> tuple[str, ...]:
    """Return the lines with characters of one line replaced."""
    new = "".join(chars.get(at, char) for at, char in enumerate(lines[line]))
    return (*lines[:line], new, *lines[line + 1 :])


def offer(
    lines: tuple[str, ...], field: str, span: Span, chars: dict[int, str], basis: str
) -> Repair:
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


def by_form(lines: tuple[str, ...], span: Span) -> dict[int, str]:
    """Return the characters that must be digits where letters stand: dates, and check digits."""
    places = list(range(span.start, span.end)) if span.is_digits else []
    places += [] if span.check is None else [span.check]
    line = lines[span.line]
    return {at: TO_DIGIT[line[at]] for at in places if line[at] in TO_DIGIT}


def by_check(lines: tuple[str, ...], layout: Layout, field: str) -> Iterator[dict[int, str]]:
    """Yield the swaps that make the check digit of a field fit, the fewest characters first."""
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
        found = False
        for chosen in combinations(open_places, count):
            chars = {**fixed, **{at: TWINS[line[at]] for at in chosen}}
            if is_checked(replaced(lines, span.line, chars), layout, field):
                found = True
                yield chars
        if found:
            return


def repairs_of(lines: tuple[str, ...], layout: Layout) -> tuple[Repair, ...]:
    """Return what can be offered for a code whose lines have the right length.

    The digit over the whole cannot choose between two repairs of one field: it weighs a number and
    additional data just as their own check digits do.
    """
    found: list[Repair] = []
    wrong = [field for field in layout.spans if not is_checked(lines, layout, field)]
    for field in wrong:
        span = layout.spans[field]
        ways = [
            offer(lines, field, span, chars, "check") for chars in by_check(lines, layout, field)
        ]
        formed = [way for way in ways if has_form(way, layout)]
        found.extend(formed or ways)
    if not wrong and not is_composite_right(lines, layout):
        found.extend(unchecked_repairs(lines, layout))
    found.extend(form_repairs(lines, layout))
    return tuple(found[:MOST_REPAIRS])


def is_vietnamese_passport(lines: tuple[str, ...], layout: Layout) -> bool:
    """Return whether the number has the form of Vietnamese passports."""
    return layout.code == "TD3" and held(lines, layout.spans["state"]) == "VNM"


def has_form(repair: Repair, layout: Layout) -> bool:
    """Return whether a repaired number has the form that numbers of its state have."""
    if repair.field != "number" or not is_vietnamese_passport(repair.lines, layout):
        return False
    return bool(VIETNAMESE_NUMBER.fullmatch(held(repair.lines, layout.spans["number"])))


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
    for field, span in spans.items():
        for place in range(span.start, span.end):
            twin = TWINS.get(lines[span.line][place])
            if twin is None:
                continue
            new = replaced(lines, span.line, {place: twin})
            if is_composite_right(new, layout):
                yield offer(lines, field, span, {place: twin}, "check")


def form_repairs(lines: tuple[str, ...], layout: Layout) -> Iterator[Repair]:
    """Yield the swaps where the field can only hold letters, or the number has a known form."""
    for field in ("state", "nationality", "names"):
        span = layout.spans[field]
        line = lines[span.line]
        chars = {
            at: TO_LETTER[line[at]] for at in range(span.start, span.end) if line[at] in TO_LETTER
        }
        if chars:
            yield offer(lines, field, span, chars, "form")
    names = layout.spans["names"]
    text = held(lines, names)
    parting = LOST_PARTING.search(text) if "<<" not in text.strip("<") else None
    if parting:
        places = range(names.start + parting.start(), names.start + parting.end())
        yield offer(lines, "names", names, dict.fromkeys(places, "<"), "form")
    span = layout.spans["number"]
    if not is_vietnamese_passport(lines, layout):
        return
    line = lines[span.line]
    chars = {at: "6" for at in range(span.start + 1, span.end) if line[at] == "G"}
    if line[span.start] == "6":
        chars[span.start] = "G"
    if chars and VIETNAMESE_NUMBER.fullmatch(held(replaced(lines, span.line, chars), span)):
        yield offer(lines, "number", span, dict(sorted(chars.items())), "form")


def length_repairs(lines: tuple[str, ...], layout: Layout) -> tuple[Repair, ...]:
    """Return how one line below the names would fit with fillers put in or left out."""
    wrong = [at for at, line in enumerate(lines) if len(line) != layout.width]
    if len(wrong) != 1 or wrong[0] == layout.spans["names"].line:
        return ()
    at = wrong[0]
    line = lines[at]
    missing = layout.width - len(line)
    found: dict[str, Repair] = {}
    for run in re.finditer("<+", line):
        if missing < 0 and len(run[0]) < -missing:
            continue
        middle = "<" * (len(run[0]) + missing)
        whole = line[: run.start()] + middle + line[run.end() :]
        new = (*lines[:at], whole, *lines[at + 1 :])
        are_right = all(is_checked(new, layout, field) for field in layout.spans)
        if are_right and is_composite_right(new, layout):
            place = (run.start() + 1,)
            found[whole] = Repair("fillers", at + 1, place, run[0], middle, whole, "length", new)
    return tuple(found.values())
