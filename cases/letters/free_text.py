"""In which language a text was likely written: told by letters and by its smallest words.

Only as sure as that: of a text without such words (a name, a number, "OK") nothing is said. Which
words of a text are of another language is told by single words: in Vietnamese by what can be no
syllable of it, in English by letters with marks and by words that English does not have.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
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
OPENING: Final = "“\"'(["
CLOSING: Final = ".,;:!?…”\"')]"
ENDS: Final = (".", "!", "?", ";", ":", "…")
MOST_BETWEEN: Final = 4
"""Words that may be of either language, between two of the other one."""
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


def parts_of(text: str, letter: str) -> list[Part]:
    """Return a text in parts, those of another language than its letter as what they are.

    A text without any word of the letter's language is one part. Words that both languages have
    are of the other one where they stand between two of it, or are a small word beside one.
    """
    composed = unicodedata.normalize("NFC", text)
    whole = language_of(composed)
    tokens = [Token(found, letter, whole) for found in re.finditer(r"\S+", composed)]
    runs = list(runs_of(tokens, set(foreign_words(composed, letter))))
    if whole not in {"", letter} and (not runs or not any(one.is_own for one in tokens)):
        return [Part(composed, whole, LANGUAGES[whole])]
    spans = [(tokens[run[0]].start, tokens[run[-1]].end) for run in runs]
    usual = language_of(" ".join(composed[start:end] for start, end in spans))
    found, at = [], 0
    for start, end in spans:
        code = language_of(composed[start:end]) or usual
        code = "" if code == letter else code
        language = LANGUAGES.get(code, _("another language"))
        found += [Part(composed[at:start]), Part(composed[start:end], code, language)]
        at = end
    return [part for part in (*found, Part(composed[at:])) if part.text]


class Token:
    """What stands between two blanks: where its words are, and of which language they may be.

    `whole` is the likely language of the text in which it stands.
    """

    def __init__(self, found: re.Match[str], letter: str, whole: str) -> None:
        said = found[0]
        self.words = WORD.findall(said)
        self.start = found.end() - len(said.lstrip(OPENING))
        self.end = found.start() + len(said.rstrip(CLOSING))
        self.is_last = said.endswith(ENDS)
        self.is_own = any(is_own(word, letter, whole) for word in self.words)
        small = {word for code, said in SMALL.items() if code != letter for word in said.split()}
        self.is_small = not small.isdisjoint(word.casefold() for word in self.words)


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


def runs_of(tokens: Sequence[Token], foreign: set[str]) -> Iterator[list[int]]:
    """Yield the places of words of another language that stand together."""
    found: list[int] = []
    for place, token in enumerate(tokens):
        if foreign.isdisjoint(token.words):
            continue
        if found and not is_joined(tokens[found[-1] : place]):
            yield widened(tokens, found)
            found = []
        found = [*range(found[0], place), place] if found else [place]
    if found:
        yield widened(tokens, found)


def is_joined(tokens: Sequence[Token]) -> bool:
    """Return whether a word of another language goes on behind the one that stands first here."""
    between = tokens[1:]
    is_own = any(one.is_own for one in between)
    return len(between) <= MOST_BETWEEN and not is_own and not any(one.is_last for one in tokens)


def widened(tokens: Sequence[Token], run: list[int]) -> list[int]:
    """Return a run with the small words beside it, and the word that begins its sentence."""
    first, last = run[0], run[-1]
    while first and not tokens[first - 1].is_last and tokens[first - 1].is_small:
        first -= 1
    start = first
    while start and not tokens[start - 1].is_last and not tokens[start - 1].is_own:
        start -= 1
    begins = not start or tokens[start - 1].is_last
    if begins and (first - start == 1 or (tokens[start].is_small and first - start < MOST_BETWEEN)):
        first = start
    while last + 1 < len(tokens) and not tokens[last].is_last and tokens[last + 1].is_small:
        last += 1
    return [*range(first, last + 1)]


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
