"""Which words the fonts at hand can print: the others are left out, and a mark says where.

PDF/A allows no box in the place of a letter that no font has: a print with one would fail whole.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.letters.press.families import thai_fonts

SIGNS: Final = (
    "\t\n\r -~\xa0-\u0377\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u04ff\u1e00-\u1eff"
    "\u2000-\u200d\u2010-\u2027\u202f-\u2040\u20a0-\u20c0\u2116\u2122\u2190-\u23ff\u2460-\u25ff"
)
"""Latin, Greek, Cyrillic, marks and signs: what the fonts that come with Typst have, tested."""
THAI_SIGNS: Final = "\u0e01-\u0e3a\u0e3f-\u0e5b"
BETWEEN: Final = r"\s,;:()\[\]/\"“”"
"""Where a word ends."""
ENDING: Final = r"[.!?…](?=[^\s.!?…])"
"""A stop within a word; one behind it belongs to the sentence."""
MARK: Final = "[…]"
MARKS: Final = re.compile(r"\[…\](?:\s*\[…\])+")


def odd_word() -> re.Pattern[str]:
    """Return what finds a word with a letter that no font at hand has."""
    odd = f"[^{SIGNS}{THAI_SIGNS if thai_fonts() else ''}]"
    return re.compile(f"[^{BETWEEN}]*{odd}(?:{odd}|{ENDING}|[^{BETWEEN}.!?…])*")


def unprintable_in(data: Any) -> list[str]:
    """Return the words in the data of a print that cannot be printed, each once."""
    odd = odd_word()
    return list(dict.fromkeys(word for text in texts_in(data) for word in odd.findall(text)))


def printable(text: str) -> bool:
    """Return whether the fonts at hand have the letters of a text."""
    return not unprintable_in(text)


def printed_words(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data of a print with a mark for what cannot be printed, and a note on the mark."""
    if not unprintable_in(data):
        return data
    sheet = data.get("sheet", data)
    with override(sheet["language"]):
        note = _("Where %(mark)s stands, words are left out: no font here has their letters.")
    found: dict[str, Any] = without(data, odd_word())
    return found | {"unprinted": note % {"mark": MARK}}


def texts_in(data: Any) -> Iterator[str]:
    """Yield every text in the data of a print."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list | tuple):
        for one in data.values() if isinstance(data, dict) else data:
            yield from texts_in(one)


def without(data: Any, odd: re.Pattern[str]) -> Any:
    """Return data with a mark in place of each run of words that cannot be printed."""
    if isinstance(data, dict):
        return {name: without(one, odd) for name, one in data.items()}
    if isinstance(data, list | tuple):
        return [without(one, odd) for one in data]
    return MARKS.sub(MARK, odd.sub(MARK, data)) if isinstance(data, str) else data
