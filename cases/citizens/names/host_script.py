"""Names in the script of the host country: kept verbatim, found by their sound."""

import re
from typing import Final

from cases.citizens.names import burmese, thai

WORDS: Final = re.compile(r"\S+")


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
