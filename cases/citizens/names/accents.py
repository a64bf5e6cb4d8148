"""Marks suggested for a name that has none, as codes of passports and foreign lists print it.

Only suggested: NGUYEN THI DUNG may be Dung, Dũng, Đúng or Dừng, and nobody but her papers knows.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Final

from cases.citizens.names.folding import folded
from cases.citizens.names.known import Share, sex_of, shares, spellings_at
from cases.citizens.names.syllables import syllables
from cases.citizens.names.table import SPELLINGS

MOST: Final = 5
EACH: Final = 3
LONGEST: Final = 8
OTHER_SEX: Final = {"f": "m", "m": "f"}


@dataclass(frozen=True, slots=True)
class Accented:
    """A name with marks, and how likely it is among the suggestions for it, 0 to 1."""

    text: str
    likelihood: float


@lru_cache(maxsize=16384)
def choices(fold: str, position: str) -> tuple[tuple[str, float], ...]:
    """Return how a syllable may be spelled at a position, with shares; at least one."""
    here: tuple[Share, ...] = spellings_at(fold, position)
    if not here:
        here = shares().get(fold, ())
    if here:
        return tuple((member.spelled, member.share) for member in here[:EACH])
    written = SPELLINGS.get(fold, ())
    # No list says which marks it bears: without them it is at least not wrong.
    return (((written[0] if len(written) == 1 else fold).capitalize(), 1.0),)


def positions(count: int) -> list[str]:
    """Return where in a name of so many syllables each stands."""
    return ["family", *["middle"] * (count - 2), "given"][:count] if count > 1 else ["given"]


def suggest_accents(name: str, most: int = MOST, sex: str = "") -> tuple[Accented, ...]:
    """Return likely spellings of a name without marks, family name first, likeliest first.

    Given names that only the other sex has come last. Where `sex` is neither f nor m, Thị in the
    middle says f.
    """
    words = syllables(name)
    if not 0 < len(words) <= LONGEST or not all(word in SPELLINGS for word in words):
        return ()
    ways = [choices(word, at) for word, at in zip(words, positions(len(words)), strict=True)]
    found: dict[str, float] = {}
    for way in product(*ways):
        share = 1.0
        for _spelled, part in way:
            share *= part
        found[" ".join(spelled for spelled, _part in way)] = share
    total = sum(found.values())
    known = sex if sex in OTHER_SEX else "f" if "thi" in words[1:-1] else ""

    def order(item: tuple[str, float]) -> tuple[bool, float, str]:
        text, share = item
        is_other = bool(known) and sex_of().get(text.split()[-1]) == OTHER_SEX[known]
        return is_other, -share, text

    ranked = sorted(found.items(), key=order)[:most]
    return tuple(Accented(text, round(share / total, 3)) for text, share in ranked if folded(text))
