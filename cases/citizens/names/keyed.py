"""Names typed for a Vietnamese keyboard that was not switched on: Telex and VNI residue.

"Nguyeenx Vawn Ddaatf" and "Nguye6n4 Va8n" say more than a name without marks does, if they are
read. Only a suggestion, and only where each word becomes a syllable that can be written.
"""

import re
from typing import Final

from cases.citizens.names.folding import placed
from cases.citizens.names.table import SPELLED, is_spelled, is_syllable, with_tone

TELEX_TONES: Final = {"f": 1, "r": 2, "x": 3, "s": 4, "j": 5}
VNI_TONES: Final = {"2": 1, "3": 2, "4": 3, "1": 4, "5": 5}
TELEX_WORD: Final = re.compile(r"[a-zA-ZđĐ]{2,12}")
VNI_WORD: Final = re.compile(r"[a-zA-Z]{1,8}[0-9][a-zA-Z0-9]{0,10}")
TWICE: Final = re.compile(r"([aeo])([^aeo]*)\1")
ROUND: Final = {"a": "â", "e": "ê", "o": "ô"}
HORNED: Final = {"uo": "ươ", "o": "ơ", "u": "ư"}
VOWEL: Final = re.compile("[aeiouyăâêôơư]")


def horned(letters: str) -> str:
    """Return the syllable with the horn on its u and o."""
    for plain, horn in HORNED.items():
        if plain in letters:
            return letters.replace(plain, horn, 1)
    return letters


def as_written(bare: str, tone: int, like: str) -> str | None:
    """Return a syllable with its tone, in capitals like `like`; None for what cannot be one."""
    word = with_tone(bare, tone)
    if not is_spelled(word):
        if bare not in SPELLED or bare.isascii():
            return None
        word = bare  # the key of the tone was a slip: no syllable like this bears it
    if like.isupper():
        return word.upper()
    return word.capitalize() if like[0].isupper() else word


def from_telex(word: str) -> str | None:
    """Return the syllable whose keys were struck, None where there is none."""
    letters = word.lower()
    vowel = VOWEL.search(letters)
    if vowel is None or not TELEX_WORD.fullmatch(word):
        return None
    tone = 0
    for place in range(len(letters) - 1, vowel.start(), -1):
        if letters[place] in TELEX_TONES:
            tone = TELEX_TONES[letters[place]]
            letters = letters[:place] + letters[place + 1 :]
            break
    if letters.startswith("dd"):
        letters = f"đ{letters[2:]}"
    elif letters.startswith("d") and letters.endswith("d"):
        letters = f"đ{letters[1:-1]}"
    letters = TWICE.sub(lambda match: ROUND[match[1]] + match[2], letters, count=1)
    if "w" in letters[1:]:
        kept = letters[0] + letters[1:].replace("w", "")
        letters = kept.replace("a", "ă", 1) if "u" not in kept and "a" in kept else horned(kept)
    return as_written(letters, tone, word)


def from_vni(word: str) -> str | None:
    """Return the syllable whose keys were struck, None where there is none."""
    if not VNI_WORD.fullmatch(word):
        return None
    letters = re.sub("[0-9]", "", word).lower()
    tone = 0
    for digit in re.findall("[0-9]", word):
        if digit in VNI_TONES:
            tone = VNI_TONES[digit]
        elif digit == "6":
            place = next((at for at, char in enumerate(letters) if char in ROUND), None)
            if place is None:
                return None
            letters = letters[:place] + ROUND[letters[place]] + letters[place + 1 :]
        elif digit == "7":
            letters = horned(letters)
        elif digit == "8":
            letters = letters.replace("a", "ă", 1)
        elif digit == "9":
            letters = letters.replace("d", "đ", 1)
    return as_written(letters, tone, word)


def unkeyed(text: str) -> tuple[str, str] | None:
    """Return ("telex" or "vni", the name meant), None where the text is not such residue."""
    words = text.split()
    is_vni = any(VNI_WORD.fullmatch(word) for word in words)
    undo = from_vni if is_vni else from_telex
    found: list[str] = []
    changed = 0
    for word in words:
        is_plain = is_syllable(word.lower()) or is_spelled(word)
        meant = None if is_plain and not has_doubles(word) else undo(word)
        if meant is None and not is_plain:
            return None
        found.append(meant or word)
        changed += meant is not None and meant != word
    if not changed:
        return None
    return ("vni" if is_vni else "telex"), placed(" ".join(found))


def has_doubles(word: str) -> bool:
    """Return whether a word has letters that stand side by side in hardly any name."""
    return bool(re.search("aa|ee|oo|aw|ow|uw|dd", word.lower()))
