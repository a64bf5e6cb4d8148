"""What later features put beside a case: rows read with its file, entries of its course.

    @told_of("reports", lambda actor, case, person: (Part(...), Part(...)))
    def report_entries(case: Case, rows: Sequence[list[Any]]) -> list[Entry]: ...

The rows come with the one query of the file, so a case page costs no query more. A feature may show
them in a band of its own on the page as well:

    @band_of("letters", "letters/letters_band.html", below="steps")
    def letters_band(actor, file, rows, verbs) -> dict[str, Any]: ...
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.together import Part

Entry = dict[str, Any]
Read = Callable[[Actor, int, int], tuple[Part[Any], ...]]
"""(actor, id of the case, id of the person) -> what is read; nothing but the ids into the query."""
Told = Callable[[Case, Sequence[list[Any]]], list[Entry]]


@dataclass(frozen=True, slots=True)
class Beside:
    """One kind of entry of the course: what is read for it, and how it is told."""

    read: Read
    told: Told
    count: int


_beside: dict[str, Beside] = {}


def told_of(kind: str, read: Read, count: int) -> Callable[[Told], Told]:
    """Register a kind of entry of the course: `read` returns `count` parts."""

    def wrap(told: Told) -> Told:
        _beside[kind] = Beside(read, told, count)
        return told

    return wrap


def parts_beside(actor: Actor, case: int, person: int) -> tuple[Part[Any], ...]:
    """Return what is read beside the file itself."""
    return tuple(part for one in _beside.values() for part in one.read(actor, case, person))


def rows_beside(rows: Sequence[list[Any]]) -> tuple[Sequence[list[Any]], Mapping[str, Any]]:
    """Return the rows of the file itself, and by kind those that were read beside it."""
    own = len(rows) - sum(one.count for one in _beside.values())
    found, at = {}, own
    for kind, one in _beside.items():
        found[kind] = rows[at : at + one.count]
        at += one.count
    return rows[:own], found


def entries_beside(case: Case, rows: Mapping[str, Any]) -> dict[str, list[Entry]]:
    """Return the entries of the course by kind."""
    return {kind: _beside[kind].told(case, found) for kind, found in rows.items()}


def sealed_beside(rows: Mapping[str, Any]) -> list[Any]:
    """Return the rows that are restricted like the sealed part of a step, read by few roles."""
    parts = [part for found in rows.values() for part in found]
    return [row for part in parts for row in part if getattr(type(row), "IS_SEALED", False)]


Shown = Callable[[Actor, Any, Sequence[list[Any]], frozenset[str]], Entry]
"""(actor, the file of the case, its rows, verbs that may be done) -> what the band shows."""
Below = Literal["steps", "documents"]
_bands: dict[str, tuple[str, Below, Shown]] = {}


def band_of(kind: str, template: str, below: Below) -> Callable[[Shown], Shown]:
    """Register a band of the case page, of rows that are read for a kind of entry."""

    def wrap(shown: Shown) -> Shown:
        _bands[kind] = (template, below, shown)
        return shown

    return wrap


def bands_beside(actor: Actor, file: Any, verbs: frozenset[str]) -> dict[str, list[Entry]]:
    """Return by place the bands of later features that have something to show."""
    found: dict[str, list[Entry]] = {"steps": [], "documents": []}
    for kind, (template, below, shown) in _bands.items():
        band = shown(actor, file, file.beside[kind], verbs)
        if band:
            found[below].append({"template": template, **band})
    return found
