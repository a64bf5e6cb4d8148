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
from cases.privacy.report.columns import THIRD_PERSONS, full_name, is_left_out, last_end_of
from cases.privacy.report.moments import Moments
from cases.privacy.report.sections import SECTIONS, Section

TABLES: dict[str, Section] = {row.model._meta.db_table: row for row in SECTIONS}


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a row that the report shows: what the row was until then, by column."""

    section: Section
    place: int
    row: models.Model
    columns: tuple[models.Field[Any, Any], ...]
    state: dict[str, Any]
    until: datetime


@dataclass(frozen=True, slots=True)
class FormerValue:
    """One value of one column until a moment; a related row where it was one."""

    section: Section
    place: int
    field: models.Field[Any, Any]
    value: Any
    until: datetime


Shown = Mapping[tuple[str, int], tuple[int, models.Model]]
"""The rows of the report with their numbers, by table and id."""


def state_of(row: models.Model) -> dict[str, Any]:
    """Return what stands in a row, by column."""
    return {column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields}


def changes_of(people: Sequence[Citizen], cases: Sequence[int], shown: Shown) -> list[Change]:
    """Return how the rows of the report were changed, the newest first.

    `cases` are those in sight; of a row that the report does not show nothing former is shown
    either. A version holds the columns that changed alone: the others stood as they stood after it.
    """
    about = Q(case_id__in=cases) | Q(
        citizen_id__in=[person.pk for person in people], case_id__isnull=True
    )
    states: dict[tuple[str, int], dict[str, Any]] = {}
    found = []
    for version in RowVersion.objects.filter(about, table_name__in=TABLES).order_by("-pk"):
        key = (version.table_name, version.row_id)
        if key not in shown:
            continue
        place, row = shown[key]
        fields = {column.attname: column for column in row._meta.concrete_fields}
        old = {
            name: read_back(fields[name], kept)
            for name, kept in version.old.items()
            if name in fields
        }
        states[key] = states.get(key, state_of(row)) | old
        columns = tuple(dict.fromkeys(last_end_of(fields[name]) or fields[name] for name in old))
        section = TABLES[version.table_name]
        found.append(Change(section, place, row, columns, states[key], version.recorded_at))
    return found


def former_values(changes: Sequence[Change], moments: Moments) -> list[FormerValue]:
    """Return the former values that say something of her, the newest first."""
    said = [
        (change, column)
        for change in changes
        for column in change.columns
        if says_something(column, change.state[column.attname])
    ]
    related = rows_named((column, change.state[column.attname]) for change, column in said)
    return [
        FormerValue(
            section=change.section,
            place=change.place,
            field=column,
            value=moments.told(column, change.row, change.state)
            if column.related_model is None
            else related.get((column.related_model, change.state[column.attname])),
            until=change.until,
        )
        for change, column in said
    ]


def read_back(column: models.Field[Any, Any], kept: Any) -> Any:
    """Return a value of a column as its row had it."""
    is_moment = isinstance(column, models.DateTimeField) and isinstance(kept, str)
    return (parse_datetime(kept) if is_moment else None) or kept


def says_something(column: models.Field[Any, Any], value: Any) -> bool:
    """Return whether a former value is of her and not empty."""
    if is_left_out(column) or full_name(column) in THIRD_PERSONS:
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
