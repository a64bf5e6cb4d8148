"""Former values of a case and its person: which record, what stood there, until when, by whom."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.casework.models import SealedPart
from cases.casework.pages.reads import staff_names
from cases.casework.pages.sealed import hidden_words
from cases.casework.pages.why_changed import why_changed
from cases.casework.pages.words import crossing_title, stay_title
from cases.casework.queries import HISTORY_LIMIT
from cases.citizens.models import Citizen
from cases.core.models import RowVersion
from cases.core.text import labelled
from cases.crossings.models import Crossing, Stay

VOIDING = frozenset({"voided_at", "void_reason"})  # the timeline shows what was voided and why
DERIVED = re.compile(
    r"now_|position_(at|from)|(sort|find|sound|number)_key|opened_(at|from)|taken_up_at"
)
TABLES: dict[str, type[models.Model]] = {
    model._meta.db_table: model for model in apps.get_app_config("cases").get_models()
}
Rows = Mapping[type[models.Model], Mapping[Any, Any]]


def former_rows(
    about: Iterable[models.Model], versions: Sequence[RowVersion]
) -> tuple[list[dict[str, Any]], list[SealedPart]]:
    """Return one line for each change, newest first, and the sealed parts that they repeat.

    `about` are records at hand; one query for each kind of record named beside them. `why` says by
    which act it was changed, and for clocks the reason of the correction that they followed.
    """
    changes = [version for version in versions if shown_columns(version)]
    rows = rows_named(about, changes)
    names = staff_names(version.staff_id for version in changes)
    acts = why_changed(changes)
    is_whole = len(versions) < HISTORY_LIMIT
    lines = [
        {
            "record": record_words(version, rows),
            "values": [
                value_words(TABLES.get(version.table_name), column, version.old[column], rows)
                for column in shown_columns(version)
            ],
            "until": version.recorded_at,
            "known_since": known_since(version, versions, rows, is_whole),
            "who": names.get(version.staff_id) or names[None],
            "why": acts[version.pk],
        }
        for version in changes
    ]
    return lines, list(rows.get(SealedPart, {}).values())


def shown_columns(version: RowVersion) -> list[str]:
    """Return the columns whose former value says something to staff."""
    return [
        name
        for name, value in sorted(version.old.items())
        if not DERIVED.match(name) and not (name in VOIDING and value in (None, ""))
    ]


def rows_named(about: Iterable[models.Model], versions: Iterable[RowVersion]) -> Rows:
    """Return the records changed and those named by former values, by model and id."""
    wanted: dict[type[models.Model], set[Any]] = {}
    for version in versions:
        model = TABLES.get(version.table_name)
        if model is None:
            continue
        wanted.setdefault(model, set()).add(version.row_id)
        for column in shown_columns(version):
            related = related_model(model, column)
            if related is not None and version.old[column] is not None:
                wanted.setdefault(related, set()).add(version.old[column])
    rows: dict[type[models.Model], dict[Any, Any]] = {}
    for record in about:
        rows.setdefault(type(record), {})[record.pk] = record
    for model, ids in wanted.items():
        known = rows.setdefault(model, {})
        missing = ids - set(known)
        if missing:
            query = model._default_manager.filter(pk__in=missing)
            if model is Stay:
                query = query.select_related("place")
            known.update({row.pk: row for row in query})
    return rows


def column_of(model: type[models.Model] | None, name: str) -> Any:
    """Return the field of a stored column, None when the model has it no longer."""
    fields = (
        {} if model is None else {field.attname: field for field in model._meta.concrete_fields}
    )
    return fields.get(name)


def related_model(model: type[models.Model], name: str) -> type[models.Model] | None:
    """Return what kind of record a stored column points to."""
    field = column_of(model, name)
    related: type[models.Model] | None = field.related_model if field is not None else None
    return related


def record_words(version: RowVersion, rows: Rows) -> str:
    """Return which record was changed, as staff call it."""
    model = TABLES.get(version.table_name)
    if model is None:
        return version.table_name
    row = rows.get(model, {}).get(version.row_id)
    kind = str(capfirst(model._meta.verbose_name))
    if isinstance(row, Citizen):
        return str(row.full_name)
    titles: dict[type[models.Model], Any] = {Crossing: crossing_title, Stay: stay_title}
    title = titles.get(model, str)(row) if row is not None else ""
    return labelled(kind, title) if title else kind


def known_since(
    version: RowVersion, versions: Iterable[RowVersion], rows: Rows, is_whole: bool
) -> datetime | None:
    """Return since when the former values stood; None where that is not known or says nothing.

    That is since the change of the same columns before, else since the record was made.
    """
    columns = set(shown_columns(version))
    before = [
        other.recorded_at
        for other in versions
        if (other.table_name, other.row_id) == (version.table_name, version.row_id)
        and other.pk < version.pk
        and columns & set(other.old)
    ]
    model = TABLES.get(version.table_name)
    row = rows.get(model, {}).get(version.row_id) if model else None
    made = getattr(row, "recorded_at", None) if is_whole else None
    since: datetime | None = max(before, default=made)
    is_same = since is not None and minute(since) == minute(version.recorded_at)
    return None if is_same else since


def minute(moment: datetime) -> datetime:
    """Return a moment as precisely as pages print it."""
    return moment.replace(second=0, microsecond=0)


def value_words(model: type[models.Model] | None, name: str, value: Any, rows: Rows) -> str:
    """Return one former value with the name of its column, a choice in words."""
    label, shown = name, value
    field = column_of(model, name)
    if field is not None:
        label = str(capfirst(field.verbose_name))
        choices = dict(field.flatchoices or [])
        shown = choices.get(value, value)
        if isinstance(value, bool):
            shown = _("Yes") if value else _("No")
        if field.related_model is not None and value is not None:
            shown = rows.get(field.related_model, {}).get(value, "")
            if field.related_model is SealedPart and not shown:
                shown = hidden_words("")
    return labelled(label, _("nothing") if shown in (None, "") else shown)
