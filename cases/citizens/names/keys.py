"""A name made ready for comparing: its syllables with all their keys, worked out once."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cases.citizens.names.folding import folded, placed
from cases.citizens.names.host_script import heard_as, is_host_script, stands_for
from cases.citizens.names.known import rarity, spellings_at
from cases.citizens.names.sound import sounds
from cases.citizens.names.spoilt import GAP, fitting
from cases.citizens.names.syllables import Word, read_word
from cases.citizens.names.table import is_spelled, is_syllable

MOST_PARTS: Final = 12
LONGEST_TEXT: Final = 200
BETWEEN: Final = re.compile(r"[\s.,;:/_()\-\u2010-\u2015]+")


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One syllable of a name, or one word that is none.

    `spelled` is what was written, in small letters and with its marks; `stands_for` what an initial
    or an abbreviation can mean. Equal only to itself, so that pairs of parts are quick to look up.
    """

    fold: str
    spelled: str
    kind: str
    stands_for: tuple[str, ...]
    bits: float
    sounds: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class NameKey:
    """A name ready to be compared. `is_heard` says that its words come from another script.

    `has_twins` says that two of its syllables are the same but for their marks, `is_odd` that some
    word was none of the table's and may be several.
    """

    text: str
    parts: tuple[Part, ...]
    is_marked: bool
    is_partly_marked: bool
    is_heard: bool
    has_twins: bool
    is_odd: bool
    folds: tuple[str, ...]
    weight: float


@lru_cache(maxsize=65536)
def parts_of(word: str, *, is_heard: bool = False) -> tuple[Part, ...]:
    """Return the parts of one word as it was written, in small letters and NFC.

    A syllable heard from another script is never taken apart: it is none of the table's own.
    """
    found: list[Part] = []
    if GAP in word:
        meant = fitting(word)
        return (Part(word, word, "abbreviation", meant, rarity(meant[0]), frozenset()),)
    for fold in folded(word).split():
        read = Word(fold, "syllable", (fold,)) if is_heard else read_word(fold)
        at = 0
        for part in read.parts if read.kind == "joined" else (fold,):
            # Letter by letter the fold is as long as the word, unless it was cleaned as well.
            spelled = word[at : at + len(part)] if len(fold) == len(word) else part
            at += len(part)
            written = stands_for(spelled) if is_heard else (spelled,)
            heard = frozenset(sound for one in written for sound in sounds(one))
            found.append(Part(part, spelled, read.kind, read.parts, rarity(part), heard))
    return tuple(found)


def name_key(text: str) -> NameKey:
    """Return the name ready for comparing, at most its first twelve syllables."""
    text = text[:LONGEST_TEXT]
    is_heard = is_host_script(text)
    line = placed(heard_as(text) if is_heard else text).lower()
    words = BETWEEN.split(line)
    parts = [part for word in words for part in parts_of(word, is_heard=is_heard)][:MOST_PARTS]
    is_marked = any(not part.spelled.isascii() for part in parts)
    return NameKey(
        text=text,
        parts=tuple(parts),
        is_marked=is_marked,
        is_partly_marked=is_marked and has_lost_marks(parts),
        is_heard=is_heard,
        has_twins=len({part.fold for part in parts}) < len(parts),
        is_odd=any(part.kind in {"foreign", "joined"} for part in parts),
        folds=tuple(part.fold for part in parts),
        weight=sum(part.bits for part in parts),
    )


@lru_cache(maxsize=16384)
def known_key(name: str) -> NameKey:
    """Return a name on record ready for comparing; of many who are compared most share theirs."""
    return name_key(name)


def has_lost_marks(parts: list[Part]) -> bool:
    """Return whether a name has a syllable that only lost marks explain.

    That is a family name spelled as none is, before the others, or one that cannot be written.
    """
    known = families(parts[0].fold)
    if known and parts[0].spelled not in known:
        return True
    return any(is_syllable(part.fold) and not is_spelled(part.spelled) for part in parts)


@lru_cache(maxsize=1024)
def families(fold: str) -> frozenset[str]:
    """Return how a folded family name is spelled."""
    return frozenset(one.spelled.lower() for one in spellings_at(fold, "family"))
