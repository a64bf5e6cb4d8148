"""Text as it is stored: NFC, no control characters, nothing stripped of its marks.

Source: Unicode Standard Annex #15; design rule 9.
"""

import unicodedata

from django.utils.translation import get_language
from django.utils.translation import gettext as _

KEPT_CONTROLS = {"\n", "\t"}
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the writing direction of what follows, also of other people's rows on a page."""


def clean_text(value: str, *, multiline: bool = False) -> str:
    """Return `value` in NFC with outer blanks and, on one line, inner runs of blanks folded.

    Raises ValueError for NUL and lone surrogates, which PostgreSQL cannot hold.
    """
    if "\x00" in value or any(0xD800 <= ord(char) <= 0xDFFF for char in value):
        raise ValueError("text holds characters that cannot be stored")
    composed = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(
        char
        for char in composed
        if char in KEPT_CONTROLS or (unicodedata.category(char) != "Cc" and char not in TURNING)
    )
    return kept.strip() if multiline else " ".join(kept.split())


def in_reader_words(english: str, vietnamese: str, french: str = "") -> str:
    """Return the text in the reader's language, else in English."""
    return in_words_of(get_language(), english, vietnamese, french)


def in_words_of(language: str | None, english: str, vietnamese: str, french: str = "") -> str:
    """Return the text in a language, else in English."""
    code = (language or "")[:2]
    return (vietnamese if code == "vi" else french if code == "fr" else "") or english


def labelled(label: object, value: object) -> str:
    """Return "label: value" with the space before the colon that the reader's language has."""
    return _("%(label)s: %(value)s") % {"label": label, "value": value}
