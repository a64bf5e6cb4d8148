"""What stands above a column, and what it therefore holds; the words are data.

Compared without marks, capitals and signs: an office writes “Họ và tên”, another “HO VA TEN”.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from cases.citizens.names.folding import APOSTROPHES, folded
from cases.citizens.names.host_script import is_host_script
from cases.citizens.names.known import spellings_at
from cases.citizens.names.marks import has_marks
from cases.core.configured import path_of, released
from cases.core.text import clean_text
from cases.intake.lists.choices import MANY, ListField

WIDE: Final = {0xFF01 + at: 0x21 + at for at in range(94)} | {0x3000: " "}
"""Letters, digits and signs of full width, as East Asian programs write them."""
OF_RELATIVE: Final = {
    ListField.PHONE: ListField.RELATIVE_PHONE,
    ListField.FULL_NAME: ListField.RELATIVE_NAME,
    ListField.FAMILY_NAME: ListField.RELATIVE_NAME,
    ListField.GIVEN_NAME: ListField.RELATIVE_NAME,
}
"""What a column holds where its heading names a relative; any other one is kept as a remark."""
LONGEST: Final = 60
"""What is longer is a sentence and no heading."""
PARTS_OF_BIRTH: Final = (ListField.BIRTH_DAY, ListField.BIRTH_MONTH, ListField.BIRTH_YEAR)
BETWEEN: Final = frozenset(
    {"của", "cua", "hoặc", "hoac", "và", "va", "người", "nguoi", "of", "or", "and", "the", "s"}
    | {"de", "du", "ou", "et"}
)
"""Words, and the s of “son’s”, that stand beside a relative and name nobody."""
NAME_OR_GIVEN: Final = frozenset({"ten", "name", "names", "ชื่อ", "nom"})
"""Beside a family name a given one, else the whole."""


@cache
def seeds() -> dict[str, Any]:
    """Return the words as they stand in the file."""
    path = path_of("list_headings.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def seen(text: str) -> str:
    """Return a cell as the register keeps text: NFC, of usual width, without unseen signs."""
    try:
        return clean_text(text.translate(WIDE))
    except ValueError:
        return ""


def key_of(text: str) -> str:
    """Return a heading as it is compared; what has no letters as it stands."""
    return folded(text) or text.strip().casefold()


@cache
def known_headings() -> Mapping[str, str]:
    """Return heading as compared -> field."""
    found: dict[str, str] = {}
    for name, entry in seeds()["field"].items():
        for word in entry["words"]:
            found.setdefault(key_of(word), name)
    return found


@cache
def known_words(of: str) -> Mapping[str, str]:
    """Return word as compared -> code, of sexes or of countries."""
    table = seeds()[of]
    return {key: code for code, words in table.items() for word in words for key in keys_of(word)}


def keys_of(word: str) -> set[str]:
    """Return the forms under which a word of the tables is found."""
    return {key_of(word), word.strip().casefold()}


@cache
def words_of_rows(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return a list of words of the tables: as they are written, and as compared.

    One that an installation's own file lacks, made for an earlier release, is that of the release.
    """
    rows = seeds()["rows"]
    if name not in rows:
        rows = tomllib.loads(released("list_headings.toml").read_text(encoding="utf-8"))["rows"]
    words = rows[name]
    return frozenset(words), frozenset(map(key_of, words))


def names_relative(text: str, whole: str = "") -> bool | None:
    """Return whether a text, or a part of a `whole` one, names a relative; None for perhaps.

    Marks count where the whole is written with marks. Without them a doubtful word counts where
    nothing but relatives is named: “me”, but “con han” says that something is still valid. “Anh”
    alone may be a name.
    """
    is_plain = is_unmarked(whole or text)
    line = without_others(words_of(text), is_plain)
    found = named_in_host_script(line)
    known = words_of_rows("relatives")[is_plain]
    words = set(line.split()) - BETWEEN
    if found or not words:
        return found
    if words <= known and all(may_be_given(word, text, is_plain) for word in words):
        return None
    doubtful = words_of_rows("doubtful_relatives")[1] if is_plain else frozenset()
    if any(f" {word} " in f" {line} " for word in known - doubtful):
        return True
    if words.isdisjoint(doubtful):
        return found
    return words <= known or None


def without_others(line: str, is_plain: bool) -> str:
    """Return words without what holds a word for a relative and names none; the longer first."""
    for phrase in sorted(words_of_rows("no_relatives")[is_plain], key=len, reverse=True):
        if is_host_script(phrase):
            line = line.replace(phrase, " ")
        line = f" {line} ".replace(f" {phrase} ", "  ").strip()
    return line


def named_in_host_script(line: str) -> bool | None:
    """Return whether words in Thai or Burmese name a relative; None for perhaps.

    They are written without blanks: a doubtful one with letters behind it may begin another word.
    """
    found = [
        word for word in words_of_rows("relatives")[0] if is_host_script(word) and word in line
    ]
    doubtful = words_of_rows("doubtful_relatives")[0]
    if any(word not in doubtful or re.search(rf"{word}(?!\w)", line) for word in found):
        return True
    return None if found else False


def may_be_given(word: str, text: str, is_plain: bool) -> bool:
    """Return whether a word, of a text that writes it with a capital, may be a given name."""
    found = spellings_at(folded(word), "given")
    is_one = any(is_plain or one.spelled.casefold() == word for one in found)
    return is_one and word not in seen(text)


def is_unmarked(text: str) -> bool:
    """Return whether the Latin letters of a text bear no marks; dashes and quotes are none."""
    return not has_marks("".join(char for char in seen(text) if not is_host_script(char)))


def words_of(text: str, kept: frozenset[str] = frozenset()) -> str:
    """Return the words of a text in small letters, one blank between them; `kept` part none."""
    letters = (
        char if char.isalnum() or char in kept or is_host_script(char) else " "
        for char in seen(text)
    )
    return " ".join("".join(letters).casefold().split())


@cache
def totals() -> Mapping[str, Sequence[tuple[str, list[str]]]]:
    """Return first word, as compared -> what begins a row of totals: as written, and in words."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for word in sorted(seeds()["rows"]["totals"], key=len, reverse=True):
        parts = key_of(word).split()
        found.setdefault(parts[0], []).append((word, parts))
    return found


@cache
def counted() -> frozenset[str]:
    """Return the words, as compared, that stand beside figures in a row of totals."""
    return frozenset(key_of(word) for word in seeds()["rows"]["counted"])


def is_heading(text: str) -> bool:
    """Return whether it is a heading that we know, word for word."""
    return bool(text) and len(text) <= LONGEST and key_of(text) in known_headings()


def field_of(text: str, remembered: Mapping[str, str] | None = None) -> str:
    """Return what a column with this heading holds, "" where nobody knows."""
    key = key_of(text)
    if not key or len(text) > LONGEST * 2:
        return ""
    if remembered and key in remembered:
        return remembered[key]
    headings = known_headings()
    if key in headings:
        return headings[key]
    # Headings in two languages, and those with a remark: “Full name / Họ và tên”, “DOB (dd/mm)”.
    words, written = key.split(), words_of(text, APOSTROPHES).split()
    begin, end = known_part(words)
    if not end:
        return ""
    if len(written) != len(words):
        written = words
    rest = " ".join([*written[:begin], *written[end:]])
    return of_relative(headings[" ".join(words[begin:end])], rest, text)


def known_part(words: Sequence[str]) -> tuple[int, int]:
    """Return from where to where a heading is one of ours, at its begin or its end; else 0, 0.

    The longer counts, but of two that share a word the first: “Given name as in passport”.
    """
    count = len(words)
    known = [
        (begin, begin + length)
        for length in range(count - 1, 0, -1)
        for begin in (0, count - length)
        if len(part := " ".join(words[begin : begin + length])) > 2 and part in known_headings()
    ]
    if not known:
        return 0, 0
    begin, _end = known[0]
    return next((one for one in known if one[0] == 0 and one[1] > begin), known[0])


def of_relative(found: str, rest: str, whole: str) -> str:
    """Return what a column holds: a part of its heading is known, the rest may name a relative.

    The sex is the person's: “homme/femme” and “anh/chị” are what can be written there.
    """
    is_said = found in {ListField.RELATIVE_NAME, ListField.RELATIVE_PHONE, ListField.SEX}
    if is_said or not names_relative(rest, whole):
        return found
    return OF_RELATIVE.get(ListField(found), ListField.REMARK)


def fields_of(labels: Sequence[str], remembered: Mapping[str, str] | None = None) -> list[str]:
    """Return what each column holds, no field twice but remarks."""
    found = [field_of(label, remembered) for label in labels]
    keys = [key_of(label) for label in labels]
    if not {ListField.BIRTH_DAY, ListField.BIRTH_MONTH}.intersection(found):
        found = [ListField.BIRTH if name == ListField.BIRTH_YEAR else name for name in found]
    elif ListField.BIRTH_YEAR not in found and ListField.BIRTH_MONTH not in found:
        found = ["" if name in PARTS_OF_BIRTH else name for name in found]
    has_family = ListField.FAMILY_NAME in found
    if ListField.FULL_NAME not in found and not has_family and ListField.GIVEN_NAME in found:
        found[found.index(ListField.GIVEN_NAME)] = ListField.FULL_NAME
    elif has_family and ListField.GIVEN_NAME not in found:
        found = lone_family(found, keys)
    return once_each(found)


def lone_family(found: list[str], keys: Sequence[str]) -> list[str]:
    """Return the fields where a family name stands with no given one: “Họ” and “Tên”, or “Nom”."""
    for index, key in enumerate(keys):
        if key in NAME_OR_GIVEN and found[index] == ListField.FULL_NAME:
            return [*found[:index], ListField.GIVEN_NAME, *found[index + 1 :]]
    if ListField.FULL_NAME in found:
        return found
    at = found.index(ListField.FAMILY_NAME)
    return [*found[:at], ListField.FULL_NAME, *found[at + 1 :]]


def once_each(found: Sequence[str]) -> list[str]:
    """Return the fields with the second of a kind as a remark: nothing of a list is lost."""
    known: set[str] = set()
    kept = []
    for name in found:
        is_second = name in known and name not in {"", *MANY}
        kept.append(ListField.REMARK.value if is_second else str(name))
        known.add(name)
    return kept
