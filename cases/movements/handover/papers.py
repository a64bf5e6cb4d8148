"""What goes along with people who are handed over, and what others count of them, as data.

Source: `seeds/handover.toml`, read once; a fault ends the start. The format stands at its head.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured
from django.db.models import TextChoices
from django.utils.functional import lazy

from cases.core.configured import path_of
from cases.core.text import in_reader_words

FILE: Final = "handover.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A code with its words in three languages."""

    code: str
    name: str
    name_vi: str
    name_fr: str
    of: str = ""
    source: str = ""

    @property
    def label(self) -> str:
        """The words in the reader's language."""
        return in_reader_words(self.name, self.name_vi, self.name_fr)


@dataclass(frozen=True, slots=True)
class HandoverRules:
    """What the file says: kinds of papers and kinds of counts, by code."""

    papers: Mapping[str, Worded]
    counts: Mapping[str, Worded]


@cache
def handover_rules() -> HandoverRules:
    """Return what the file says."""
    path = path_of(FILE)
    return read_rules(path.read_text(encoding="utf-8"))


def read_rules(text: str) -> HandoverRules:
    """Return what a text says; raises ImproperlyConfigured for the first fault."""
    content = tomllib.loads(text)
    if set(content) != {"paper", "count"}:
        raise ImproperlyConfigured(f"{FILE}: the tables are paper and count")
    return HandoverRules(worded(content["paper"], "paper"), worded(content["count"], "count"))


def worded(rows: list[dict[str, Any]], table: str) -> Mapping[str, Worded]:
    """Return code -> words of one table."""
    found: dict[str, Worded] = {}
    for row in rows:
        try:
            entry = Worded(**row)
        except TypeError as fault:
            raise ImproperlyConfigured(f"{FILE}: [[{table}]] {row.get('code')}: {fault}") from fault
        if entry.code in found:
            raise ImproperlyConfigured(f"{FILE}: [[{table}]] {entry.code}: named twice")
        if table == "paper" and entry.of not in {"her", "file"}:
            raise ImproperlyConfigured(f"{FILE}: [[paper]] {entry.code}: of is her or file")
        if table == "count" and not entry.source:
            raise ImproperlyConfigured(f"{FILE}: [[count]] {entry.code}: no source")
        found[entry.code] = entry
    return found


def paper_label(code: str) -> str:
    """Return the words of a kind of paper; a code that the file no longer has says itself."""
    entry = handover_rules().papers.get(code)
    return entry.label if entry is not None else code


def count_label(code: str) -> str:
    """Return the words of a count; a code that the file no longer has says itself."""
    entry = handover_rules().counts.get(code)
    return entry.label if entry is not None else code


def closed_set(name: str, codes: Mapping[str, Worded], label: Any) -> Any:
    """Return codes of the file as a closed set for a form, in the reader's words."""
    words = lazy(label, str)
    members = [(code.upper().replace("-", "_"), (code, words(code))) for code in codes]
    return TextChoices(name, members)  # type: ignore[call-overload] # the functional way of an enum


PaperKind: Any = closed_set("PaperKind", handover_rules().papers, paper_label)
CountKind: Any = closed_set("CountKind", handover_rules().counts, count_label)
