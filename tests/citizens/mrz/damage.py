"""Papers of invented people, and their codes as a camera, an OCR program or a hand spoils them.

Drawn from how these err, seeded, with no look at what reads them: glyphs of OCR-B that are taken
for each other, characters lost, doubled, mistyped or swapped, lines broken, joined or in the wrong
order, fillers miscounted or read as letters, marks and small letters of who types from a name.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from cases.citizens.mrz.layouts import check_digit
from tests.citizens.mrz.written import Written

SEED: Final = 20_261_201
TODAY: Final = date(2026, 12, 1)
SHAPES: Final = ("0ODQ", "1IL", "2Z", "5S", "6G", "8B", "7T")
"""Figures, and the letters that look like them."""
ALSO: Final = ("CG", "UV", "MN", "EF", "KX", "17", "38", "56")
KEYS: Final = "1234567890"
MARKS: Final = {"A": "ĂÂÀÁẢ", "E": "ÊÉÈẾ", "I": "ÍĨ", "O": "ÔƠÓỘ", "U": "ƯÚỮ", "D": "Đ", "Y": "ÝỲ"}
FAMILY: Final = ("NGUYEN", "TRAN", "LE", "PHAM", "VU", "DANG", "DO", "KHUC", "THACH", "Y")
GIVEN: Final = ("VAN AN", "THI LAN", "DUC", "THU DUNG", "QUOC KHANH", "HOA", "NGOC K", "MINH DUC")
FORMS: Final = {
    "VNM": ("A9999999", "A99999999"),
    "THA": ("AA9999999",),
    "MMR": ("AA999999",),
    "IND": ("A9999999",),
    "JPN": ("AA9999999",),
    "GBR": ("999999999",),
    "FRA": ("99AA99999",),
}
"""How the numbers of passports are built where that is known: A a letter, 9 a figure."""
LOOSE: Final = ("DEU", "LAO", "KHM", "PHL", "RUS", "UKR")


@dataclass(frozen=True)
class Paper:
    """A code as it was printed, and what its checked fields say."""

    code: Written
    has_form: bool
    birth: date
    expiry: date

    @property
    def truth(self) -> dict[str, str]:
        """What may be told of it, as text."""
        written = self.code
        personal = written.optional[:12] if written.state == "VNM" else ""
        is_card = written.layout == "TD1" and written.state == "VNM"
        return {
            "number": personal if is_card else written.number,
            "personal_number": "" if is_card else personal,
            "birth": self.birth.isoformat(),
            "expires_on": self.expiry.isoformat(),
        }


@dataclass(frozen=True)
class Damaged:
    """What was typed or read instead of a code, and how that came about."""

    paper: Paper
    kinds: tuple[str, ...]
    text: str


def paper(chance: random.Random) -> Paper:
    """Draw a paper: half of them Vietnamese."""
    birth = date(1950, 1, 1) + timedelta(days=chance.randrange(25_000))
    expiry = TODAY + timedelta(days=chance.randrange(30, 3_600))
    sex = chance.choice("MF")
    what = chance.choices(("passport", "card", "formed", "loose", "other"), (35, 20, 25, 12, 8))[0]
    state = {"passport": "VNM", "card": "VNM", "formed": chance.choice([*FORMS][1:])}.get(
        what, chance.choice(LOOSE)
    )
    century = (0 if sex == "M" else 1) + (2 if birth.year >= 2000 else 0)
    personal = f"{chance.randint(1, 96):03}{century}{birth:%y}{chance.randrange(10**6):06}"
    form = chance.choice(FORMS.get(state, ("A99999999", "AA999999", "9A9AA9999", "999999999")))
    number = "".join(chance.choice("BCEKLMNPGH" if char == "A" else "0123456789") for char in form)
    layout = {"card": "TD1", "other": chance.choice(("TD1", "TD2"))}.get(what, "TD3")
    optional = ""
    if what == "card":
        number, optional = personal[3:], f"{personal}<<{check_digit(personal)}"
    elif what == "passport" and chance.random() < 0.6:
        optional = personal
    code = Written(
        layout,
        "P" if layout == "TD3" else "I",
        state,
        chance.choice(FAMILY),
        chance.choice(GIVEN),
        number,
        state,
        f"{birth:%y%m%d}",
        sex,
        f"{expiry:%y%m%d}",
        optional,
    )
    return Paper(code, what in {"passport", "card", "formed"}, birth, expiry)


Lines = list[str]


def at_random(lines: Lines, chance: random.Random) -> tuple[int, int]:
    line = chance.randrange(len(lines))
    return line, chance.randrange(len(lines[line]) - 1)


def put(lines: Lines, line: int, start: int, end: int, text: str) -> Lines:
    return [*lines[:line], lines[line][:start] + text + lines[line][end:], *lines[line + 1 :]]


def look_alike(lines: Lines, chance: random.Random) -> Lines:
    """One or two characters for others of the same shape, more often in the checked lines."""
    for _time in range(chance.choice((1, 1, 2))):
        sets = SHAPES if chance.random() < 0.75 else ALSO
        places = [
            (line, at, others)
            for line, text in enumerate(lines)
            for at, char in enumerate(text)
            for others in sets
            if char in others
        ]
        if places:
            line, at, others = chance.choice(places)
            other = chance.choice(others.replace(lines[line][at], ""))
            lines = put(lines, line, at, at + 1, other)
    return lines


def lost(lines: Lines, chance: random.Random) -> Lines:
    line, at = at_random(lines, chance)
    return put(lines, line, at, at + 1, "")


def doubled(lines: Lines, chance: random.Random) -> Lines:
    line, at = at_random(lines, chance)
    return put(lines, line, at, at + 1, lines[line][at] * 2)


def last_doubled(lines: Lines, chance: random.Random) -> Lines:
    line = chance.choice([at for at, text in enumerate(lines) if text[-1] != "<"] or [0])
    return put(lines, line, len(lines[line]), len(lines[line]), lines[line][-1])


def swapped(lines: Lines, chance: random.Random) -> Lines:
    """Two neighbours that differ, in each other's place."""
    line = chance.randrange(len(lines))
    text = lines[line]
    pairs = [at for at in range(len(text) - 1) if text[at] != text[at + 1]]
    at = chance.choice(pairs or [0])
    return put(lines, line, at, at + 2, text[at : at + 2][::-1])


def mistyped(lines: Lines, chance: random.Random) -> Lines:
    """A figure for the one of the next key."""
    places = [
        (line, at)
        for line, text in enumerate(lines)
        for at, char in enumerate(text)
        if char in KEYS
    ]
    if not places:
        return lines
    line, at = chance.choice(places)
    key = KEYS.index(lines[line][at]) + chance.choice((-1, 1))
    return put(lines, line, at, at + 1, KEYS[key % len(KEYS)])


def broken(lines: Lines, chance: random.Random) -> Lines:
    """A line that goes on in the next one, often after a few characters."""
    line, at = at_random(lines, chance)
    at = chance.choice((at, chance.randint(1, 9), len(lines[line]) - chance.randint(1, 9)))
    at = max(1, min(at, len(lines[line]) - 1))
    return [*lines[:line], lines[line][:at], lines[line][at:], *lines[line + 1 :]]


def joined(lines: Lines, chance: random.Random) -> Lines:
    at = chance.randrange(len(lines) - 1) if len(lines) > 1 else 0
    return [*lines[:at], "".join(lines[at : at + 2]), *lines[at + 2 :]]


def turned(lines: Lines, chance: random.Random) -> Lines:
    return lines[::-1] if chance.random() < 0.7 else chance.sample(lines, len(lines))


def end_fillers(lines: Lines, chance: random.Random) -> Lines:
    """The row of fillers at the end of a line counted wrongly, or not seen at all."""
    rows = [at for at, text in enumerate(lines) if text.endswith("<<")]
    if not rows:
        return lines
    line = chance.choice(rows)
    bare = lines[line].rstrip("<")
    there = len(lines[line]) - len(bare)
    count = chance.choice((0, 1, there - 1, there - 2, there + 1, there + 3, chance.randint(0, 30)))
    return put(lines, line, len(bare), len(lines[line]), "<" * max(0, count))


def any_fillers(lines: Lines, chance: random.Random) -> Lines:
    """Fillers read as letters, as blanks or as guillemets, or one of a row lost or doubled."""
    rows = [at for at, text in enumerate(lines) if "<<" in text]
    if not rows:
        return lines
    line = chance.choice(rows)
    text = lines[line]
    at = chance.choice([at for at in range(len(text) - 1) if text[at : at + 2] == "<<"])
    new = chance.choice(("K<", "<K", "C<", "KK", "«", "«<", "<", "<<<", "  "))
    return put(lines, line, at, at + 2, new)


def small(lines: Lines, chance: random.Random) -> Lines:
    line, at = at_random(lines, chance)
    whole = chance.random() < 0.6
    return [
        text.lower() if whole else text[:at] + text[at:].lower() if row == line else text
        for row, text in enumerate(lines)
    ]


def marked(lines: Lines, chance: random.Random) -> Lines:
    """Letters of the name with their marks, as a hand types what it reads above the code."""
    places = [
        (line, at)
        for line, text in enumerate(lines)
        if "<<" in text and sum(map(str.isdigit, text)) < 3
        for at, char in enumerate(text)
        if char in MARKS and (at > 4 or len(lines) == 3)
    ]
    for line, at in chance.sample(places, min(len(places), chance.randint(1, 3))):
        lines = put(lines, line, at, at + 1, chance.choice(MARKS[lines[line][at]]))
    return lines


def spaced(lines: Lines, chance: random.Random) -> Lines:
    line, at = at_random(lines, chance)
    return put(lines, line, at, at, " ")


WAYS: Final[dict[str, tuple[int, Callable[[Lines, random.Random], Lines]]]] = {
    "look_alike": (24, look_alike),
    "lost": (10, lost),
    "doubled": (8, doubled),
    "last_doubled": (3, last_doubled),
    "swapped": (9, swapped),
    "mistyped": (8, mistyped),
    "broken": (9, broken),
    "joined": (3, joined),
    "turned": (4, turned),
    "end_fillers": (10, end_fillers),
    "any_fillers": (10, any_fillers),
    "small": (4, small),
    "marked": (5, marked),
    "spaced": (3, spaced),
}


def damages(count: int, seed: int = SEED) -> Iterator[Damaged]:
    """Yield so many damaged codes: one damage each, every fourth two."""
    chance = random.Random(seed)
    for _time in range(count):
        drawn = paper(chance)
        lines = list(drawn.code.lines)
        kinds = chance.choices(
            [*WAYS], [weight for weight, _way in WAYS.values()], k=chance.choice((1, 1, 1, 2))
        )
        for kind in kinds:
            if all(len(text) > 1 for text in lines):
                lines = WAYS[kind][1](lines, chance)
        yield Damaged(drawn, tuple(kinds), "\n".join(lines))
