"""Names in the script of the host country: kept verbatim, found by their sound."""

import re
from typing import Final

from cases.citizens.names import burmese, thai

WORDS: Final = re.compile(r"\S+")
STANDS_FOR: Final = (
    ("aung", "ao"), ("aung", "ong"), ("aing", "ai"), ("auk", "oc"), ("uwan", "uong"),
    ("yan", "yen"), ("uong", "oang"),
)  # fmt: skip
"""Ends of syllables that a script has no sign for, behind what is written for them: Burmese closes
ai and ao with a nasal, Thai writes one vowel for ươ, uô and oa. Not confirmed."""


def is_host_script(text: str) -> bool:
    """Return whether any of it is written in Thai or Burmese script."""
    return bool(thai.SCRIPT.search(text) or burmese.SCRIPT.search(text))


def heard_as(text: str) -> str:
    """Return the name with each word in Thai or Burmese script as Latin syllables.

    Words in other scripts stay. The outcome is for comparing, and is nobody's name.
    """
    heard: list[str] = []
    for word in WORDS.findall(text):
        if thai.SCRIPT.search(word):
            heard.extend(thai.thai_syllables(word))
        elif burmese.SCRIPT.search(word):
            heard.extend(burmese.burmese_syllables(word))
        else:
            heard.append(word)
    return " ".join(heard)


def stands_for(syllable: str) -> tuple[str, ...]:
    """Return the syllable, and what else it may be written for as its script lacks a sign."""
    other = (
        syllable.removesuffix(end) + meant for end, meant in STANDS_FOR if syllable.endswith(end)
    )
    return (syllable, *other)
