"""Vietnamese names: the stored key that sorts them as people at home expect.

The database has no Vietnamese collation, so a key of ASCII characters is stored. Order of letters
a ă â b c d đ e ê ...; of tones none, grave, hook, tilde, acute, dot below; of names given name
first, then the rest from the family name on.
"""

import unicodedata

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Digits are the tones, so that a shorter syllable sorts before a longer one that begins like it.
CODES = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijk"
RANK = dict(zip(ALPHABET, CODES, strict=False))
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def syllable_key(syllable: str) -> str:
    """Return the sort key of one syllable: its letters, then its tone."""
    tone = "0"
    letters: list[str] = []
    for char in unicodedata.normalize("NFD", syllable.lower()):
        if char in TONES:
            tone = TONES[char]
        elif unicodedata.combining(char):
            letters[-1:] = [unicodedata.normalize("NFC", (letters or ["a"])[-1] + char)]
        else:
            letters.append(char)
    ranked = "".join(RANK.get(letter, "~") for letter in letters)
    return f"{ranked}{tone}"


def sort_key(full_name: str) -> str:
    """Return the key by which a list of people is ordered, at most 200 characters."""
    syllables = [syllable_key(part) for part in full_name.replace("-", " ").split()]
    if not syllables:
        return ""
    return " ".join([syllables[-1], *syllables[:-1]])[:200]
