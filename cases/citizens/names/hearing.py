"""Syllables of names that a word may be heard from, where no key of its sound is the same.

A key says beginning, vowels and end (`sound.py`). Ears of other languages mix up what lies near:
v and y, tr and t, kh and h at the beginning, a and o, u and ươ between, nasals at the end. Each
such step costs as much as another; two steps are the most. Source: common knowledge of English,
Thai and Burmese ears, not confirmed.
"""

import math
from collections import defaultdict
from functools import cache, lru_cache
from typing import Final, NamedTuple

from cases.citizens.names.known import EVERYBODY, known_bits, shares
from cases.citizens.names.sound import sounds

MOST: Final = 8
MOST_STEPS: Final = 2
NEAR_ONSETS: Final = (
    "v y|v b|v |v k|c t|c s|c y|t s|t y|k h|h |ny y|ny n|n ng|n y|f b|f h|y s|ng k|k c|y |r n|r y"
    "|k "
)
NEAR_VOWELS: Final = (
    "a o|a e|a u|a wa|a ai|a ie|e i|e ie|e ai|i ie|i u|i wi|o u|o uo|o ao|o wa|o oi|o uoi|u uo|u io"
    "|u eo|u wi|u ie|u oi|u iu|io eo|io ie|io ao|ai oi|ai wai|ai ie|ao eo|oi uoi|oi wi|oi ui|e we"
    "|ao uo|ao u|ie we|wa uo|wi we|wi i|wa wai|ie a|eo e|io u|uoi uo|ao a|wi ie|e o"
)
NEAR_FINALS: Final = "n m|n |m |t |n t"


def steps(pairs: str) -> frozenset[frozenset[str]]:
    """Return pairs that are one step apart; of a pair one may be nothing."""
    return frozenset(frozenset(pair.split(" ")) for pair in pairs.split("|"))


ONSETS, VOWELS, FINALS = map(steps, (NEAR_ONSETS, NEAR_VOWELS, NEAR_FINALS))


def parted(key: str) -> tuple[str, str, str] | None:
    """Return beginning, vowels and end of a key of a sound; none where it has several syllables."""
    onset, dash, rest = key.partition("-")
    if not dash:
        return None
    final = rest[-1:] if rest[-1:] in {"n", "m", "t"} else ""
    return onset, rest.removesuffix(final), final


@cache
def known_sounds() -> dict[tuple[str, str, str], tuple[str, ...]]:
    """Return the folded syllables of names by how they sound, as spelled."""
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for fold, members in shares().items():
        for word in {member.spelled.lower() for member in members}:
            for key in sounds(word):
                if sound := parted(key):
                    found[sound].add(fold)
    return {sound: tuple(folds) for sound, folds in found.items()}


class Heard(NamedTuple):
    """How many steps a syllable lies apart, and how rare it is that one lies no further."""

    steps: int
    bits: float


@lru_cache(maxsize=16384)
def heard_from(keys: frozenset[str]) -> dict[str, Heard]:
    """Return the folded syllables of names that may be heard as these sounds, likeliest first."""
    found: dict[str, int] = {}
    heard = [sound for key in keys if (sound := parted(key))]
    for known, folds in known_sounds().items():
        apart = min((distance(one, known) for one in heard), default=MOST_STEPS + 1)
        if apart <= MOST_STEPS:
            for fold in folds:
                found[fold] = min(apart, found.get(fold, apart))
    likeliest = sorted(found, key=lambda fold: (found[fold], known_bits()[fold]))
    bits = []
    for steps in range(MOST_STEPS + 1):
        share = sum(2 ** -known_bits()[fold] for fold, apart in found.items() if apart <= steps)
        bits.append(-math.log2(min(EVERYBODY, share)) if share else 0.0)
    return {fold: Heard(found[fold], bits[found[fold]]) for fold in likeliest}


def distance(one: tuple[str, str, str], other: tuple[str, str, str]) -> int:
    """Return how many steps two sounds are apart; too many where a part is not near at all."""
    apart = 0
    for ours, theirs, near in zip(one, other, (ONSETS, VOWELS, FINALS), strict=True):
        if ours != theirs:
            apart += 1 if frozenset((ours, theirs)) in near else MOST_STEPS + 1
            if apart > MOST_STEPS:
                break
    return apart
