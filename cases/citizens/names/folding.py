"""A name as it is compared: without case, marks, punctuation and look-alike letters.

Source: domain facts, section 8. What the database folds (`app_fold`) folds here to the same for
every name in Vietnamese letters; here dots, hyphens, apostrophes, letters of other alphabets that
look like Latin ones and characters without a shape are folded too. Folded text is for comparing
only and never shown: names are stored as they were given.
"""

import re
import unicodedata
from typing import Final

APOSTROPHES: Final = frozenset("'’‘ʼʻʹ`´′‵ˈ＇")
"""Left out, as the codes of passports do; other punctuation parts words."""
TONES: Final = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5, "\u0340": 1} | {
    "\u0341": 4
}
"""Grave, hook, tilde, acute, dot below, in the order of dictionaries; 0 is the level tone."""
TONE_MARKS: Final = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
QUALITIES: Final = frozenset("\u0302\u0306\u031b")
"""Circumflex, breve and horn: they make another vowel, not another tone."""
CONTROLS_OF_SPACE: Final = frozenset("\t\n\r\v\f\x1c\x1d\x1e\x1f\x85")
SPECIAL: Final = {
    "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ɖ": "d", "Ɖ": "d", "ł": "l", "Ł": "l", "ø": "o",
    "Ø": "o", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th", "ı": "i",
    "ħ": "h", "Ħ": "h", "ŧ": "t", "Ŧ": "t",
}  # fmt: skip
OTHER_ALPHABETS: Final = re.compile("[\u0370-\u052f]")
LATIN: Final = re.compile("[a-z]")
LOOKING_ALIKE: Final = dict(
    zip(
        "аеорсухіјѕһԁԛԝгквмнтпзάαβεζηικμνορτυχγϲ",
        "aeopcyxijshdqwrkbmhtn3aabezhikmnoptyxyc",
        strict=True,
    )
)
"""Small letters, after case is folded: what their capitals or they themselves look like."""


def is_mark(char: str) -> bool:
    """Return whether it is a mark of the Latin, Greek and Cyrillic alphabets."""
    return unicodedata.category(char)[0] == "M" and unicodedata.name(char, "").startswith(
        ("COMBINING", "VARIATION")
    )


def fold_letter(char: str) -> str:
    """Return a letter or digit without its marks, in small; of other alphabets as it is."""
    plain = unicodedata.normalize("NFKD", char)
    if plain == char:
        small = char.casefold()
        return small if small == char else "".join(map(fold_character, small))
    is_ours = plain[0].isascii() or OTHER_ALPHABETS.match(plain[0]) or is_mark(plain[-1])
    return "".join(map(fold_character, plain)) if is_ours else char


def fold_character(char: str) -> str:
    """Return what stands for one character in folded text."""
    if char in APOSTROPHES:
        return ""
    if char in SPECIAL:
        return SPECIAL[char]
    kind = unicodedata.category(char)[0]
    if kind == "M":
        return "" if is_mark(char) else char
    if kind in "PSZ" or char in CONTROLS_OF_SPACE:
        return " "
    return "" if kind == "C" else fold_letter(char)


class Characters(dict[int, str]):
    """Folds each character the first time it is met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = fold_character(chr(code))
        return found


CHARACTERS: Final = Characters()


def unmask(words: list[str]) -> list[str]:
    """Return the words with letters of other alphabets that stand for Latin ones replaced.

    Only in words that mix alphabets, or whose every letter has a Latin twin beside a Latin word:
    a name written wholly in Greek or Russian stays what it is.
    """
    if not any(LATIN.search(word) for word in words):
        return words
    return [
        "".join(LOOKING_ALIKE.get(char, char) for char in word)
        if LATIN.search(word) or all(char in LOOKING_ALIKE for char in word)
        else word
        for word in words
    ]


def fold_once(text: str) -> str:
    words = unicodedata.normalize("NFC", text).translate(CHARACTERS).split()
    line = " ".join(words)
    if line.isascii():
        return line
    if OTHER_ALPHABETS.search(line):
        line = " ".join(unmask(words))
    return unicodedata.normalize("NFC", line)


def folded(text: str) -> str:
    """Return the first key of a name: small letters without marks, one blank between words."""
    line = fold_once(text)
    while not line.isascii() and (again := fold_once(line)) != line:
        line = again  # what stood between two characters kept them from becoming one
    return line


def parted(word: str) -> tuple[str, int]:
    """Return a word in small letters without its tone, and the tone.

    Where the tone stands does not matter: hòa and hoà, thủy and thuỷ are parted the same.
    """
    tone = 0
    kept: list[str] = []
    for char in unicodedata.normalize("NFD", word.lower().replace("ð", "đ").replace("ɖ", "đ")):
        if char in TONES:
            tone = TONES[char]
        else:
            kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept)), tone


class Toneless(dict[int, str]):
    """Folds a character, but keeps the quality of a vowel and đ."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kept = unicodedata.normalize("NFD", char)
        if char in "đĐðÐɖƉ":
            found = "đ"
        elif char in QUALITIES:
            found = char
        elif len(kept) > 1 and set(kept) & QUALITIES and kept[0].isascii():
            held = "".join(part for part in kept[1:] if part in QUALITIES)
            found = unicodedata.normalize("NFC", kept[0].lower() + held)
        else:
            found = CHARACTERS[code]
        self[code] = found
        return found


TONELESS: Final = Toneless()


def toneless(text: str) -> str:
    """Return the second key: folded, with ă â ê ô ơ ư đ kept and the tones left out."""
    line = " ".join(unicodedata.normalize("NFC", text).translate(TONELESS).split())
    if OTHER_ALPHABETS.search(line):
        line = " ".join(unmask(line.split()))
    return unicodedata.normalize("NFC", line)


ANY_TONE: Final = "[\u0300\u0301\u0303\u0309\u0323]"
END: Final = "(?![^\\W\\d_]|[\u0300-\u036f])"
OPEN_RHYME: Final = re.compile(f"(?<![qQ])([oO](?=[aAeE])|[uU](?=[yY]))(.)({ANY_TONE}){END}")
AFTER_Q: Final = re.compile(f"([qQ][uU])({ANY_TONE})([a-zA-Z])")


def placed(text: str) -> str:
    """Return the text in NFC with tones where older spelling puts them: hòa, khỏe, thủy, quý."""
    line = OPEN_RHYME.sub(r"\1\3\2", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", AFTER_Q.sub(r"\1\3\2", line))
