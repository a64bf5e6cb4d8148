"""Names spoilt on their way: text of an old Vietnamese font, or UTF-8 read as Western text.

TCVN3 (ABC) and VNI-Windows are the two encodings of documents from before Unicode. What comes back
is a suggestion, and only where each word becomes a syllable that can be written; the tables are
common knowledge of these encodings, not confirmed by a standard at hand.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from cases.citizens.names.folding import TONE_MARKS, placed
from cases.citizens.names.keyed import unkeyed
from cases.citizens.names.table import is_spelled

TCVN3: Final = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ§¡¢£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĐĂÂÊÔƠƯ",
        strict=True,
    )
)
VNI_MARKS: Final = {
    "ø": (1, ""), "û": (2, ""), "õ": (3, ""), "ù": (4, ""), "ï": (5, ""),
    "â": (0, "\u0302"), "à": (1, "\u0302"), "å": (2, "\u0302"), "ã": (3, "\u0302"),
    "á": (4, "\u0302"), "ä": (5, "\u0302"), "ê": (0, "\u0306"), "è": (1, "\u0306"),
    "ú": (2, "\u0306"), "ü": (3, "\u0306"), "é": (4, "\u0306"), "ë": (5, "\u0306"),
}  # fmt: skip
VNI_LETTERS: Final = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
VNI_PAIR: Final = re.compile(f"([aeouyAEOUYôöÔÖ])([{''.join(VNI_MARKS)}"
                             f"{''.join(VNI_MARKS).upper()}])")  # fmt: skip
C1: Final = re.compile("[\u0080-\u009f]")


@dataclass(frozen=True, slots=True)
class Repair:
    """What a spoilt name was meant to be. `kind`: utf8, tcvn3, vni_windows, telex or vni."""

    kind: str
    text: str

    @property
    def sentence(self) -> str:
        """What happened to the name, in words for staff."""
        return {
            "utf8": _("The letters were read in the wrong encoding. It was probably “%(name)s”."),
            "tcvn3": _("This is text of the old font TCVN3. It was probably “%(name)s”."),
            "vni_windows": _("This is text of the old font VNI. It was probably “%(name)s”."),
            "telex": _("These are the keys of Telex typing. It was probably “%(name)s”."),
            "vni": _("These are the keys of VNI typing. It was probably “%(name)s”."),
        }[self.kind] % {"name": self.text}


def from_utf8(text: str) -> str | None:
    """Return text that was stored as UTF-8 and read as Western."""
    kept = bytearray()
    for char in text:
        try:
            kept += char.encode("cp1252")
        except UnicodeEncodeError:
            if not C1.fullmatch(char):
                return None
            kept += char.encode("latin-1")
    try:
        return kept.decode("utf-8")
    except UnicodeDecodeError:
        return None


def from_tcvn3(text: str) -> str:
    """Return text of a font of the TCVN3 kind; its capitals are the small letters."""
    words = []
    for word in text.split():
        plain = "".join(TCVN3.get(char, char) for char in word)
        letters = [char for char in word if char.isascii() and char.isalpha()]
        is_upper = len(letters) > 1 and all(char.isupper() for char in letters)
        words.append(plain.upper() if is_upper else plain)
    return " ".join(words)


def vni_letter(char: str) -> str:
    """Return what a single letter of the VNI font shows."""
    made = VNI_LETTERS.get(char.lower())
    return char if made is None else made.upper() if char.isupper() else made


def vni_pair(match: re.Match[str]) -> str:
    """Return what a letter of the VNI font shows with the mark written after it."""
    tone, quality = VNI_MARKS[match[2].lower()]
    made = unicodedata.normalize("NFC", vni_letter(match[1].lower()) + quality + TONE_MARKS[tone])
    return made.upper() if match[1].isupper() else made


def from_vni_windows(text: str) -> str:
    """Return text of a font of the VNI kind, which writes each mark as a letter of its own."""
    found = ""
    at = 0
    for match in VNI_PAIR.finditer(text):
        found += "".join(map(vni_letter, text[at : match.start()])) + vni_pair(match)
        at = match.end()
    return found + "".join(map(vni_letter, text[at:]))


def is_vietnamese(text: str) -> bool:
    """Return whether each word is a syllable that can be written with these marks."""
    words = text.split()
    return bool(words) and all(len(word) == 1 or is_spelled(word) for word in words)


def repairs(text: str) -> tuple[Repair, ...]:
    """Return what a spoilt name may have been, at most one of each kind; () for a sound one."""
    line = unicodedata.normalize("NFC", text)
    typed = unkeyed(line) if line.isascii() else None
    if typed:
        return (Repair(*typed),)
    if line.isascii() or is_vietnamese(line):
        return ()
    ways = {
        "utf8": from_utf8(line),
        "tcvn3": from_tcvn3(line),
        "vni_windows": from_vni_windows(line),
    }
    found: dict[str, Repair] = {}
    for kind, outcome in ways.items():
        if outcome and outcome != line and is_vietnamese(outcome):
            found.setdefault(placed(outcome), Repair(kind, placed(outcome)))
    return tuple(found.values())
