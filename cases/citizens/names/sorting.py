"""The stored key that sorts names as people at home expect.

The database has no Vietnamese collation, so a key of ASCII characters is stored. Order of letters
a ă â b c d đ e ê ...; of tones none, grave, hook, tilde, acute, dot below; of names given name
first, then the rest from the family name on. Letters with foreign marks sort with their plain
letter, those of other alphabets after all others; what is no letter does not count.
"""

import unicodedata

from cases.citizens.names.folding import QUALITIES, TONES, fold_character

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Digits are the tones, so that a shorter syllable sorts before a longer one that begins like it.
CODES = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijk"
RANK = dict(zip(ALPHABET, CODES, strict=False))
LOOKING_LIKE_D = str.maketrans("ðɖ", "đđ")


def letter_key(letter: str) -> str:
    """Return the rank of a small letter, "" for what is no letter."""
    if letter in RANK:
        return RANK[letter]
    plain = fold_character(letter).strip()
    if plain.isascii():
        return "".join(RANK.get(char, char) for char in plain)
    return "~"


def syllable_key(syllable: str) -> str:
    """Return the sort key of one syllable: its letters, then its tone."""
    tone = "0"
    letters: list[str] = []
    for char in unicodedata.normalize("NFD", syllable.lower().translate(LOOKING_LIKE_D)):
        if char in TONES:
            tone = str(TONES[char])
        elif char in QUALITIES and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + char)
        else:
            letters.append(char)
    return f"{''.join(map(letter_key, letters))}{tone}"


def sort_key(full_name: str) -> str:
    """Return the key by which a list of people is ordered, at most 200 characters."""
    keys = [syllable_key(part) for part in full_name.replace("-", " ").split()]
    syllables = [key for key in keys if key[:-1]]
    if not syllables:
        return "~0" if keys else ""
    return " ".join([syllables[-1], *syllables[:-1]])[:200]
