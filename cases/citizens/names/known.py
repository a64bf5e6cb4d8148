"""How common the syllables of names are. Source: `seeds/name_syllables.toml`.

Rarity is measured in bits: 1 bit for what every second person has, 10 for one in a thousand. Two
names that agree on Nguyễn agree on a bit and a half, on Khuê on twelve.
"""

import math
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from cases.citizens.names.folding import folded, placed
from cases.citizens.names.table import is_syllable
from cases.core.configured import path_of

POSITIONS: Final = ("family", "middle", "given")
UNLISTED: Final = 0.0003
"""Share of people with a syllable that can be written but stands in no list."""
FOREIGN: Final = 0.0001
MOST_BEGUN: Final = 8
EVERYBODY: Final = 0.9


@dataclass(frozen=True, slots=True)
class Share:
    """A syllable as it is spelled, where in the name it stands, and with how many people."""

    spelled: str
    position: str
    share: float


@cache
def seeds() -> dict[str, Any]:
    path = path_of("name_syllables.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def shares() -> dict[str, tuple[Share, ...]]:
    """Return what each folded syllable can be, most frequent first."""
    groups: dict[str, dict[tuple[str, str], float]] = defaultdict(lambda: defaultdict(float))
    for table in seeds()["shares"]:
        for name, percent in table["percent"].items():
            spelled = placed(name)
            groups[folded(spelled)][spelled, table["position"]] += percent / 100
    return {
        fold: tuple(
            Share(spelled, position, share)
            for (spelled, position), share in sorted(members.items(), key=lambda item: -item[1])
        )
        for fold, members in groups.items()
    }


@cache
def sex_of() -> dict[str, str]:
    """Return of which sex people are whose given name only that sex has: m or f, as spelled."""
    return {
        placed(name): table["sex"] for table in seeds()["of_one_sex"] for name in table["names"]
    }


@cache
def regional_pairs() -> dict[frozenset[str], str]:
    """Return how strongly two folded syllables are one name of two regions: strong or weak."""
    return {
        frozenset(map(folded, pair)): table["strength"]
        for table in seeds()["pairs"]
        for pair in table["names"]
    }


def other_regions(fold: str) -> tuple[str, ...]:
    """Return what a folded syllable is called in other regions, for looking it up by these too."""
    return tuple(
        other for pair in regional_pairs() if fold in pair for other in sorted(pair - {fold})
    )


def is_known(fold: str) -> bool:
    """Return whether a folded syllable is listed as part of names."""
    return fold in shares()


@cache
def known_bits() -> dict[str, float]:
    """Return the rarity of each folded syllable that is listed."""
    return {
        fold: -math.log2(min(EVERYBODY, sum(member.share for member in members)))
        for fold, members in shares().items()
    }


@lru_cache(maxsize=4096)
def begun_with(letters: str) -> tuple[str, ...]:
    """Return the commonest listed syllables that begin so, for a name that was cut off."""
    begun = [fold for fold in known_bits() if fold.startswith(letters) and len(letters) > 1]
    return tuple(sorted(begun, key=lambda fold: known_bits()[fold])[:MOST_BEGUN])


def rarity(fold: str) -> float:
    """Return the rarity of a folded word in bits."""
    bits = known_bits().get(fold)
    if bits is not None:
        return bits
    return -math.log2(UNLISTED if is_syllable(fold) else FOREIGN)


def spellings_at(fold: str, position: str) -> tuple[Share, ...]:
    """Return what a folded syllable can be at a position, most frequent first."""
    return tuple(member for member in shares().get(fold, ()) if member.position == position)
