"""What a kind of entry of the configuration is: its table, its file, its operation, its rows.

Most are put in as a whole by a code: `Put` is made of the form of their operation, so a new kind is
one line of `registry.py`. A kind that is written otherwise says so in its own class.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cases.configuration.plain import EMPTY, Plain, plain_row
from cases.core.actor import SYSTEM, Actor
from cases.core.errors import Sentence
from cases.core.fields import Ref, Refs
from cases.core.forms import OperationForm
from cases.core.registry import DECLARED
from cases.places.putting import REASON, VERSION, PutForm
from cases.seeding.acting import act
from cases.seeding.checking import Checker, faults_of
from cases.seeding.entries import Entry, Fault, FaultyError

Adapt = Callable[[dict[str, Any]], dict[str, Any]]


def as_it_is(values: dict[str, Any]) -> dict[str, Any]:
    """Return values that are stored as they are said."""
    return values


def bound(checker: Checker, entry: Entry, values: dict[str, Any]) -> OperationForm:
    """Return the form of an entry; it may name rows that the same set brings. Faults are raised."""
    form = DECLARED[entry.operation].form(SYSTEM, None, json=values)
    for field in form.fields.values():
        if isinstance(field, Ref | Refs) and field.rows is not None:
            field.rows = checker.rows(field)  # type: ignore[assignment] # looks rows up like one
    problems = form.problems()
    if problems:
        raise FaultyError(faults_of(form, problems, entry.spot))
    return form


@dataclass(frozen=True)
class Kind(ABC):
    """One kind of entry. `known_by` are the values that make its key, in their order.

    `file`: where an entry is written, of its values: `procedures/{track}.toml`; `among`: where
    entries may stand, if elsewhere too. `changed_first`: entries that are there already are written
    before new ones (a limit ends before the next one begins).
    """

    table: str
    label: Sentence
    operation: str
    file: str
    known_by: tuple[str, ...] = ("code",)
    among: str = ""
    changed_first: bool = False

    @property
    def glob(self) -> str:
        """Where its entries may stand."""
        return self.among or re.sub(r"\{.*?\}", "*", self.file)

    def file_of(self, values: Plain) -> str:
        """Return in which file an entry is written."""
        return self.file.format(**values)

    def key_of(self, values: Plain) -> str:
        """Return by what an entry is known again."""
        return "/".join(str(values.get(name, "")) for name in self.known_by)

    @abstractmethod
    def stored(self, actor: Actor) -> list[Plain]:
        """Return every entry that is in force, in the order in which it is written."""

    @abstractmethod
    def wanted(self, checker: Checker, entry: Entry) -> Plain:
        """Return what the entry asks for, in the form of `stored`; faults are raised."""

    def faults(self, checker: Checker, entry: Entry) -> list[Fault]:
        """Return what is wrong with an entry beyond its form."""
        return []

    def hindrances(self, actor: Actor, entries: list[Entry]) -> list[Fault]:
        """Return what stands in the way of writing these entries now."""
        return []

    def word(self, name: str) -> Sentence:
        """Return what a value is called."""
        field = DECLARED[self.operation].form.base_fields.get(name)
        return str(field.label) if field is not None else name

    def carry_out(self, actor: Actor, entries: list[Entry], known: set[str]) -> None:
        """Do what the entries ask for, by the operation; `known` are the keys that are there."""
        for entry in entries:
            act(actor, entry.operation, entry.values, entry.spot)


@dataclass(frozen=True)
class Put(Kind):
    """Rows that are put in as a whole.

    `adapt` turns what was said into what is stored of it; `later` is a value that may name an entry
    of the same kind which is not there yet; `last` a flag that only one entry may have.
    """

    adapt: Adapt = as_it_is
    later: str = ""
    last: str = ""

    @property
    def form(self) -> type[PutForm]:
        """The form of its operation."""
        form = DECLARED[self.operation].form
        assert issubclass(form, PutForm)
        return form

    @property
    def model(self) -> Any:
        """The model of its table."""
        return self.form.model

    @property
    def names(self) -> list[str]:
        """The values of a row that its form asks for: not the version that was seen, not why."""
        return [name for name in self.form.base_fields if name not in {REASON, VERSION}]

    def stored(self, actor: Actor) -> list[Plain]:
        """Return the rows in the order of their keys."""
        rows = self.beside(self.model._default_manager.visible_to(actor))
        found = [self.plain_of(row) for row in rows]
        return sorted(found, key=self.order)

    def beside(self, rows: Any) -> Any:
        """Return the rows with what they name, in one statement."""
        named = [
            name
            for name in self.names
            if getattr(self.model._meta.get_field(name), "remote_field", None) is not None
        ]
        return rows.select_related(*named) if named else rows

    def order(self, values: Plain) -> tuple[str, ...]:
        """Return by what entries are sorted."""
        return tuple(str(values.get(name, "")) for name in self.known_by)

    def plain_of(self, row: Any) -> Plain:
        """Return a row as its form would say it."""
        said = {name: getattr(row, name) for name in self.names}
        return plain_row(self.adapt(said))

    def wanted(self, checker: Checker, entry: Entry) -> Plain:
        """Return what the form makes of the entry."""
        said = bound(checker, entry, entry.values).arguments()
        said.pop(VERSION, None)
        return plain_row(self.adapt(said))

    def carry_out(self, actor: Actor, entries: list[Entry], known: set[str]) -> None:
        """Put them in; what names an entry that is not there yet is put in once more at the end."""
        there = set(known)
        again = []
        for entry in sorted(entries, key=lambda row: bool(row.values.get(self.last))):
            values = entry.values
            if self.later and values.get(self.later) not in {*EMPTY[:2], *there}:
                values = {name: value for name, value in values.items() if name != self.later}
                again.append(entry)
            act(actor, entry.operation, values, entry.spot)
            there.add(entry.key)
        for entry in again:
            act(actor, entry.operation, entry.values, entry.spot)


class Provinces(Put):
    """Provinces: those of today first, since the former ones name them."""

    def order(self, values: Plain) -> tuple[str, ...]:
        """Return the division, then the code."""
        return str(values["generation"]), str(values["code"])

    def carry_out(self, actor: Actor, entries: list[Entry], known: set[str]) -> None:
        """Put them in, those of today first."""
        ordered = sorted(entries, key=lambda row: "successor" in row.values)
        super().carry_out(actor, ordered, known)
