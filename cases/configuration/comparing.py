"""What would change: each entry of a set beside what is in force, value by value."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from cases.configuration.choices import Change
from cases.configuration.files import FileLine, compared_files
from cases.configuration.kinds import Kind
from cases.configuration.plain import Plain
from cases.configuration.reading import read_set
from cases.configuration.registry import BY_TABLE, KINDS
from cases.configuration.sets import Files
from cases.configuration.versions import in_place
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.seeding.checking import Checker
from cases.seeding.entries import Entry, Fault, FaultyError, SeedSet

UNSHOWN = frozenset({"content"})
"""The text of a playbook is told part by part."""
MOST_SENT = 2_000
"""Entries of a set that is sent to a page or the API."""


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One value that would be another: as it is, as it would be."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry that is new, would be changed, or is here alone and stays."""

    kind: Kind
    key: str
    change: Change
    values: tuple[ValueLine, ...] = ()

    def word(self, value: ValueLine) -> Sentence:
        """Return what a value is called."""
        return self.kind.word(value.name)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs; the digest names exactly these differences."""

    entries: tuple[EntryLine, ...]
    files: tuple[FileLine, ...]
    counted: dict[str, int]
    seeds: SeedSet

    @property
    def writes(self) -> tuple[EntryLine, ...]:
        """The entries that a load would write."""
        return tuple(row for row in self.entries if row.change != Change.ONLY_HERE)

    @property
    def only_here(self) -> tuple[EntryLine, ...]:
        """The entries that a load leaves alone."""
        return tuple(row for row in self.entries if row.change == Change.ONLY_HERE)

    @property
    def is_empty(self) -> bool:
        """Whether a load would write nothing."""
        return not self.writes and not self.files

    @property
    def digest(self) -> str:
        """The digest of what would be written, and of what it would be written over."""
        told = [
            [row.kind.table, row.key, row.change, [[v.name, v.before, v.after] for v in row.values]]
            for row in self.writes
        ]
        return digest_of_difference(told, self.files)

    @property
    def files_digest(self) -> str:
        """The digest of the same without entries: what is shown where files alone are loaded."""
        return digest_of_difference([], self.files)

    def entries_of(self, kind: Kind, *changes: Change) -> list[Entry]:
        """Return the entries of a kind that a load writes, in the order in which it does."""
        keys = {row.key for row in self.writes if row.kind is kind and row.change in changes}
        return [entry for entry in self.seeds.of(kind.table) if entry.key in keys]


def digest_of_difference(told: list[Any], files: Iterable[FileLine]) -> str:
    """Return the digest of what would be written to the register, and of files beside it."""
    lines = [[row.name, row.before, row.after] for row in files]
    text = json.dumps([told, lines], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def compare(actor: Actor, folder: Path, files: Files, *, sent: bool = False) -> Comparison:
    """Return what a load of the set would change; raises with every fault that was found.

    A set that was `sent` is looked at while somebody waits, so it holds at most `MOST_SENT`.
    """
    seeds = read_set(folder)
    if sent:
        check_number(seeds)
    checker = Checker(seeds)
    faults = list(seeds.faults)
    lines: list[EntryLine] = []
    for kind in KINDS:
        if seeds.of(kind.table):
            lines += compared_kind(actor, kind, checker, faults)
    faults += in_place(files, present.now().date())
    if faults:
        raise FaultyError(sorted(set(faults)))
    counted = {table: len(rows) for table, rows in seeds.entries.items() if table in BY_TABLE}
    return Comparison(tuple(lines), tuple(compared_files(files)), counted, seeds)


def check_number(seeds: SeedSet) -> None:
    """Raise where a set holds more entries than are looked at in one go."""
    found = [entry for entries in seeds.entries.values() for entry in entries]
    if len(found) > MOST_SENT:
        sentence = _("There are more than %(most)s entries in the set. Send it in parts.")
        raise FaultyError([found[MOST_SENT].spot.fault(sentence % {"most": MOST_SENT})])


def compared_kind(
    actor: Actor, kind: Kind, checker: Checker, faults: list[Fault]
) -> Iterable[EntryLine]:
    """Return what differs in one kind; faults are added to the list."""
    stored = {kind.key_of(values): values for values in kind.stored(actor)}
    found: list[EntryLine] = []
    touched: list[Entry] = []
    entries = checker.seeds.of(kind.table)
    for entry in entries:
        wrong = kind.faults(checker, entry)
        try:
            wanted = {} if wrong else kind.wanted(checker, entry)
        except FaultyError as faulty:
            wrong = faulty.faults
        faults += wrong
        if not wrong:
            line = compared(kind, entry.key, stored.get(entry.key), wanted)
            touched += [entry] if line else []
            found += [line] if line else []
    faults += kind.hindrances(actor, touched)
    named = {entry.key for entry in entries}
    alone = [EntryLine(kind, key, Change.ONLY_HERE) for key in stored if key not in named]
    return [*found, *alone]


def compared(kind: Kind, key: str, before: Plain | None, after: Plain) -> EntryLine | None:
    """Return the line of an entry that differs, None for one that does not."""
    if before == after:
        return None
    former = before or {}
    values = tuple(
        ValueLine(name, former.get(name), after.get(name))
        for name in dict.fromkeys([*after, *former])
        if former.get(name) != after.get(name) and name not in UNSHOWN
    )
    return EntryLine(kind, key, Change.NEW if before is None else Change.CHANGED, values)
