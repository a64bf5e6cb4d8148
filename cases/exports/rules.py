"""The rules of exports, which are data: columns, threshold, terms. Source: `seeds/exports.toml`."""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from cases.core.configured import path_of


@dataclass(frozen=True, slots=True)
class Rules:
    """What the file says: columns by kind, their names by language, from when two decide."""

    columns: dict[str, tuple[str, ...]]
    thresholds: dict[str, int]
    headings: dict[str, dict[str, str]]
    to_start: timedelta
    to_decide: timedelta
    lasts: timedelta
    growth_percent: int
    counts_together: timedelta

    def heading(self, kind: str, column: str, language: str) -> str:
        """Return what a column is called in a language; a kind may have words of its own for it."""
        own = self.headings.get(f"{kind}.{column}")
        return (own or self.headings[column])[language]

    def needs_second(self, kind: str, counted: int) -> bool:
        """Return whether so many rows of a kind ask for a second person."""
        return counted > self.thresholds[kind]

    def has_grown(self, counted: int, rows: int) -> bool:
        """Return whether there are clearly more rows than were counted and decided on."""
        return rows > counted + max(counted * self.growth_percent // 100, 5)


@cache
def rules() -> Rules:
    """Return the rules, read once."""
    path = path_of("exports.toml")
    said: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return Rules(
        columns={kind: tuple(row["columns"]) for kind, row in said["kind"].items()},
        thresholds={
            kind: row.get("threshold", said["threshold"]) for kind, row in said["kind"].items()
        },
        headings=said["heading"],
        to_start=timedelta(hours=said["hours_to_start"]),
        to_decide=timedelta(hours=said["hours_to_decide"]),
        lasts=timedelta(hours=said["hours_of_a_file"]),
        growth_percent=said["growth_percent"],
        counts_together=timedelta(hours=said["hours_counted_together"]),
    )
