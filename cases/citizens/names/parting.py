"""Words of one name parted otherwise in another: joined ones, and joined ones misspelt as well."""

from typing import Final

from cases.citizens.names.keys import Part
from cases.citizens.names.sound import sounds
from cases.citizens.names.syllables import is_one_letter_off

MOST_SLIPS: Final = 2
SHORTEST: Final = 4
"""A word this short is like too many others to be taken for two that are misspelt."""


def run_of(word: str, folds: list[str]) -> slice | None:
    """Return where two or more neighbouring words make up one word."""
    for start, first in enumerate(folds):
        if len(first) >= len(word) or not word.startswith(first):
            continue
        line = first
        for end in range(start + 1, len(folds)):
            line += folds[end]
            if line == word:
                return slice(start, end + 1)
    return None


def misparted(word: Part, others: list[Part]) -> slice | None:
    """Return where two or more neighbours make up a word but for a slip in one or two of them."""
    if len(word.fold) < SHORTEST:
        return None
    if word.kind == "foreign":
        for start in range(len(others)):
            for end in range(len(others), start + 1, -1):
                if goes_through(word.fold, [part.fold for part in others[start:end]], MOST_SLIPS):
                    return slice(start, end)
    for start in range(len(others) - 1):
        pair = others[start : start + 2]
        if "joined" in {pair[0].kind, pair[1].kind}:
            line = pair[0].fold + pair[1].fold
            if is_one_letter_off(word.fold, line) or word.sounds & frozenset(sounds(line)):
                return slice(start, start + 2)
    return None


def goes_through(word: str, folds: list[str], slips: int) -> bool:
    """Return whether a word is these syllables in their order, with so many of them misspelt."""
    if not folds:
        return not word
    first, rest = folds[0], folds[1:]
    if word.startswith(first) and goes_through(word[len(first) :], rest, slips):
        return True
    if not slips:
        return False
    return any(
        is_slip(word[:length], first) and goes_through(word[length:], rest, slips - 1)
        for length in range(max(2, len(first) - 2), len(first) + 2)
    )


def is_slip(piece: str, fold: str) -> bool:
    """Return whether a piece of a word is a syllable misspelt or misheard."""
    if is_one_letter_off(piece, fold):
        return min(len(piece), len(fold)) > 2
    return bool(frozenset(sounds(piece)) & frozenset(sounds(fold)))
