"""Two syllables of two names: the same, or alike by marks, region, sound or a slip of the pen.

Source: domain facts, section 8.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cases.citizens.names.hearing import heard_from
from cases.citizens.names.keys import Part
from cases.citizens.names.known import is_known, regional_pairs
from cases.citizens.names.reasons import Reason
from cases.citizens.names.syllables import is_one_letter_off

FEWEST_OF_CUT: Final = 2
"""So many letters of a syllable are left at least where a name was cut off."""
MARKS_BITS: Final = -3.0
"""Two names that both bear marks and differ in them are two names."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two syllables are, 0 to 1, and why."""

    share: float
    reason: Reason


def likeness(code: str, share: float, one: Part, other: Part, bits: float) -> Likeness:
    return Likeness(share, Reason(code, one.spelled, other.spelled, round(bits, 2)))


def alike_in_letters(
    one: Part, other: Part, *, both_marked: bool, is_partly: bool = False
) -> Likeness:
    """Return how alike two syllables with the same letters are.

    Dũng and Dung: little against one person where one list has no marks at all, much where both do.
    `is_partly`: one of the names shows that marks were lost on the way.
    """
    if one.spelled == other.spelled:
        return likeness("same", 1.0, one, other, one.bits)
    if both_marked and is_partly:
        marks, others = marks_of(one.spelled), marks_of(other.spelled)
        if marks <= others or others <= marks:
            return likeness("marks_missing", 0.93, one, other, one.bits - 0.5)
    if both_marked:
        return likeness("marks_differ", 0.3, one, other, MARKS_BITS)
    return likeness("marks_missing", 0.97, one, other, one.bits)


@lru_cache(maxsize=8192)
def marks_of(spelled: str) -> frozenset[str]:
    """Return the marks of a syllable, the bar of đ among them."""
    apart = unicodedata.normalize("NFD", spelled)
    return frozenset(char for char in apart if char == "đ" or unicodedata.combining(char))


def alike_in_short(one: Part, other: Part) -> Likeness | None:
    """Return how alike an initial or abbreviation and a syllable are."""
    for short, long in ((one, other), (other, one)):
        if short.kind == "initial" and long.fold.startswith(short.fold):
            return likeness("initial", 0.6, one, other, min(long.bits, 2.5))
        if short.kind == "abbreviation" and long.fold in short.stands_for:
            return likeness("abbreviation", 0.85, one, other, long.bits)
        if short.kind == "abbreviation" and long.fold.startswith(short.fold):
            return likeness("initial", 0.65, one, other, min(long.bits, 4))
    return None


def alike_by_region(one: Part, other: Part) -> Likeness | None:
    """Return how alike two forms of one name of two regions are."""
    strength = regional_pairs().get(frozenset((one.fold, other.fold)))
    if strength is None:
        return None
    if strength == "strong":
        return likeness("regional", 0.9, one, other, min(one.bits, other.bits))
    return likeness("regional_weak", 0.75, one, other, max(0.0, max(one.bits, other.bits) - 3))


def alike_by_mistake(one: Part, other: Part, *, is_by_ear: bool = False) -> Likeness | None:
    """Return how alike a slip of the pen or of the ear makes two syllables.

    A slip makes a word that is no name; two names one letter apart are rather two names. But where
    another word shows that a name was written by ear, names that sound alike are one more often.
    """
    is_slip = not (is_known(one.fold) and is_known(other.fold))
    bits = min(one.bits, other.bits)
    if is_by_ear and not is_slip and one.sounds & other.sounds:
        return likeness("sound", 0.7, one, other, max(0.0, bits - 2))
    if min(len(one.fold), len(other.fold)) > 1 and is_one_letter_off(one.fold, other.fold):
        return likeness("one_letter", 0.8 if is_slip else 0.5, one, other, max(0.0, bits - 2))
    if one.sounds & other.sounds:
        return likeness("sound", 0.7 if is_slip else 0.5, one, other, max(0.0, bits - 3))
    if not is_slip:
        return None
    for short, long in ((one, other), (other, one)):
        if len(short.fold) >= FEWEST_OF_CUT and long.fold.startswith(short.fold):
            return likeness("abbreviation", 0.65, one, other, min(long.bits, 1.5 * len(short.fold)))
    return nearly_heard(one, other)


def nearly_heard(one: Part, other: Part) -> Likeness | None:
    """Return how alike two syllables are of which a foreign ear may hear one as the other."""
    for ours, theirs in ((one, other), (other, one)):
        if is_known(theirs.fold) and theirs.fold in (near := heard_from(ours.sounds)):
            heard = near[theirs.fold]
            bits = max(0.0, heard.bits - heard.steps)
            return likeness("sound", 0.65 - 0.1 * heard.steps, one, other, bits)
    return None


def alike_in_sound(one: Part, other: Part) -> Likeness | None:
    """Return how alike two syllables of two scripts are."""
    if not one.sounds & other.sounds:
        return nearly_heard(one, other)
    return likeness("heard", 0.92, one, other, max(0.5, min(one.bits, other.bits) - 2))


@lru_cache(maxsize=65536)
def same(one: Part, other: Part, both_marked: bool, is_partly: bool) -> Likeness:
    """Return how alike two syllables with the same letters are; positional as `alike` is."""
    return alike_in_letters(one, other, both_marked=both_marked, is_partly=is_partly)


@lru_cache(maxsize=262144)
def alike(
    one: Part, other: Part, both_marked: bool, is_heard: bool, is_by_ear: bool = False
) -> Likeness | None:
    """Return how alike two syllables are, None for not at all.

    The flags are positional: this is asked some ten times for each pair of names.
    """
    if is_heard:
        return alike_in_sound(one, other)
    if one.fold == other.fold:
        return alike_in_letters(one, other, both_marked=both_marked)
    if "initial" in {one.kind, other.kind}:
        return alike_in_short(one, other)
    return (
        alike_by_region(one, other)
        or alike_in_short(one, other)
        or alike_by_mistake(one, other, is_by_ear=is_by_ear)
    )
