"""Names misspelt the ways of domain facts, section 8; each error by itself, on a list of syllables.

Written apart from the keys that are to undo it: what spells by ear here shares no table with
`cases.citizens.names.sound`, else a measurement would measure itself.
"""

import re
import unicodedata
from collections.abc import Callable
from random import Random
from typing import Final

REGIONAL: Final = {
    "Hoàng": "Huỳnh", "Huỳnh": "Hoàng", "Vũ": "Võ", "Võ": "Vũ", "Châu": "Chu", "Chu": "Châu",
    "Phúc": "Phước", "Phước": "Phúc", "Sơn": "San", "Cảnh": "Kiểng", "Thái": "Thới",
    "Tùng": "Tòng",
}  # fmt: skip
ABBREVIATED: Final = {
    "Nguyễn": ("Ng.", "Ngn."), "Phạm": ("Ph.",), "Phan": ("Ph.",), "Trần": ("Tr.",),
    "Trương": ("Tr.",), "Thị": ("Th.", "T."), "Đặng": ("Đ.",), "Văn": ("V.",),
}  # fmt: skip
THAI_EAR: Final = (
    (r"^ngh?(?=uy)", "ng"), (r"^d", "y"), (r"^gi(?=[aeou])", "y"), (r"^đ", "d"), (r"^ch", "j"),
    (r"^tr", "ch"), (r"^ph", "f"), (r"^qu", "kw"), (r"^x", "s"), (r"^kh", "k"), (r"^v", "w"),
    (r"^c(?!h)", "k"),
    (r"uye", "ia"), (r"ie", "ia"), (r"uo", "uea"), (r"uy$", "ui"), (r"ly$", "li"),
    (r"^hoa", "hua"), (r"c$", "k"), (r"ch$", "k"), (r"nh$", "n"), (r"oa", "ua"),
)  # fmt: skip
BURMESE_EAR: Final = (
    (r"^d", "z"), (r"^đ", "d"), (r"^tr", "t"), (r"^ph", "p"), (r"^x", "s"), (r"^v", "b"),
    (r"^qu", "kw"), (r"^gi(?=[aeou])", "z"), (r"^th", "t"), (r"^c(?!h)", "k"), (r"nh$", "n"),
    (r"ng$", "n"), (r"c$", "t"), (r"ch$", "t"), (r"p$", "t"), (r"^hoa", "hwa"), (r"ie", "ia"),
)  # fmt: skip
TELEX: Final = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"} | {
    "\u0306": "w",
    "\u031b": "w",
}
LETTERS: Final = "abcdefghiklmnopqrstuvxy"


def unmarked(text: str) -> str:
    """Return text without marks, as foreign lists print it."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def heard(rules: tuple[tuple[str, str], ...], parts: list[str], draw: Random) -> list[str]:
    """Return the syllables as an ear spells them: one or two of them are misheard."""
    chosen = set(draw.sample(range(len(parts)), min(len(parts), draw.choice((1, 1, 2)))))
    found = []
    for at, part in enumerate(parts):
        # The bar of đ is heard before the marks are lost.
        line = part.lower().replace("đ", "\x00")
        line = unmarked(line).replace("\x00", "đ")
        for pattern, sound in rules if at in chosen else ():
            line = re.sub(pattern, sound, line)
        found.append(unmarked(line).capitalize())
    return found


def by_thai_ear(parts: list[str], draw: Random) -> list[str]:
    """Nguyễn comes back as Ngian, Dũng as Yung."""
    return heard(THAI_EAR, parts, draw)


def by_burmese_ear(parts: list[str], draw: Random) -> list[str]:
    """Văn comes back as Ban, Dũng as Zun."""
    return heard(BURMESE_EAR, parts, draw)


def without_marks(parts: list[str], _draw: Random) -> list[str]:
    return [unmarked(part) for part in parts]


def given_first(parts: list[str], _draw: Random) -> list[str]:
    """Văn An Nguyễn: the family name last, as in the West."""
    return [*parts[1:], parts[0]]


def ends_swapped(parts: list[str], _draw: Random) -> list[str]:
    """An Văn Nguyễn: first and last changed places."""
    return [parts[-1], *parts[1:-1], parts[0]] if len(parts) > 1 else parts


def permuted(parts: list[str], draw: Random) -> list[str]:
    return draw.sample(parts, len(parts))


def joined(parts: list[str], draw: Random) -> list[str]:
    """Two neighbours become one word, or the whole name does."""
    if len(parts) < 2:
        return parts
    if draw.random() < 0.3:
        return ["".join(parts).capitalize()]
    at = draw.randrange(len(parts) - 1)
    return [*parts[:at], (parts[at] + parts[at + 1]).capitalize(), *parts[at + 2 :]]


def dropped(parts: list[str], draw: Random) -> list[str]:
    """A syllable between family and given name is left out."""
    if len(parts) < 3:
        return parts
    at = draw.randrange(1, len(parts) - 1)
    return [*parts[:at], *parts[at + 1 :]]


def initialled(parts: list[str], draw: Random) -> list[str]:
    """One or more syllables before the given name become an initial."""
    count = draw.randint(1, max(1, len(parts) - 1))
    chosen = set(draw.sample(range(max(1, len(parts) - 1)), min(count, max(1, len(parts) - 1))))
    return [f"{part[0]}." if at in chosen else part for at, part in enumerate(parts)]


def abbreviated(parts: list[str], draw: Random) -> list[str]:
    """Ng. for Nguyễn, Th. for Thị."""
    return [draw.choice(ABBREVIATED.get(part, (part,))) for part in parts]


def mistyped(parts: list[str], draw: Random) -> list[str]:
    """One letter of one syllable is another, too much, missing, or changed places."""
    at = draw.randrange(len(parts))
    word = parts[at]
    place = draw.randrange(len(word))
    letter = draw.choice(LETTERS)
    ways = [word[:place] + letter + word[place + 1 :], word[:place] + letter + word[place:]]
    if len(word) > 2:
        ways.append(word[:place] + word[place + 1 :])
        swap = min(place, len(word) - 2)
        ways.append(word[:swap] + word[swap + 1] + word[swap] + word[swap + 2 :])
    return [*parts[:at], draw.choice(ways).capitalize(), *parts[at + 1 :]]


def of_other_region(parts: list[str], _draw: Random) -> list[str]:
    return [REGIONAL.get(part, part) for part in parts]


def in_telex(parts: list[str], _draw: Random) -> list[str]:
    """The keys of Telex typing: Nguyeenx Vawn."""
    found = []
    for part in parts:
        line, tone = "", ""
        for char in unicodedata.normalize("NFD", part.replace("đ", "dd").replace("Đ", "Dd")):
            if char == "\u0302":
                line += line[-1].lower()
            elif char in "\u0306\u031b":
                line += "w"
            elif char in TELEX:
                tone = TELEX[char]
            else:
                line += char
        found.append(line + tone)
    return found


def family_twice(parts: list[str], _draw: Random) -> list[str]:
    """The family name stands in both columns of a form."""
    return [*parts, parts[0]]


NAME_ERRORS: Final[dict[str, Callable[[list[str], Random], list[str]]]] = {
    "regional": of_other_region,
    "dropped": dropped,
    "family_twice": family_twice,
    "telex": in_telex,
    "thai_ear": by_thai_ear,
    "burmese_ear": by_burmese_ear,
    "marks_lost": without_marks,
    "mistyped": mistyped,
    "abbreviated": abbreviated,
    "initialled": initialled,
    "given_first": given_first,
    "ends_swapped": ends_swapped,
    "permuted": permuted,
    "joined": joined,
}
"""In the order in which they befall a name: it is heard, written, arranged, then joined."""
EXCLUDING: Final = (
    {"telex", "thai_ear", "burmese_ear", "marks_lost"},
    {"abbreviated", "initialled"},
    {"given_first", "ends_swapped", "permuted"},
)
"""Of these at most one befalls a name."""
