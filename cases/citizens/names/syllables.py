"""What was meant by a word of a name: joined syllables, initials, abbreviations, a typing mistake.

Everything takes and gives folded words. What is said is ranked by how common the syllables are,
and never more than a suggestion.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cases.citizens.names.folding import folded
from cases.citizens.names.known import is_known, rarity, shares
from cases.citizens.names.table import SPELLINGS, is_syllable

LONGEST_SYLLABLE: Final = 7
LONGEST_WORD: Final = 40
MOST_CHOICES: Final = 3
LIKELY_BITS: Final = 9.0
"""A word is taken apart only where its parts are, on the mean, no rarer: Maria stays whole."""
ABBREVIATIONS: Final = {
    "ng": ("nguyen", "ngo"),
    "ngn": ("nguyen",),
    "nguy": ("nguyen",),
    "ngyn": ("nguyen",),
    "ph": ("pham", "phan", "phung"),
    "tr": ("tran", "truong", "trinh"),
    "trg": ("truong", "trung"),
    "th": ("thi",),
    "hg": ("hoang",),
    "hgh": ("hoang",),
    "hh": ("huynh",),
    "dg": ("dang", "duong"),
    "lg": ("luong",),
    "bg": ("bang",),
    "qg": ("quang",),
    "vn": ("van",),
}
"""As clerks write them. Source: domain facts, section 8, not confirmed."""
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name and what it says: `kind` and the syllables it can stand for.

    `syllable`: itself; `joined`: several, in order; `initial` and `abbreviation`: one of several;
    `foreign`: itself, and no Vietnamese syllable.
    """

    fold: str
    kind: str
    parts: tuple[str, ...]


@lru_cache(maxsize=65536)
def splits(word: str) -> tuple[tuple[str, ...], ...]:
    """Return up to three ways to take a word apart into syllables, likeliest first."""
    if len(word) > LONGEST_WORD:
        return ()
    best: list[list[tuple[float, tuple[str, ...]]]] = [[(0.0, ())]]
    for end in range(1, len(word) + 1):
        ways = [
            (bits + rarity(syllable), (*parts, syllable))
            for start in range(max(0, end - LONGEST_SYLLABLE), end)
            if is_syllable(syllable := word[start:end]) or is_known(syllable)
            for bits, parts in best[start]
        ]
        best.append(sorted(ways)[:MOST_CHOICES])
    return tuple(parts for _bits, parts in best[-1])


def joined_parts(word: str) -> tuple[str, ...]:
    """Return the syllables of a joined word, () where it is hardly one."""
    for parts in splits(word)[:1]:
        if len(parts) > 1 and sum(map(rarity, parts)) <= LIKELY_BITS * len(parts):
            return parts
    return ()


@lru_cache(maxsize=65536)
def read_word(fold: str) -> Word:
    """Return what one folded word says."""
    if len(fold) == 1 and fold in LETTERS:
        return Word(fold, "initial", (fold,))
    if is_known(fold):
        return Word(fold, "syllable", (fold,))
    if fold in ABBREVIATIONS:
        return Word(fold, "abbreviation", ABBREVIATIONS[fold])
    if is_syllable(fold):
        return Word(fold, "syllable", (fold,))
    parts = joined_parts(fold)
    return Word(fold, "joined", parts) if parts else Word(fold, "foreign", (fold,))


def read_words(name: str) -> tuple[Word, ...]:
    """Return what each word of a name says, in the order written."""
    return tuple(read_word(word) for word in folded(name).split())


def syllables(name: str) -> tuple[str, ...]:
    """Return the folded syllables of a name, joined ones taken apart: the tokens of search."""
    found: list[str] = []
    for word in read_words(name):
        found.extend(word.parts if word.kind == "joined" else (word.fold,))
    return tuple(found)


def one_letter_off(word: str) -> set[str]:
    """Return every word with one letter missing, more, another, or two neighbours swapped."""
    halves = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    return {
        *(left + right[1:] for left, right in halves if right),
        *(left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1),
        *(left + letter + right[1:] for left, right in halves if right for letter in LETTERS),
        *(left + letter + right for left, right in halves for letter in LETTERS),
    } - {word}


@lru_cache(maxsize=16384)
def corrections(fold: str) -> tuple[str, ...]:
    """Return the syllables one letter away from a folded word, commonest first.

    Syllables that stand in no list of names come only where no listed one is near.
    """
    if len(fold) > LONGEST_SYLLABLE + 1 or len(fold) < 2:
        return ()
    near = one_letter_off(fold)
    listed = [word for word in near if word in shares()]
    found = listed or [word for word in near if word in SPELLINGS]
    return tuple(sorted(found, key=lambda word: (rarity(word), word)))


def is_one_letter_off(one: str, other: str) -> bool:
    """Return whether two words differ by one letter, or by two neighbours swapped."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    if one[start + 1 :] == other[start + 1 :]:
        return True
    swapped = one[start + 1 : start + 2] + one[start] + one[start + 2 :]
    return swapped == other[start:]
