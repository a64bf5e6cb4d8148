"""Words beside a name that say what the others are: titles, whose child somebody is, from where.

What is written without marks may as well be part of a name: Ba, Me, Tinh, Phuong. So such a word
counts in small letters alone, before one with a capital. Source: common usage, not confirmed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cases.citizens.names.folding import folded
from cases.citizens.names.known import spellings_at


def words_of(line: str) -> frozenset[str]:
    """Return the words of a line."""
    return frozenset(line.split())


TITLES: Final = words_of(
    "mr mrs ms miss mme mlle m ông bà anh chị em chú cô bác cháu bé bạn cậu dì thím ong chi chu co "
    "bac chau be ban u daw ko ma mg maung nai nang khun madame monsieur "
    "นาย นาง นางสาว น.ส ด.ช ด.ญ คุณ ဦး ဒေါ် ကို မောင် မ"
)
HOST_TITLES: Final = re.compile(
    "(?:นางสาว|นาง|นาย|คุณ|น[.]ส[.]|ด[.][ชญ][.]|ဦး|ဒေါ်|ကို|မောင်|မ)(?=[\u0e00-\u0e7f\u1000-\u109f]{2})"
)
ORDERS: Final = words_of("hai ba tư tu năm nam sáu sau bảy bay tám tam chín chin út ut cả")
KIN: Final = tuple(
    tuple(line.split())
    for line in (
        "con bà", "con ba", "con chị", "con chi", "con cô", "con ông", "con ong", "con anh",
        "con chú",
        "mẹ tên", "me ten", "tên mẹ", "ten me", "mother's name", "mother’s name", "father's name",
        "mother", "father", "mẹ", "me", "bố", "bo", "ba", "cha", "má",
    )
)  # fmt: skip
KIN_JOINED: Final = re.compile("(?:ลูก|บุตร)(?:ของ)?(?:นางสาว|นาง|นาย)")
PLACES: Final = tuple(
    tuple(line.split())
    for line in (
        "quê xã", "que xa", "quê quán", "que quan", "quê ở", "que o", "quê", "que", "tỉnh", "tinh",
        "xã", "xa", "phường", "phuong", "huyện", "huyen", "thành phố", "thanh pho", "tp", "x", "p",
        "จังหวัด",
    )
)  # fmt: skip
OF_COMMUNES: Final = words_of("xã xa phường phuong x p")
AFTER_PLACE: Final = "province"
MOST_OF_COMMUNE: Final = 2
Provinces = Mapping[tuple[str, ...], tuple[int, ...]]


@dataclass(slots=True)
class Said:
    """Words by what they say. `segments` are those of the name, as commas part them."""

    segments: list[list[str]]
    relatives: list[tuple[str, ...]]
    places: list[tuple[str, ...]]
    provinces: tuple[int, ...] = ()
    is_relative_first: bool = False


def said(segments: Sequence[Sequence[str]], provinces: Provinces, short: Provinces) -> Said:
    """Sort words by what those before them say of them."""
    found = Said([], [], [])
    longest = max(map(len, provinces), default=0)
    for words in segments:
        left: list[str] = []
        at = 0
        while at < len(words):
            if skipped := marker(words, at, PLACES):
                is_commune = words[at + skipped - 1].lower().rstrip(".") in OF_COMMUNES
                at += skipped
                names = {} if is_commune else provinces
                ids, used = province_at(words, at, names, {} if is_commune else short, longest)
                if used:
                    found.provinces = ids
                else:
                    used = min(MOST_OF_COMMUNE, len(words) - at)
                    found.places.append(tuple(words[at : at + used]))
                at += used
            elif skipped := marker(words, at, KIN):
                end = next(
                    (n for n in range(at + skipped, len(words)) if is_marker(words, n)), len(words)
                )
                found.is_relative_first = not left and not any(found.segments)
                found.relatives.append(tuple(words[at + skipped : end]))
                at = end
            elif joined := KIN_JOINED.match(words[at]):
                found.relatives.append((words[at][joined.end() :],))
                at += 1
            else:
                if words[at].lower() != AFTER_PLACE or not left:
                    left.append(words[at])
                else:
                    found.provinces = province_before(left, provinces, short, longest)
                at += 1
        found.segments.append(left)
    found.segments = [left for left in found.segments if left]
    return found


def is_marker(words: Sequence[str], at: int) -> bool:
    """Return whether a word says something of those after it."""
    return bool(marker(words, at, PLACES) or marker(words, at, KIN))


def marker(words: Sequence[str], at: int, markers: Sequence[tuple[str, ...]]) -> int:
    """Return how many words at a place say what follows them."""
    for line in markers:
        here = tuple(words[at : at + len(line)])
        after = words[at + len(line) : at + len(line) + 1]
        if len(here) < len(line) or not after:
            continue
        if tuple(word.lower().rstrip(".") for word in here) != line:
            continue
        is_plain = all(word.isascii() for word in line) and len(line) == 1
        if not is_plain or (
            here[0].islower() and (after[0][:1].isupper() or not after[0].isascii())
        ):
            return len(line)
    return 0


def province_at(
    words: Sequence[str], at: int, provinces: Provinces, short: Provinces, longest: int
) -> tuple[tuple[int, ...], int]:
    """Return the ids of the province that is named at a place, and how many words name it."""
    said_here = [folded(word) for word in words[at : at + longest]]
    for length in range(len(said_here), 0, -1):
        ids = provinces.get(tuple(said_here[:length])) or short.get(tuple(said_here[:length]))
        if ids:
            return ids, length
    return (), 0


def province_before(
    left: list[str], provinces: Provinces, short: Provinces, longest: int
) -> tuple[int, ...]:
    """Take the province at the end of some words and return its ids."""
    for at in range(max(0, len(left) - longest), len(left)):
        ids, used = province_at(left, at, provinces, short, longest)
        if used == len(left) - at:
            del left[at:]
            return ids
    return ()


def without_title(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words without a title before them."""
    if len(words) > 1 and words[0].lower().strip(".") in TITLES:
        return tuple(words[1:])
    first = HOST_TITLES.sub("", words[0]) if words else ""
    return (first, *words[1:]) if first else tuple(words)


def is_surely_title(words: Sequence[str]) -> bool:
    """Return whether the first word can hardly be part of the name: a family name follows it."""
    return len(words) > 2 and bool(spellings_at(folded(words[1]), "family"))


def without_order(words: Sequence[str]) -> tuple[str, ...]:
    """Return a given name without the number of birth order that is said before it."""
    return tuple(words[1:]) if len(words) == 2 and words[0].lower() in ORDERS else tuple(words)


def splits_of_relative(words: Sequence[str]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return relative and person where the one is named right before the other: at family names."""
    cuts = [
        at
        for at in range(1, len(words) - 1)
        if spellings_at(folded(words[at]), "family") and len(words) - at <= 5
    ]
    cuts.sort(key=lambda at: -sum(one.share for one in spellings_at(folded(words[at]), "family")))
    return [(tuple(words[:at]), tuple(words[at:])) for at in cuts[:3] or (1,) if at < len(words)]
