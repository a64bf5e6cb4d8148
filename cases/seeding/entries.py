"""The parts of the seeds as they were read, each knowing the line it stands on."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cases.core.lines import KeyPath, line_of


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something wrong in the seeds: file, line, sentence."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}"


class FaultyError(Exception):
    """The seeds hold faults; all that were found are listed."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = sorted(faults)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands in a file."""

    file: str
    lines: Mapping[KeyPath, int]
    path: KeyPath = ()

    def inside(self, *names: str | int) -> "Spot":
        """Return the spot of a part."""
        return Spot(self.file, self.lines, (*self.path, *names))

    @property
    def line(self) -> int:
        """The line of this part, else of the nearest whole that has one."""
        return line_of(self.lines, self.path)

    def fault(self, sentence: str) -> Fault:
        """Return a fault at this spot."""
        return Fault(self.file, self.line, sentence)


def digest_of(*content: Any) -> str:
    """Return the digest by which an unchanged entry is known again."""
    text = json.dumps(content, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """One act the seeds ask for: the operation, its JSON arguments, and a key of its own."""

    kind: str
    key: str
    operation: str
    values: dict[str, Any]
    spot: Spot

    @property
    def full_key(self) -> str:
        """The key among all kinds."""
        return f"{self.kind}:{self.key}"

    @property
    def digest(self) -> str:
        """The digest of what is asked for."""
        return digest_of(self.operation, self.values)


@dataclass(frozen=True, slots=True)
class Step:
    """One act in the course of a person: when it was recorded, by which mission."""

    at: datetime
    mission: str
    operation: str
    values: dict[str, Any]
    spot: Spot


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person of a scenario with the whole course, in order of time."""

    key: str
    steps: list[Step]
    digest: str
    spot: Spot

    @property
    def full_key(self) -> str:
        """The key among all kinds."""
        return f"person:{self.key}"


@dataclass(frozen=True, slots=True)
class Order:
    """One act on a directive or a plan of a scenario; `directive` is the code of what it is on."""

    key: str
    step: Step
    directive: str
    digest: str
    spot: Spot

    @property
    def full_key(self) -> str:
        """The key among all kinds."""
        return f"order:{self.key}"


@dataclass(frozen=True, slots=True)
class Told:
    """One report of a scenario with everything that was done about it, in order of time."""

    key: str
    steps: list[Step]
    digest: str
    spot: Spot

    @property
    def full_key(self) -> str:
        """The key among all kinds."""
        return f"report:{self.key}"


@dataclass(frozen=True, slots=True)
class Pairing:
    """One act on a person of a scenario, or on two: what protects them, with whom they travel."""

    key: str
    step: Step
    people: tuple[str, str]
    digest: str
    spot: Spot

    @property
    def full_key(self) -> str:
        """The key among all kinds."""
        return f"together:{self.key}"


@dataclass(frozen=True, slots=True)
class Journey:
    """One act on the way home of people of a scenario, and what it is on."""

    key: str
    step: Step
    on: str
    digest: str
    spot: Spot

    @property
    def full_key(self) -> str:
        """The key among all kinds."""
        return f"homeward:{self.key}"


@dataclass(slots=True)
class SeedSet:
    """Everything read, and what was found wrong while reading."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    reports: list[Told] = field(default_factory=list)
    together: list[Pairing] = field(default_factory=list)
    spent: list[Pairing] = field(default_factory=list)
    homeward: list[Journey] = field(default_factory=list)
    positions: list[Pairing] = field(default_factory=list)
    briefed: list[Pairing] = field(default_factory=list)
    programs: list[Pairing] = field(default_factory=list)
    missions: list[tuple[str, Spot]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """Take an entry into its kind."""
        self.entries.setdefault(entry.kind, []).append(entry)

    def of(self, *kinds: str) -> list[Entry]:
        """Return the entries of these kinds, in the order of the kinds."""
        return [entry for kind in kinds for entry in self.entries.get(kind, [])]
