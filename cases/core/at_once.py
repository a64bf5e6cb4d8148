"""Columns of many rows of one table, written by one statement.

`bulk_update` of Django asks the server to find each value in a long CASE, two milliseconds a row
for four columns; here the values go along as arrays beside the ids.
"""

from collections.abc import Collection, Sequence
from typing import Any, Final

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

WRITE: Final = """
update {table} as place set {columns} from unnest({arrays}) as row(id, {names})
where place.id = row.id
"""


def write_columns(rows: Collection[models.Model], columns: Sequence[str]) -> None:
    """Write `columns` of `rows`, which are saved rows of one model, as they are on the objects.

    An array of the database is no element of one: with such a column among them Django's way is
    gone.
    """
    if not rows or not columns:
        return
    model = type(next(iter(rows)))
    fields = [model._meta.get_field(name) for name in columns]
    if any(isinstance(field, ArrayField) for field in fields):
        model._default_manager.bulk_update(rows, columns)
        return
    parts = [as_array(field, rows) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement(model, fields), [[row.pk for row in rows], *parts])


def statement(model: type[models.Model], fields: Sequence[Any]) -> str:
    """Return the UPDATE of these columns."""
    quote = connection.ops.quote_name
    names = [quote(field.column) for field in fields]
    return WRITE.format(
        table=quote(model._meta.db_table),
        columns=", ".join(f"{name} = row.{name}" for name in names),
        arrays=", ".join(["%s::bigint[]", *(f"%s::{element(field)}[]" for field in fields)]),
        names=", ".join(names),
    )


def element(field: Any) -> str:
    """Return the type of the elements; words without their longest length, or they would be cut."""
    kind = str(field.db_type(connection))
    return "text" if kind.startswith("varchar") else kind


def as_array(field: Any, rows: Collection[models.Model]) -> list[Any]:
    """Return the values of a column as the driver takes them."""
    return [field.get_db_prep_save(getattr(row, field.attname), connection) for row in rows]
