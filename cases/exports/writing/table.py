"""What all writers share: the columns, what they are called, and how a value is said in a cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from cases.core.cells import plain_cell
from cases.core.store import LongFile
from cases.exports.kinds import Kind

Words = Callable[[Any], str]


class Writer(Protocol):
    """Writes a file row by row."""

    def __init__(self, file: LongFile, table: "Table") -> None: ...

    def write(self, row: Sequence[Any]) -> None:
        """Write one plain row."""

    def end(self) -> None:
        """Write what closes the file."""


@dataclass(frozen=True)
class Table:
    """The kind of rows, what its columns are called, and the zone in which moments are said."""

    kind: Kind
    headings: tuple[str, ...]
    zone: ZoneInfo

    @cached_property
    def says(self) -> list[Words]:
        """How the values of each column are said, in the language in force."""
        return [words_of(shown.kind, self.zone) for shown, _place in self.kind.plan]

    def cells(self, row: Sequence[Any]) -> list[str]:
        """Return the cells of a row, none of which a spreadsheet takes for a formula."""
        return [
            plain_cell(say(place.value(row)))
            for say, (_shown, place) in zip(self.says, self.kind.plan, strict=True)
        ]


def words_of(kind: Any, zone: ZoneInfo) -> Words:
    """Return how a value of a column is said in a cell; nothing known is an empty cell."""
    if isinstance(kind, type) and issubclass(kind, TextChoices):
        labels = {choice.value: str(choice.label) for choice in kind}
        return lambda value: labels.get(value, "" if value is None else str(value))
    yes, no = _("Yes"), _("No")

    def say(value: Any) -> str:
        match value:
            case None:
                return ""
            case bool():
                return yes if value else no
            case datetime():
                return value.astimezone(zone).isoformat(timespec="minutes")
            case list() | tuple():
                return "; ".join(str(part) for part in value)
            case _:
                return str(value)

    return say
