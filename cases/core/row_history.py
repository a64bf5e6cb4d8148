"""What stood in a row of reference data: who changed what, when, by which act."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.models import RowVersion
from cases.core.registry import DECLARED
from cases.core.text import labelled

LONGEST = 200
"""So many changes are shown, the newest."""
WHY = ("source", "withdraw_reason", "retire_reason", "reason")
"""Columns that say on what ground the others stand."""
Names = Mapping[tuple[type[models.Model], Any], str]
Ways = Callable[[Actor, Any, Sequence[RowVersion]], Mapping[int, str]]
"""(actor, the row, its changes, newest first) -> by id, by which way a change came, in words."""
_ways: list[Ways] = []


def tells_way(ways: Ways) -> Ways:
    """Register what knows by which way changes came, where it was not a form on its own."""
    if ways not in _ways:
        _ways.append(ways)
    return ways


@dataclass(frozen=True, slots=True)
class Change:
    """One column: what it is called, what stood there and what stands there since, in words."""

    column: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One act on the row: when, by whom, which, on what ground, and every column it changed.

    `way`: of what it was a part, such as a load of a configuration; empty where it was done alone.
    """

    at: datetime
    who: str
    operation: str
    title: str
    why: str
    changes: tuple[Change, ...]
    way: str = ""

    @property
    def why_line(self) -> str:
        """The ground with what it is called."""
        return labelled(_("On what ground"), self.why) if self.why else ""


@dataclass(frozen=True, slots=True)
class RowHistory:
    """The changes of a row, newest first; `is_whole`: there are no older ones."""

    changes: tuple[Changed, ...]
    is_whole: bool


def history_of_row(actor: Actor, row: models.Model) -> RowHistory:
    """Return what was changed in a row, in the time of the reader.

    Four queries, one for each kind of row it names, one for each way by which changes come.
    """
    versions = list(
        RowVersion.objects.filter(table_name=row._meta.db_table, row_id=row.pk).order_by("-pk")[
            : LONGEST + 1
        ]
    )
    is_whole = len(versions) <= LONGEST
    versions = versions[:LONGEST]
    fields = {field.attname: field for field in row._meta.concrete_fields}
    names = names_of(row, versions, fields)
    people = staff_called(version.staff_id for version in versions)
    ways = ways_of(actor, row, versions)
    stands = {name: field.value_from_object(row) for name, field in fields.items()}
    found = []
    for version in versions:
        was = {name: value for name, value in version.old.items() if name in fields}
        changes = tuple(
            Change(
                fields[name].name,
                str(capfirst(fields[name].verbose_name)),
                value_words(fields[name], value, names, actor.zone),
                value_words(fields[name], stands[name], names, actor.zone),
            )
            for name, value in sorted(was.items())
        )
        if changes:
            who = people.get(version.staff_id or 0) or _("The system")
            found.append(told(version, who, stands, changes, ways.get(version.pk, "")))
        stands |= was
    return RowHistory(tuple(found), is_whole)


def told(
    version: RowVersion,
    who: str,
    stands: Mapping[str, Any],
    changes: tuple[Change, ...],
    way: str,
) -> Changed:
    """Return one change with the title of its operation and the ground it stood on since."""
    declared = DECLARED.get(version.operation)
    title = str(declared.form.title) if declared else version.operation
    grounds = (str(stands.get(name) or "") for name in WHY)
    why = next((ground for ground in grounds if ground), "")
    return Changed(version.recorded_at, who, version.operation, title, why, changes, way)


def ways_of(actor: Actor, row: models.Model, versions: Sequence[RowVersion]) -> Mapping[int, str]:
    """Return by which way changes came, by their ids."""
    found: dict[int, str] = {}
    for ways in _ways if versions else ():
        found |= ways(actor, row, versions)
    return found


def staff_called(ids: Iterable[int | None]) -> dict[int, str]:
    """Return how members of staff are called, by id."""
    staff = get_user_model()._default_manager.filter(pk__in={number for number in ids if number})
    return {person.pk: str(person) for person in staff}


def names_of(row: models.Model, versions: Iterable[RowVersion], fields: Mapping[str, Any]) -> Names:
    """Return how the rows are called that the row names now or named before."""
    wanted: dict[type[models.Model], set[Any]] = {}
    for version in versions:
        for name in version.old.keys() & fields.keys():
            related = fields[name].related_model
            if related is not None:
                both = {version.old[name], fields[name].value_from_object(row)} - {None}
                wanted.setdefault(related, set()).update(both)
    return {
        (model, found.pk): str(found)
        for model, ids in wanted.items()
        for found in model._default_manager.filter(pk__in=ids)
    }


def value_words(field: Any, value: Any, names: Names, zone: str) -> str:
    """Return a value of a column as staff read it, whether stored now or kept as JSON."""
    if value is None or value in ("", []):
        return ""
    if field.related_model is not None:
        return names.get((field.related_model, value), "")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return list_words(field, value)
    choices = dict(field.flatchoices or [])
    if value in choices:
        return str(choices[value])
    return plain_words(field, value, zone)


def list_words(field: Any, values: list[Any]) -> str:
    """Return the members of a list, choices by their names; anything deeper as it is stored."""
    inner = getattr(field, "base_field", None)
    if inner is None:
        return json.dumps(values, ensure_ascii=False)
    choices = dict(inner.flatchoices or [])
    return ", ".join(str(choices.get(value, value)) for value in values)


def plain_words(field: Any, value: Any, zone: str) -> str:
    """Return a day, a moment, a number or a text."""
    if isinstance(field, models.DateTimeField):
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        return date_format(moment.astimezone(ZoneInfo(zone)), "DATETIME_FORMAT")
    if isinstance(field, models.DateField):
        day = date.fromisoformat(value) if isinstance(value, str) else value
        return date_format(day, "DATE_FORMAT")
    if isinstance(field, models.TimeField):
        return str(value)[:5]
    if isinstance(field, models.DecimalField):
        return f"{Decimal(str(value)):.{field.decimal_places}f}"
    return str(value)
