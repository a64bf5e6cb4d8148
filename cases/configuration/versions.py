"""What counts is never changed in place: a version that is in force stays, and another follows it.

Sheets that were published, and figures that were frozen, name the version by which they count.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence
from cases.core.lines import line_of, lines_of
from cases.core.precision import DAY
from cases.incidents import tolerances
from cases.incidents.tolerances import FaultyTolerances, Tolerance
from cases.publishing.definitions import Definition, FaultyFigures, definitions, read_definitions
from cases.seeding.entries import Fault

STAYS: Final[Sentence] = _(
    "Version %(version)s of “%(name)s” is in force, and what was published counts by it. Leave it "
    "as it is, end it with “until”, and add version %(next)s."
)
ENDED_BEFORE: Final[Sentence] = _(
    "Version %(version)s of “%(name)s” counted on the days that are over, and what was published "
    "on them counts by it. It can end today or later, and an end that is past stays."
)


@dataclass(frozen=True, slots=True)
class Versioned:
    """One version: name, number, first and last day in force, and all that counts by it."""

    name: str
    version: int
    since: date
    until: date | None
    counts: tuple[Any, ...]

    def days_over(self, today: date) -> date:
        """Return the first day, until today, on which it counted no longer."""
        return min(today, self.until + DAY) if self.until else today


def of_figure(row: Definition) -> Versioned:
    """Return a definition; what it is called may be said otherwise at any time."""
    counts = (row.rule, dict(row.parameters), row.by, row.since)
    return Versioned(row.code, row.version, row.since, row.until, counts)


def of_tolerance(row: Tolerance) -> Versioned:
    """Return a tolerance."""
    bounds = (row.from_percent, row.to_percent, row.above, row.below, row.margin)
    return Versioned(row.qualifier, row.version, row.since, row.until, (*bounds, row.since))


def read_figures(text: str) -> list[Versioned]:
    """Return the definitions of a text."""
    return [of_figure(row) for row in read_definitions(text)]


def read_tolerances(text: str) -> list[Versioned]:
    """Return the tolerances of a text."""
    return [of_tolerance(row) for row in tolerances.read_tolerances(text)]


def in_place(files: Mapping[str, bytes], today: date) -> Iterator[Fault]:
    """Yield a fault for each version in force that a set would change or leave out.

    A file that cannot be read is told elsewhere.
    """
    kinds: tuple[tuple[str, str, Sequence[Versioned], Callable[[str], list[Versioned]]], ...] = (
        ("figures.toml", "figure", [of_figure(row) for row in definitions()], read_figures),
        (
            tolerances.FILE,
            "tolerance",
            [of_tolerance(row) for row in tolerances.tolerances()],
            read_tolerances,
        ),
    )
    for file, table, former, read in kinds:
        if file not in files:
            continue
        text = files[file].decode(errors="replace")
        try:
            latter = read(text)
        except (FaultyFigures, FaultyTolerances):
            continue
        lines = lines_of(text)
        begun = [row for row in former if row.since <= today]
        for index, sentence in changed(begun, latter, today):
            line = 1 if index is None else line_of(lines, (table, index, "version"))
            yield Fault(file, line, sentence)


def changed(
    begun: Sequence[Versioned], latter: Sequence[Versioned], today: date
) -> Iterator[tuple[int | None, str]]:
    """Yield where a version in force stands that would count otherwise, and why it stays.

    Also where it would have counted on fewer or more of the days that are over.
    """
    at = {(row.name, row.version): index for index, row in enumerate(latter)}
    for row in begun:
        index = at.get((row.name, row.version))
        said = {"version": row.version, "name": row.name, "next": row.version + 1}
        if index is None or latter[index].counts != row.counts:
            yield index, str(STAYS % said)
        elif latter[index].days_over(today) != row.days_over(today):
            yield index, str(ENDED_BEFORE % said)
