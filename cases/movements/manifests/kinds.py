"""Forms of manifests as data: for whom, which columns, in which words.

Source: `seeds/manifests`, a TOML file for each. Read once; a fault ends the start. A form holds the
columns its reader needs and no others (Law 91/2025/QH15 on personal data: no more than the purpose
asks for).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured

from cases.core.configured import path_of
from cases.core.text import in_words_of
from cases.movements.manifests.cells import CELLS

LANGUAGES: Final = ("en", "vi", "fr")
KNOWN: Final = {"title", "for_whom", "note", "usual", "mark", "source", "column"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: by which code it is read, how wide it is beside the others, what it is called."""

    code: str
    width: float
    words: Mapping[str, str]

    def heading(self, language: str) -> str:
        """Return what it is called in a language."""
        return self.words[language]


@dataclass(frozen=True, slots=True)
class ManifestForm:
    """One form of a manifest: `mark` stands in the name of the file, `usual` is its language."""

    code: str
    mark: str
    usual: str
    titles: Mapping[str, str]
    readers: Mapping[str, str]
    notes: Mapping[str, str]
    columns: tuple[Column, ...]
    source: str = ""

    def title(self, language: str | None) -> str:
        """Return what it is called in a language."""
        return in_words_of(language, self.titles["en"], self.titles["vi"], self.titles["fr"])

    def for_whom(self, language: str | None) -> str:
        """Return for whom it is, which stands on each page of it."""
        return in_words_of(language, self.readers["en"], self.readers["vi"], self.readers["fr"])

    def note(self, language: str) -> str:
        """Return what is said below the list; empty for nothing."""
        return self.notes.get(language, "")


def folder() -> Path:
    """Return where the forms stand."""
    return path_of("manifests")


@lru_cache(maxsize=1)
def manifest_forms() -> dict[str, ManifestForm]:
    """Return every form by its code, in the order of their codes."""
    return {path.stem: read_form(path) for path in sorted(folder().glob("*.toml"))}


def read_form(path: Path) -> ManifestForm:
    """Read one file; what it names that there is not ends the start."""
    said: dict[str, Any] = tomllib.loads(path.read_text())
    columns = [Column(row["code"], row.get("width", 1.0), row) for row in said["column"]]
    odd = sorted(set(said) - KNOWN)
    odd += [column.code for column in columns if column.code not in CELLS]
    worded = [said["title"], said["for_whom"], *(column.words for column in columns)]
    odd += [str(words) for words in worded if not set(LANGUAGES) <= set(words)]
    if odd or said["usual"] not in LANGUAGES:
        raise ImproperlyConfigured(f"{path.name}: not known here, or a language lacks: {odd}.")
    return ManifestForm(
        code=path.stem,
        mark=said["mark"],
        usual=said["usual"],
        titles=said["title"],
        readers=said["for_whom"],
        notes=said.get("note", {}),
        columns=tuple(columns),
        source=said.get("source", ""),
    )
