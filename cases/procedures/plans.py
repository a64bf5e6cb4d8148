"""A playbook as it was read from its text: plain values, each with the line it stands on."""

from dataclasses import dataclass

from cases.core.errors import Sentence


@dataclass(frozen=True, slots=True)
class LineFault:
    """Something wrong in the text of a playbook."""

    line: int
    code: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Named:
    """A word with its line."""

    word: str
    line: int

    def __str__(self) -> str:
        return self.word


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One procedure in the playbook."""

    code: str
    procedure: Named
    after: tuple[Named, ...]
    body: str
    opens_at: Named | None
    only_if: Named | None
    line: int


@dataclass(frozen=True, slots=True)
class PlannedGate:
    """What must be done, and what must hold, before a stage."""

    stage: str
    steps: tuple[Named, ...]
    conditions: tuple[Named, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole playbook."""

    code: str
    title: str
    title_vi: str
    title_fr: str
    countries: tuple[str, ...]
    incidents: tuple[Named, ...]
    steps: tuple[PlannedStep, ...]
    gates: tuple[PlannedGate, ...]
    line: int
