"""Rows of several small tables in one query: a page of many parts stays within its budget."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F, Model, QuerySet, Value
from django.db.models.functions import JSONObject

Related = Mapping[str, Sequence[str]]


class Part[M: Model]:
    """The rows of one query; `related` names, for each foreign key, what is needed of its row."""

    def __init__(self, query: QuerySet[M], related: Related | None = None) -> None:
        self.query = query
        self.model: type[M] = query.model
        self.related = dict(related or {})

    def asked(self, number: int) -> Any:
        """Return the query as pairs of the part's number and one JSON object a row."""
        columns: dict[str, Any] = {
            field.attname: F(field.attname) for field in self.model._meta.concrete_fields
        }
        for name, wanted in self.related.items():
            columns[name] = JSONObject(**{row: f"{name}__{row}" for row in ("id", *wanted)})
        plain = self.query.order_by().annotate(_part=Value(number), _row=JSONObject(**columns))
        return plain.values_list("_part", "_row")

    def made(self, row: dict[str, Any]) -> M:
        """Return the model instance of a row, with the related rows that were asked for."""
        fields = self.model._meta.concrete_fields
        made = self.model.from_db(
            self.query.db,
            [field.attname for field in fields],
            [read(row, field) for field in fields],
        )
        for name, wanted in self.related.items():
            said = row[name]
            other: Any = self.model._meta.get_field(name).related_model
            found = None
            if said["id"] is not None:
                found = other(pk=said["id"], **{key: said[key] for key in wanted})
            setattr(made, name, found)
        return made


def read(row: Mapping[str, Any], field: Any) -> Any:
    """Return the value of a column as the model has it."""
    value = row[field.attname]
    return field.to_python(value) if isinstance(value, str) else value


def together(*parts: Part[Any]) -> list[list[Any]]:
    """Return the rows of each part, in no order, by one query."""
    found: list[list[Any]] = [[] for _part in parts]
    first, *others = (part.asked(number) for number, part in enumerate(parts))
    rows = first.union(*others, all=True).order_by() if others else first
    for number, row in rows:
        found[number].append(parts[number].made(row))
    return found
