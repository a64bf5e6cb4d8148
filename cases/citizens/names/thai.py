"""Thai script as Latin syllables, the way a Thai officer hears a Vietnamese name.

For comparing only: เหงียน becomes `ngien`, which shares its sound with Nguyễn. It is not the royal
transcription and is never shown or stored as anybody's name; the text itself is kept verbatim.
"""

import re
from functools import lru_cache
from typing import Final

SCRIPT: Final = re.compile("[\u0e01-\u0e4e]")
SILENT: Final = re.compile("[ก-ฮ][ิุ]?์|[\u0e47-\u0e4b\u0e4d\u0e4e\u0e3a]")
"""Letters struck out, and the marks of tone and length."""
BEGINNINGS: Final = {
    "ก": "k", "ข": "kh", "ฃ": "kh", "ค": "kh", "ฅ": "kh", "ฆ": "kh",
    "ง": "ng", "จ": "ch", "ฉ": "ch", "ช": "ch", "ฌ": "ch", "ซ": "s", "ศ": "s", "ษ": "s", "ส": "s",
    "ญ": "nh", "ฎ": "d", "ด": "d", "ฏ": "t", "ต": "t", "ฐ": "th", "ฑ": "th", "ฒ": "th", "ถ": "th",
    "ท": "th", "ธ": "th", "ณ": "n", "น": "n", "บ": "b", "ป": "p", "ผ": "ph", "พ": "ph", "ภ": "ph",
    "ฝ": "f", "ฟ": "f", "ม": "m", "ย": "y", "ร": "r", "ล": "l", "ฬ": "l", "ว": "v", "ห": "h",
    "ฮ": "h", "อ": "", "ฤ": "ru", "ฦ": "lu",
}  # fmt: skip
ENDINGS: Final = {
    **dict.fromkeys("กขคฆ", "k"), **dict.fromkeys("ดตฎฏถทธฐจชซศษส", "t"),
    **dict.fromkeys("บปพฟภ", "p"), **dict.fromkeys("นณญรลฬ", "n"), "ง": "ng", "ม": "m",
}  # fmt: skip
ONSET: Final = "(?P<onset>(?:ห(?=[งญณนมยรลว])|อ(?=ย))?[ก-ฮ](?:[รลว](?=[ะ-ู]))?)"
ENDING: Final = "(?P<ending>[กขคฆดตฎฏถทธฐจชซศษสบปพฟภนณญรลฬงม](?![ะ-ู]))?"
RHYMES: Final = (
    ("เ{}ียว", "ieu"), ("เ{}ีย", "ie"), ("เ{}ือ", "uo"), ("เ{}าะ", "o"), ("เ{}า", "ao"),
    ("เ{}อะ?", "oe"), ("เ{}ิ", "oe"), ("เ{}ย", "oi"), ("เ{}ว", "eo"), ("เ{}ะ?", "e"),
    ("แ{}ว", "eo"), ("แ{}ะ?", "e"), ("โ{}ย", "oi"), ("โ{}ะ?", "o"), ("[ไใ]{}ย?", "ai"),
    ("{}ัว", "uo"), ("{}ัย", "ai"), ("{}ั", "a"), ("{}ำ", "am"), ("{}าย", "ai"), ("{}าว", "ao"),
    ("{}า", "a"), ("{}ะ", "a"), ("{}ิว", "iu"), ("{}[ิี]", "i"), ("{}ือ", "u"), ("{}[ึื]", "u"),
    ("{}ุย", "ui"), ("{}[ุู]", "u"), ("{}อย", "oi"), ("{}อ", "o"), ("{}วย", "uoi"),
    ("{}ว(?=[ก-ฮ])", "uo"), ("{}รร", "a"), ("{}", "o"),
)  # fmt: skip
SYLLABLES: Final = tuple(
    (re.compile(pattern.format(ONSET) + ENDING), vowels) for pattern, vowels in RHYMES
)


def begins_as(onset: str) -> str:
    """Return the Latin letters of a beginning: a first ห or อ only sets the tone."""
    if len(onset) > 1 and onset[0] in "หอ":
        onset = onset[1:]
    glides = {"ว": "w", "ร": "r", "ล": "l"}
    return BEGINNINGS[onset[0]] + "".join(glides.get(char, "") for char in onset[1:])


@lru_cache(maxsize=8192)
def thai_syllables(text: str) -> tuple[str, ...]:
    """Return the syllables of a text in Thai script in Latin letters; other text is passed over."""
    line = SILENT.sub("", text)
    found: list[str] = []
    at = 0
    while at < len(line):
        for pattern, vowels in SYLLABLES:
            match = pattern.match(line, at)
            if match:
                ending = ENDINGS.get(match["ending"] or "", "")
                found.append(begins_as(match["onset"]) + vowels + ending)
                at = match.end()
                break
        else:
            at += 1
    return tuple(found)
