"""Text as it is stored: NFC, nothing unseen in it, nothing stripped of its marks.

Source: Unicode Standard Annex #15; design rule 9.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import reduce
from typing import Final

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the writing direction of what follows, also of other people's rows on a page."""
UNSEEN = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u200b\u200e\u200f\u2060\u2061"
    "\u2062\u2063\u2064\u206a\u206b\u206c\u206d\u206e\u206f\u2800\u3164\ufeff\uffa0\ufff9\ufffa\ufffb"
)
"""Characters without a shape, pasted along from chats and tables: a name with one looks like
another and is found by no search. Also fillers, of which a name could consist and look empty."""
JOINER: Final = re.compile("[\u200c\u200d]")
FIRST_TAG: Final = "\U000e0000"
LEFT_OUT: Final = re.compile(
    rf"[\x00-\x08\x0b-\x1f\x7f-\x9f{''.join(TURNING | UNSEEN)}{FIRST_TAG}-\U000e0fff]"
)
UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")
BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x85": "\n"})


def joined(found: re.Match[str]) -> str:
    """Return a joiner where it says something: after a letter of a script that is joined."""
    before = found.string[max(found.start() - 1, 0) : found.start()]
    # Letters of the scripts of South and West Asia take another shape beside a joiner.
    is_joined = unicodedata.category(before or " ")[0] in "LM" and not is_western(before)
    return found[0] if is_joined else ""


def is_western(char: str) -> bool:
    """Return whether it belongs to an alphabet in which nothing is joined by a mark."""
    return unicodedata.name(char, "").startswith(("LATIN", "COMBINING", "GREEK", "CYRILLIC"))


def clean_text(value: str, *, multiline: bool = False) -> str:
    """Return `value` in NFC with outer blanks and, on one line, inner runs of blanks folded.

    Raises ValueError for NUL and lone surrogates, which PostgreSQL cannot hold.
    """
    if has_nothing_odd(value):
        return whole(unicodedata.normalize("NFC", value), multiline=multiline)
    if UNSTORABLE.search(value):
        raise ValueError("text holds characters that cannot be stored")
    broken = value.replace("\r\n", "\n").replace("\r", "\n").translate(BREAKS)
    composed = unicodedata.normalize("NFC", broken)
    kept = LEFT_OUT.sub("", JOINER.sub(joined, composed))
    # Once more: what stood between two letters may have kept them from becoming one.
    return whole(unicodedata.normalize("NFC", kept), multiline=multiline)


def has_nothing_odd(value: str) -> bool:
    """Return whether there is nothing to leave out, as in nearly every text."""
    return value.isprintable() and UNSEEN.isdisjoint(value) and max(value, default="") < FIRST_TAG


def whole(value: str, *, multiline: bool) -> str:
    """Return the text without outer blanks and, on one line, with single ones inside."""
    return value.strip() if multiline else " ".join(value.split())


def shortened(text: str, most: int) -> str:
    """Return a text that somebody sent, cut where it is too long to be said again."""
    return text if len(text) <= most else f"{text[:most]}…"


def clauses(parts: Iterable[str]) -> str:
    """Return parts of a sentence with the space before the semicolon that the language has."""
    return reduce(
        lambda first, last: _("%(first)s; %(last)s") % {"first": first, "last": last}, parts
    )


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that a misspelt one is nearest to; empty where none is known."""
    return next(iter(difflib.get_close_matches(name, known, n=1, cutoff=0)), "")


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


VIETNAMESE = frozenset("ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")
FRENCH = frozenset("çëïœùûÿ«»")


def language_of(text: str) -> str:
    """Return the language a text of staff is in, by letters that only one of ours has.

    For readers aloud, which would read an English sentence as if it were Vietnamese. What has
    no such letter counts as English, in which colleagues of two missions write to each other.
    """
    letters = set(unicodedata.normalize("NFC", text).casefold())
    if letters & VIETNAMESE:
        return "vi"
    return "fr" if letters & FRENCH else "en"


def in_lines(*parts: str) -> SafeString:
    """Return what there is of it, a line each; a moment among it stays one, the rest is escaped."""
    return format_html_join("\n", "{}", ((part,) for part in parts if part))
