"""Shapes: what a resource looks like outside, declared once.

A shape names the columns to read, what each is called in the answer and its JSON Schema. Lists and
details are built from plain rows with it, and OpenAPI publishes it, so the two cannot differ. Rows
are plain because a serializer over models costs six to ten times a raw view.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import QuerySet, TextChoices

from cases.core import present
from cases.core.precision import (
    iso_as_of,
    iso_between,
    iso_instant,
    iso_known_at,
    iso_planned,
)

Schema = dict[str, Any]
Kind = Schema | type[TextChoices]
Naming = Callable[[type[TextChoices]], Schema]

TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
DECIMAL: Schema = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
FLAG: Schema = {"type": "boolean"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
"""An instant, by the machine told in UTC to the microsecond; else see `instant`."""
AS_KNOWN: Schema = {
    "type": "string",
    "pattern": r"^[0-9]{4}-[0-9]{2}[^/]*(/[0-9]{4}-[0-9]{2}[^/]*)?$",
    "examples": ["2025-10-22"],
}
"""A moment as it is known, by ISO 8601: an instant, a day, a month, or two with a slash between."""
DAY: Schema = {"type": "string", "format": "date"}
UUID: Schema = {"type": "string", "format": "uuid"}
ADDRESS: Schema = {"type": "string", "format": "uri-reference"}


@dataclass(frozen=True, slots=True)
class Column:
    """One value of the answer: `name` with dots for what is nested, the columns it is made of.

    `null`: the value may be missing, and an empty text then counts as missing.
    """

    name: str
    sources: tuple[str, ...]
    kind: Kind = field(default_factory=lambda: TEXT)
    null: bool = False
    make: Callable[..., Any] | None = None
    help: str = ""

    def schema(self, naming: Naming) -> Schema:
        """Return the JSON Schema of the value."""
        schema = dict(self.kind) if isinstance(self.kind, dict) else naming(self.kind)
        if self.null:
            schema = nullable(schema)
        return schema | ({"description": str(self.help)} if self.help else {})


def column(name: str, source: str = "", kind: Kind = TEXT, **options: Any) -> Column:
    """Return a column read from `source`, or from the column of the same name."""
    return Column(name, (source or name.replace(".", "__"),), kind, **options)


def instant(name: str, zone: str, source: str = "", **options: Any) -> Column:
    """Return a column of an instant that is planned or counted, with the offset of a zone.

    `zone` is the column of that zone. What the machine did is told in UTC (`MOMENT`).
    """
    return Column(name, (source or name, zone), MOMENT, make=instant_there, **options)


def of_the_machine(name: str, source: str = "", **options: Any) -> Column:
    """Return a column of a moment of evidence or security, as the work counts its days.

    A login, the record of it and what was done to a case stand on one line.
    """
    return Column(name, (source or name,), MOMENT, make=present.shown, **options)


def instant_there(moment: datetime | None, zone: str) -> str | None:
    """Return an instant with the offset of a zone."""
    return None if moment is None else iso_instant(moment, zone)


def as_planned(name: str, zone: str, **options: Any) -> Column:
    """Return a column of what is planned for an instant or a day, in the zone of a column."""
    return Column(name, (name, zone), AS_KNOWN, make=iso_planned, **options)


def as_known_between(name: str, first: str, *zones: str, **options: Any) -> Column:
    """Return a column of a moment kept as its first and its last possible instant.

    `zones` are the columns of the zones in which a bare day may be meant.
    """
    return Column(name, (first, name, *zones), AS_KNOWN, make=iso_between, **options)


def as_of(name: str, zone: str, source: str = "") -> Column:
    """Return a column of the moment of which a figure speaks; `zone` is the column of its zone."""
    return Column(name, (source or name, zone), AS_KNOWN, make=iso_as_of)


def known_at(name: str, zone: str, source: str = "") -> Column:
    """Return a column of what was known when a figure was made."""
    return Column(name, (source or name, zone), AS_KNOWN, make=iso_known_at)


def nullable(schema: Schema) -> Schema:
    """Return the schema that also takes null."""
    if isinstance(schema.get("type"), str):
        return schema | {"type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


class Place(NamedTuple):
    """How one column is put into an answer; looked up once, since a list does it a thousandfold."""

    groups: tuple[str, ...]
    last: str
    sources: tuple[int, ...]
    make: Callable[..., Any] | None
    null: bool

    def value(self, row: Sequence[Any]) -> Any:
        """Return what the answer says for the column of one plain row."""
        if self.make is None:
            value = row[self.sources[0]]
        else:
            value = self.make(*[row[number] for number in self.sources])
        return None if self.null and value == "" else value


@dataclass(frozen=True)
class Shape:
    """The columns of a resource; `optional` names the groups that are null without their first."""

    name: str
    columns: tuple[Column, ...]
    optional: frozenset[str] = frozenset()
    also: tuple[tuple[str, Schema], ...] = ()

    def with_more(
        self,
        name: str,
        columns: Sequence[Column] = (),
        *,
        optional: Sequence[str] = (),
        also: Sequence[tuple[str, Schema]] = (),
    ) -> "Shape":
        """Return a larger shape under another name; `also` describes what a view adds itself."""
        return Shape(
            name,
            (*self.columns, *columns),
            self.optional | frozenset(optional),
            (*self.also, *also),
        )

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """What may be asked for by name: columns, the groups they stand in, what views add."""
        names: dict[str, None] = {}
        for shown in self.columns:
            parts = shown.name.split(".")
            names |= dict.fromkeys(".".join(parts[:depth]) for depth in range(1, len(parts) + 1))
        return (*names, *dict(self.also))

    def only(self, fields: Collection[str]) -> "Shape":
        """Return the same shape with fewer columns; a group keeps that by which it is null."""
        wanted = [row.name for row in self.columns if is_within(row.name, fields)]
        touched = {
            group for group in self.optional if any(is_within(row, [group]) for row in wanted)
        }
        keys = {
            next(row.name for row in self.columns if is_within(row.name, [group]))
            for group in touched
        }
        kept = {*wanted, *keys}
        columns = tuple(row for row in self.columns if row.name in kept)
        return replace(self, columns=columns, optional=frozenset(touched), also=())

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The columns to read, each once."""
        return tuple(dict.fromkeys(name for row in self.columns for name in row.sources))

    @cached_property
    def plan(self) -> list[Place]:
        """Where each column is put, and where in a row its values stand."""
        index = {name: number for number, name in enumerate(self.sources)}
        return [
            Place(
                tuple(row.name.split(".")[:-1]),
                row.name.rpartition(".")[2],
                tuple(index[name] for name in row.sources),
                row.make,
                row.null,
            )
            for row in self.columns
        ]

    @cached_property
    def groups(self) -> list[list[str]]:
        """The groups that are null without their first, as paths."""
        return [group.split(".") for group in self.optional]

    def rows(self, query: QuerySet[Any], *more: str) -> list[tuple[Any, ...]]:
        """Return plain rows of `query`: the sources, then the columns `more`."""
        return list(query.values_list(*self.sources, *more))

    def answer(self, row: Sequence[Any]) -> dict[str, Any]:
        """Return what the answer says of one plain row."""
        answer: dict[str, Any] = {}
        for where in self.plan:
            place = answer
            for group in where.groups:
                place = place.setdefault(group, {})
            place[where.last] = where.value(row)
        for path in self.groups:
            empty_group(answer, path)
        return answer

    def schema(self, naming: Naming, *, whole: bool = True) -> Schema:
        """Return the JSON Schema of the answer, or of any part of it."""
        root = closed_object()
        for shown in self.columns:
            *groups, last = shown.name.split(".")
            place = root
            for group in groups:
                place = place["properties"].setdefault(group, closed_object())
            place["properties"][last] = shown.schema(naming)
        for group in sorted(self.optional, key=lambda name: -name.count(".")):
            *parents, last = group.split(".")
            place = root
            for parent in parents:
                place = place["properties"][parent]
            place["properties"][last] = nullable(place["properties"][last])
        root["properties"].update(dict(self.also))
        return require_all(root) if whole else root


def is_within(name: str, fields: Collection[str]) -> bool:
    """Return whether a column is one of `fields`, or stands in a group that is one."""
    return any(name == field or name.startswith(f"{field}.") for field in fields)


def empty_group(answer: dict[str, Any], path: Sequence[str]) -> None:
    """Put null in place of a group whose first value is missing."""
    *groups, last = path
    for group in groups:
        inner = answer[group]
        if inner is None:
            return
        answer = inner
    inner = answer[last]
    if inner is not None and next(iter(inner.values())) in (None, ""):
        answer[last] = None


def closed_object() -> Schema:
    """Return the schema of an object that has nothing else in it."""
    return {"type": "object", "additionalProperties": False, "properties": {}}


def require_all(schema: Schema) -> Schema:
    """Require every property of an object and of the objects in it."""
    if "properties" in schema:
        schema["required"] = list(schema["properties"])
        for inner in schema["properties"].values():
            if isinstance(inner, dict) and inner.get("additionalProperties") is False:
                require_all(inner)
    return schema
