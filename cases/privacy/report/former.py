"""What stood in the report's tables before it was changed, by the same rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.dateparse import parse_datetime

from cases.citizens.models import Citizen
from cases.core.models import RowVersion
from cases.privacy.report.columns import THIRD_PERSONS, is_left_out
from cases.privacy.report.sections import SECTIONS, Section

TABLES: dict[str, Section] = {row.model._meta.db_table: row for row in SECTIONS}


@dataclass(frozen=True, slots=True)
class FormerValue:
    """One value of one column until a moment; a related row where it was one."""

    section: Section
    place: int
    field: models.Field[Any, Any]
    value: Any
    until: datetime


def former_values(
    people: Sequence[Citizen], cases: Sequence[int], places: Mapping[tuple[str, int], int]
) -> list[FormerValue]:
    """Return the former values that say something of her, the newest first.

    `cases` are those in sight, `places` the numbers of the report's rows, by table and id; of a row
    that the report does not show nothing former is shown either.
    """
    about = Q(case_id__in=cases) | Q(
        citizen_id__in=[person.pk for person in people], case_id__isnull=True
    )
    versions = RowVersion.objects.filter(about, table_name__in=TABLES).order_by("-pk")
    changes = [
        (version, column, version.old[column.attname])
        for version in versions
        for column in TABLES[version.table_name].model._meta.concrete_fields
        if (version.table_name, version.row_id) in places
        and column.attname in version.old
        and says_something(column, version.old[column.attname])
    ]
    related = rows_named((column, value) for _version, column, value in changes)
    return [
        FormerValue(
            section=TABLES[version.table_name],
            place=places[version.table_name, version.row_id],
            field=column,
            value=related.get((column.related_model, value), value_of(column, value)),
            until=version.recorded_at,
        )
        for version, column, value in changes
    ]


def value_of(column: models.Field[Any, Any], kept: Any) -> Any:
    """Return a value of a column as its row had it; None of a row that is not in sight."""
    if column.related_model is not None:
        return None
    is_moment = isinstance(column, models.DateTimeField) and isinstance(kept, str)
    return (parse_datetime(kept) if is_moment else None) or kept


def says_something(column: models.Field[Any, Any], value: Any) -> bool:
    """Return whether a former value is of her and not empty."""
    own = f"{column.model._meta.model_name}.{column.name}"
    if is_left_out(column) or own in THIRD_PERSONS:
        return False
    return value not in (None, "", [], {})


def rows_named(values: Any) -> dict[tuple[Any, Any], models.Model]:
    """Return the rows that former values point to: one query for each kind."""
    wanted: dict[Any, set[Any]] = {}
    for column, value in values:
        if column.related_model is not None:
            wanted.setdefault(column.related_model, set()).add(value)
    return {
        (model, row.pk): row
        for model, ids in wanted.items()
        for row in model._default_manager.filter(pk__in=ids)
    }
