"""In which language a text was likely written: told by letters and by its smallest words.

Only as sure as that: of a text without such words (a name, a number, "OK") nothing is said. Which
words of a text are of another language is told by single words: in Vietnamese by what can be no
syllable of it, in English by letters with marks and by words that English does not have.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.citizens.names.folding import folded
from cases.citizens.names.table import is_syllable
from cases.core.errors import Sentence

WORD: Final = re.compile(r"[^\W\d_]+")
SMALL: Final = {
    "en": "the of and to in is was are were has have had been be by for from with without that "
    "this not no he she his her they their it its on at an or who which when where after before "
    "please will would can could should must may",
    "fr": "le la les un une des du de et à est sont été il elle ils elles dans pour par avec sans "
    "que qui ne pas son sa ses leur sur au aux ce cette où après avant était",
    "vi": "là và của có không được cho với người này đã ở tại từ đến về bị do theo khi sau trước "
    "những các một đang còn để trong ngoài chưa cần xin đề nghị",
}
"""Words that a sentence hardly does without; of Vietnamese with their marks."""
ONLY_VIETNAMESE: Final = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
SCRIPTS: Final = (("THAI", "th"), ("MYANMAR", "my"), ("KHMER", "km"), ("LAO", "lo"), ("CJK", "zh"))
LANGUAGES: Final[dict[str, Sentence]] = {
    "en": _("English"),
    "fr": _("French"),
    "km": _("Khmer"),
    "lo": _("Lao"),
    "my": _("Burmese"),
    "th": _("Thai"),
    "vi": _("Vietnamese"),
    "zh": _("Chinese"),
}
ADDRESS: Final = re.compile(r"[\d@/_]|\w\.\w")
VOWEL: Final = re.compile("[aeiouy]")
TAKEN_OVER: Final = frozenset(
    {
        *("baht", "casino", "email", "fax", "internet", "online"),
        *("riel", "taxi", "video", "visa", "zalo"),
        *("café", "fiancé", "fiancée"),
    }
)
"""Words that Vietnamese, the last ones English, has taken over as they are."""
OF_PLACES: Final = frozenset(
    {
        *("bản", "huyện", "khóm", "làng", "phường", "quận"),
        *("thị", "thôn", "tỉnh", "trấn", "xã", "ấp"),
    }
)
"""Words that belong to the name of a place."""
JOINING: Final = frozenset({"and", "de", "des", "du", "et", "for", "of", "the", "và"})
"""Words that stand inside a name."""
NOT_ENGLISH: Final = frozenset(
    {
        *("avec", "dans", "elle", "elles", "est", "ils", "les", "leur", "pour", "qui", "sans"),
        *("sont", "une", "cac", "chua", "cua", "duoc", "khong", "mot", "nghi", "ngoai", "nguoi"),
        *("nhung", "trong", "truoc", "voi"),
    }
)
"""French words, and Vietnamese ones without their marks, that English does not have."""
ENGLISH_SYLLABLES: Final = (
    "a am an at ban bat bay be bet bin bit boa but can cap cat chap chat chin chip cop cot cue "
    "cup cut dam day den dim din dip do doe don due dun gap gin go gong got gum gun gut ha ham "
    "hang hat hay he hem hen hi him hip hit hoe hop hot hue hum hung hut i in it khan kin kip "
    "kit lam lap lat lay let lien lip lit long lop lot lung mac man mat may me men met mi mien "
    "min mom mop mum my nap nay net nip no non not nun nut on quay quit ran rap rat ray rep "
    "rich rim rip roe rot rue rum run rung rut sac sang sap sat say sen set sin sip sit so son "
    "song sop sue sum sun sung tan tap tat ten than thang that the them then thin thong thy tin "
    "tip tit to ton tong top tot tram trap tray trim trip true tut van vat vet via yen yet"
)
"""English words that could be syllables of Vietnamese without their marks."""
OPENING: Final = "“\"'(["
CLOSING: Final = ".,;:!?…”\"')]"
ENDS: Final = (".", "!", "?", ";", ":", "…")
LATIN: Final = "A-Za-zªµº\u00c0-\u02ff\u1e00-\u1eff\ufb00-\ufb06\uff21-\uff3a\uff41-\uff5a"
NOT_LATIN: Final = rf"[^\W\d_{LATIN}]"
OTHER_SCRIPT: Final = re.compile(
    rf"{NOT_LATIN}(?:[^{LATIN}\n]*[^{LATIN}\s0-9.,;:!?…“”\"'()\[\]/–—-])?"
)
"""Words in another script that stand together: from a letter of it to the last sign of it."""
TOKEN: Final = re.compile(rf"{OTHER_SCRIPT.pattern}|(?:(?!{NOT_LATIN})\S)+")
RUN: Final = re.compile(
    r"(?:(?:^|(?<=[FOSNx]))(?:[sn]|s[sn]{1,2}))?s*(?:f[sn]{0,4})*(?:F|f(?:s*S|s*))|x"
)
"""Words of another language that stand together, each word as one letter.

`f` is surely of another language, `s` likely, `n` of either one, `o` of the letter's, `x` in
another script; a capital ends its sentence. What is likely beside a sure one belongs to it, as do
up to four of either language between two, and what begins the sentence right before them.
"""
FEWEST: Final = 2
"""Words that make a language likely: one alone may be a name ("Le", "An", "La")."""


def language_of(text: str) -> str:
    """Return the code of the likely language of a text; empty where nothing tells."""
    composed = unicodedata.normalize("NFC", text)
    script = script_of(composed)
    if script:
        return script
    words = WORD.findall(composed)
    counts = {
        code: sum(word.casefold() in small.split() for word in words)
        for code, small in SMALL.items()
    }
    # A name with marks in an English sentence makes it no Vietnamese one, and names have capitals.
    counts["vi"] += sum(bool(ONLY_VIETNAMESE.search(word)) for word in words if word.islower())
    best = max(counts, key=lambda code: counts[code])
    rest = max(count for code, count in counts.items() if code != best)
    is_likely = counts[best] >= FEWEST or (best != "vi" and is_short(words, best))
    return best if is_likely and counts[best] > rest else ""


def foreign_words(text: str, letter: str) -> list[str]:
    """Return the words of a text that are of another language than its letter, each once.

    Names, places, abbreviations and numbers are none: what has a capital letter, no vowel, a digit
    or the form of an address, and small words inside a name ("Acts of Mercy"). A foreign word that
    could be a syllable of Vietnamese ("can", "them") is not found.
    """
    tokens = unicodedata.normalize("NFC", text).split()
    found = (
        word
        for place, token in enumerate(tokens)
        if not ADDRESS.search(token) and not is_inside_name(tokens, place)
        for word in WORD.findall(token)
        if word.islower() and len(word) > 1 and is_foreign(word, letter)
    )
    return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text; with the name of its language, where that is not the letter's."""

    text: str
    code: str = ""
    language: Sentence = ""


def parts_of(text: str, letter: str, names: Iterable[str] = ()) -> list[Part]:
    """Return a text in parts, those of another language than its letter as what they are.

    A text without any word of the letter's language is one part. Words that both languages have
    are of the other one where they stand between two of it, or are likely of it beside one. Words
    in another script are parts by themselves; those of the `names` that the letter has are none.
    """
    composed = unicodedata.normalize("NFC", text)
    latin = OTHER_SCRIPT.sub(" ", composed)
    whole = language_of(latin)
    tokens = list(TOKEN.finditer(composed))
    foreign = set(foreign_words(latin, letter))
    printed = {word for name in names for run in OTHER_SCRIPT.findall(name) for word in run.split()}
    signs = "".join(sign_of(token[0], letter, whole, foreign, printed) for token in tokens)
    runs = [(found[0], *found.span()) for found in RUN.finditer(signs)]
    if whole not in {"", letter} and "x" not in signs and not (runs and "o" in signs.lower()):
        return [Part(composed, whole, LANGUAGES[whole])]
    spans = [
        (
            sign,
            tokens[start].end() - len(tokens[start][0].lstrip(OPENING)),
            tokens[end - 1].start() + len(tokens[end - 1][0].rstrip(CLOSING)),
        )
        for sign, start, end in runs
    ]
    usual = language_of(" ".join(composed[start:end] for sign, start, end in spans if sign != "x"))
    found, at = [], 0
    for sign, start, end in spans:
        said = composed[start:end]
        likely = "vi" if ONLY_VIETNAMESE.search(said) else usual
        code = script_of(said) if sign == "x" else language_of(said) or likely
        code = "" if code == letter else code
        other = _("another script") if sign == "x" else _("another language")
        found += [Part(composed[at:start]), Part(said, code, LANGUAGES.get(code, other))]
        at = end
    return [part for part in (*found, Part(composed[at:])) if part.text]


def sign_of(said: str, letter: str, whole: str, foreign: set[str], printed: set[str]) -> str:
    """Return as one letter of which language what stands between two blanks is; see `RUN`.

    `whole` is the likely language of the text in which it stands.
    """
    words = WORD.findall(said)
    if OTHER_SCRIPT.match(said):
        return "o" if printed.issuperset(said.split()) else "x"
    sign = "n"
    if not foreign.isdisjoint(words):
        sign = "f"
    elif any(is_own(word, letter, whole) for word in words):
        sign = "o"
    elif any(is_likely(word, letter) for word in words):
        sign = "s"
    return sign.upper() if said.endswith(ENDS) else sign


def is_likely(word: str, letter: str) -> bool:
    """Return whether a word beside one of another language is likely of that language, too."""
    if any(word.casefold() in said.split() for code, said in SMALL.items() if code != letter):
        return True
    is_plain = letter == "en" and word.islower() and is_syllable(word)
    return is_plain and word not in ENGLISH_SYLLABLES.split()


def is_own(word: str, letter: str, whole: str) -> bool:
    """Return whether a word in small letters is surely of the letter's language."""
    is_syllabic = is_syllable(folded(word))
    if not word.islower():
        return False
    if word in SMALL[letter].split() and (letter == "vi" or not is_syllabic):
        return not any(word in SMALL[code].split() for code in SMALL if code != letter)
    if letter == "vi":
        return is_syllabic and not word.isascii()
    return whole == "vi" and not is_syllabic and word.isascii()


def is_inside_name(tokens: Sequence[str], place: int) -> bool:
    """Return whether a small word joins two with a capital letter, no comma between them."""
    if not 0 < place < len(tokens) - 1 or tokens[place] not in JOINING:
        return False
    before, after = tokens[place - 1], tokens[place + 1]
    return before[0].isupper() and before[-1].isalnum() and after[0].isupper()


def is_foreign(word: str, letter: str) -> bool:
    """Return whether a word in small letters is of another language than the letter."""
    plain = folded(word)
    if letter == "vi":
        return not (is_syllable(plain) or plain in TAKEN_OVER or not VOWEL.search(plain))
    return word not in OF_PLACES | TAKEN_OVER and (not word.isascii() or word in NOT_ENGLISH)


def is_short(words: Sequence[str], code: str) -> bool:
    """Return whether a short text is of a language that is not Vietnamese.

    It has one small word that is no name, and another one that is no syllable of Vietnamese.
    """
    foreign = [word for word in words if not is_syllable(folded(word))]
    small = [word for word in words if word.casefold() in SMALL[code].split()]
    sure = [word for word in small if word.islower() or word in foreign]
    return bool(sure) and any(word.islower() and word not in small for word in foreign)


def script_of(text: str) -> str:
    """Return the language of the script in which most letters of a text stand; empty for Latin."""
    letters = [char for char in text if char.isalpha()]
    for script, code in SCRIPTS:
        count = sum(unicodedata.name(char, "").startswith(script) for char in letters)
        if 2 * count > len(letters):
            return code
    return ""
