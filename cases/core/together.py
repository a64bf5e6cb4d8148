"""Rows of several small tables in one query: a page of many parts stays within its budget."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any, Final

from django.db.models import (
    BooleanField,
    DateField,
    DecimalField,
    DurationField,
    F,
    Func,
    Model,
    QuerySet,
    TimeField,
    UUIDField,
    Value,
)
from django.db.models.functions import JSONObject

from cases.core.actor import Actor
from cases.core.kept_plans import Blank, KeptPlan

Related = Mapping[str, Sequence[str]]


def plain_columns(model: type[Model]) -> tuple[str, ...]:
    """Return the columns of a row that lead to no other row, without its number."""
    fields = model._meta.concrete_fields
    return tuple(row.name for row in fields if not row.is_relation and not row.primary_key)


SAID_IN_WORDS = (DateField, TimeField, UUIDField, DecimalField, DurationField)
"""Columns that JSON has as text (or as a number that is not exact)."""

Reader = Callable[[Any], Any] | None


def reader_of(field: Any) -> Reader:
    """Return what makes the value of a column of what JSON says; nothing where they are one."""
    return field.to_python if isinstance(field, SAID_IN_WORDS) else None


def readers_of(model: type[Model], name: str, wanted: Sequence[str]) -> list[tuple[str, Reader]]:
    """Return the readers of the columns that are needed of a related row."""
    other: Any = model._meta.get_field(name).related_model
    return [(column, reader_of(other._meta.get_field(column))) for column in wanted]


def value_of(row: Mapping[str, Any], name: str, read: Reader) -> Any:
    """Return the value of a column of a row in JSON."""
    said = row[name]
    return read(said) if read is not None and said is not None else said


class Part[M: Model]:
    """The rows of one query; `related` names, for each foreign key, what is needed of its row.

    `beside`: what the query says of each row beside its columns.
    """

    def __init__(
        self, query: QuerySet[M], related: Related | None = None, beside: Sequence[str] = ()
    ) -> None:
        self.query = query
        self.model: type[M] = query.model
        self.related = dict(related or {})
        fields = self.model._meta.concrete_fields
        self.names = [field.attname for field in fields]
        self.readers = [(field.attname, reader_of(field)) for field in fields]
        said = query.query.annotations
        self.beside = [(name, reader_of(said[name].output_field)) for name in beside]
        self.others = {
            name: readers_of(self.model, name, self.related[name]) for name in self.related
        }

    def asked(self, number: int) -> Any:
        """Return the query as pairs of the part's number and one JSON object a row."""
        columns: dict[str, Any] = {
            field.attname: F(field.attname) for field in self.model._meta.concrete_fields
        }
        columns |= {name: F(name) for name, _read in self.beside}
        for name, wanted in self.related.items():
            columns[name] = JSONObject(**{row: f"{name}__{row}" for row in ("id", *wanted)})
        plain = self.query.order_by().annotate(_part=Value(number), _row=JSONObject(**columns))
        return plain.values_list("_part", "_row")

    def made(self, row: dict[str, Any]) -> M:
        """Return the model instance of a row, with the related rows that were asked for."""
        made = self.model.from_db(
            self.query.db,
            self.names,
            [value_of(row, name, read) for name, read in self.readers],
        )
        for name, read in self.beside:
            setattr(made, name, value_of(row, name, read))
        for name, readers in self.others.items():
            said = row[name]
            other: Any = self.model._meta.get_field(name).related_model
            found = None
            if said["id"] is not None:
                values = {key: value_of(said, key, read) for key, read in readers}
                found = other(pk=said["id"], **values)
                found._state.adding, found._state.db = False, self.query.db
            setattr(made, name, found)
        return made


class Some(Part[Any]):
    """Whether a query has a row: one mark in place of all its rows, none where it has none."""

    def asked(self, number: int) -> Any:
        """Return the query as its part's number and an empty object, for its first row alone."""
        plain = self.query.order_by().annotate(_part=Value(number), _row=JSONObject())
        return plain.values_list("_part", "_row")[:1]

    def made(self, row: dict[str, Any]) -> Any:
        """Return the mark."""
        return row


def together(*parts: Part[Any]) -> list[list[Any]]:
    """Return the rows of each part, in no order, by one query."""
    return made_of(parts, union_of(parts)) if parts else []


def union_of(parts: Sequence[Part[Any]]) -> QuerySet[Any]:
    """Return the one query of all parts."""
    first, *others = (part.asked(number) for number, part in enumerate(parts))
    query: QuerySet[Any] = first.union(*others, all=True) if others else first
    # Where all others are empty from the start, one part is left, and it may be a slice.
    return query if query.query.is_sliced else query.order_by()


def made_of(
    parts: Sequence[Part[Any]], rows: Iterable[tuple[int, dict[str, Any]]]
) -> list[list[Any]]:
    """Return the instances of each part from pairs of its number and a row."""
    found: list[list[Any]] = [[] for _part in parts]
    for number, row in rows:
        found[number].append(parts[number].made(row))
    return found


class Fixed[M: Model]:
    """Rows that nearly every request asks for: their part is made and planned once.

    `part` is called with marks, which stand in it for the values that each call gives; `marks`
    says of each its type in SQL.
    """

    def __init__(self, part: Callable[..., Part[M]], marks: Mapping[Any, str]) -> None:
        self.part = part
        self.marks = marks

    @cached_property
    def asked(self) -> tuple[Part[M], KeptPlan]:
        """The part with the marks, and its query with blanks for them."""
        part = self.part(*self.marks)
        sql, params = part.asked(0).query.sql_with_params()
        if not all(mark in params for mark in self.marks):
            raise TypeError("a mark does not stand in the query as it was given")
        blanks: dict[Any, Any] = {mark: Blank(f"${n}") for n, mark in enumerate(self.marks, 1)}
        filled = [blanks.get(value, value) for value in params]
        return part, KeptPlan(sql, filled, list(self.marks.values()))

    def of(self, *values: object) -> list[M]:
        """Return the rows for these values of the marks, in no order."""
        part, plan = self.asked
        return [part.made(json.loads(row)) for _part, row in plan.rows(values)]


class Seen:
    """Parts of one case and its person as a role sees them: planned once for the role.

    `parts` is called with an actor and the ids of a case and of its person, of which it may put
    nothing but the ids into the query; moments come from the database.
    """

    MARKS: Final = range(-8_000_000_005, -8_000_000_000)

    def __init__(self, parts: Callable[[Actor, int, int], Sequence[Part[Any]]]) -> None:
        self.parts = parts
        self.made: dict[tuple[object, ...], tuple[Sequence[Part[Any]], KeptPlan]] = {}

    def made_for(self, actor: Actor) -> tuple[Sequence[Part[Any]], KeptPlan]:
        """Return the parts and their query, with blanks where ids go in."""
        role = (actor.kind, actor.role, actor.scopes, actor.is_headquarters, actor.is_reception)
        if role not in self.made:
            case, person, mission, staff, posting = self.MARKS
            nobody = replace(actor, mission_id=mission, staff_id=staff, posting_id=posting)
            parts = self.parts(nobody, case, person)
            sql, params = union_of(parts).query.sql_with_params()
            if any(isinstance(value, date) for value in params):
                raise TypeError("a moment of this call would stay in the query for ever")
            blanks: dict[Any, Any] = {it: Blank(f"${n}") for n, it in enumerate(self.MARKS, 1)}
            filled = [blanks.get(value, value) for value in params]
            self.made[role] = parts, KeptPlan(sql, filled, ["bigint"] * len(self.MARKS))
        return self.made[role]

    def of(self, actor: Actor, case: int, person: int) -> list[list[Any]]:
        """Return the rows of each part, in no order, by one query."""
        parts, plan = self.made_for(actor)
        rows = plan.rows((case, person, actor.mission_id, actor.staff_id, actor.posting_id))
        return made_of(parts, [(number, json.loads(row)) for number, row in rows])


class OneOf(Func):
    """Whether a column is one of the ids for which `Prepared` is asked."""

    IDS: Final = Blank("$1")
    template = "%(expressions)s = any(%%s)"
    arity = 1
    output_field = BooleanField()
    conditional = True

    def as_sql(self, *args: Any, **kwargs: Any) -> tuple[str, Any]:
        """Return the SQL with a blank where the ids go in."""
        sql, params = super().as_sql(*args, **kwargs)
        return sql, [*params, self.IDS]


class Prepared:
    """Parts that are asked for often, each narrowed by `OneOf`: planned once.

    Making and planning the SQL of six parts takes longer than running it. It holds no actor: the
    second wall alone decides what is seen, so it is for rows of cases the operation has locked.
    """

    def __init__(self, *parts: Part[Any]) -> None:
        self.parts = parts

    @cached_property
    def asked(self) -> tuple[str, list[Any]]:
        """The SQL and its parameters, with a blank for the ids."""
        sql, params = union_of(self.parts).query.sql_with_params()
        return sql, list(params)

    @cached_property
    def of_many(self) -> KeptPlan:
        """The query for any number of ids: planned anew where their number makes a difference."""
        return KeptPlan(*self.asked, ["bigint[]"])

    @cached_property
    def of_one(self) -> KeptPlan:
        """The query for one id, by far the most frequent: a plan for one is the same for each."""
        sql, params = self.asked
        one = Blank("array[$1]")
        return KeptPlan(sql, [one if it is OneOf.IDS else it for it in params], ["bigint"])

    def of(self, ids: Collection[int]) -> list[list[Any]]:
        """Return the rows of each part for these ids, in no order, by one query."""
        known = list(ids)
        rows = self.of_one.rows(known) if len(known) == 1 else self.of_many.rows([known])
        return made_of(self.parts, [(number, json.loads(row)) for number, row in rows])
