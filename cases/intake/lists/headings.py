"""What stands above a column, and what it therefore holds; the words are data.

Compared without marks, capitals and signs: an office writes “Họ và tên”, another “HO VA TEN”.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from cases.citizens.names.folding import folded
from cases.citizens.names.host_script import is_host_script
from cases.core.configured import path_of
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
def relatives() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that name a relative: as they are written, and as compared."""
    words = seeds()["rows"]["relatives"]
    return frozenset(words), frozenset(map(key_of, words))


def is_of_relative(text: str) -> bool:
    """Return whether a relative is named in a text; marks count where it is written with marks."""
    written, compared = relatives()
    words = "".join(char if char.isalnum() else " " for char in seen(text).casefold())
    if text.isascii():
        return any(f" {word} " in f" {words} " for word in compared)
    if is_host_script(text):
        return any(word in text for word in written)
    return any(f" {word} " in f" {' '.join(words.split())} " for word in written)


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
    words = key.split()
    for length in range(len(words) - 1, 0, -1):
        for part in (words[:length], words[-length:]):
            found = headings.get(" ".join(part))
            if found and len(" ".join(part)) > 2:
                return of_relative(text, found)
    return ""


def of_relative(text: str, found: str) -> str:
    """Return what a column holds whose heading begins as one of ours, and may name a relative."""
    is_theirs = found in {ListField.RELATIVE_NAME, ListField.RELATIVE_PHONE}
    if is_theirs or not is_of_relative(text):
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
