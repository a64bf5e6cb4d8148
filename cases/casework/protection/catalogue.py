"""What is asked and written down to protect a person: `seeds/protection.toml`, read once.

Kinds, questions, bodies and results are data: a new one needs a row of the file and no code.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.db.models import TextChoices
from django.utils.functional import lazy

from cases.core.configured import path_of
from cases.core.roles import GROUPS
from cases.core.text import in_reader_words

FILE: Final = "protection.toml"
ELEMENTS: Final = ("act", "means", "purpose")
"""The elements of Law 53/2024/QH15, art. 2; under 18 the means need not be shown."""
PARTS: Final = (*ELEMENTS, "labour", "compound")
SIDES: Final = ("own", "home", "host")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the file: its code, its words, and what it says beside them.

    `kind`: the group of a flag, the part of a question, the side of a body.
    """

    code: str
    name: str
    name_vi: str
    name_fr: str
    kind: str = ""
    volunteered: bool = False

    @property
    def label(self) -> str:
        """The words in the reader's language."""
        return in_reader_words(self.name, self.name_vi, self.name_fr)


KIND_BY: Final = {"vulnerability": "group", "question": "part", "body": "side", "result": ""}
KNOWN: Final = {"vulnerability": GROUPS - {"money"}, "question": PARTS, "body": SIDES}


class FaultyCatalogue(ValueError):
    """The file cannot be taken."""


@cache
def catalogue() -> Mapping[str, Mapping[str, Entry]]:
    """Return table -> code -> row of the file."""
    path = path_of(FILE)
    return read_catalogue(path.read_text(encoding="utf-8"))


def read_catalogue(text: str) -> Mapping[str, Mapping[str, Entry]]:
    """Return the rows of a text; raises `FaultyCatalogue` for the first fault."""
    content = tomllib.loads(text)
    if set(content) != set(KIND_BY):
        raise FaultyCatalogue(f"{FILE}: the tables are {', '.join(KIND_BY)}")
    return {table: rows_of(table, rows) for table, rows in content.items()}


def rows_of(table: str, rows: list[dict[str, Any]]) -> Mapping[str, Entry]:
    """Return code -> row of one table."""
    found: dict[str, Entry] = {}
    for row in rows:
        values = dict(row)
        by = KIND_BY[table]
        kind = values.pop(by, "") if by else ""
        try:
            entry = Entry(kind=kind, **values)
        except TypeError as fault:
            raise FaultyCatalogue(f"{FILE}: [[{table}]] {row.get('code')}: {fault}") from fault
        if entry.code in found or (by and kind not in KNOWN[table]):
            raise FaultyCatalogue(f"{FILE}: [[{table}]] {entry.code}: named twice, or bad {by}")
        found[entry.code] = entry
    return found


def label_of(table: str, code: str) -> str:
    """Return the words of a code; a code that the file no longer has says itself."""
    entry = catalogue()[table].get(code)
    return entry.label if entry is not None else code


def choices_of(table: str, name: str) -> Any:
    """Return the codes of a table as a closed set for a form, in the reader's words."""
    rows = catalogue()[table].values()
    words = lazy(label_of, str)
    members = [
        (row.code.upper().replace("-", "_"), (row.code, words(table, row.code))) for row in rows
    ]
    return TextChoices(name, members)  # type: ignore[call-overload] # the functional way of an enum


def group_of(kind: str) -> str:
    """Return the restricted group of a flag."""
    return catalogue()["vulnerability"][kind].kind


def side_of(body: str) -> str:
    """Return whether a body is ours, at home, or of the host state."""
    return catalogue()["body"][body].kind
