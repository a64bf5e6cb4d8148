"""How the admin says what stands in a column: never as a table keeps it.

What has choices Django says itself. What holds other codes is said by its table (`says`), which
uses the words of the pages. What is for machines alone is not shown: a digest, an identifier, and
structured values that no table says in words; their own pages tell them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import get_language, gettext

from cases.core import present
from cases.core.precision import day_ending
from cases.core.registry import DECLARED
from cases.templatetags.moments import day_words, occurred, planned, zone_name

if TYPE_CHECKING:
    from cases.core.admin import ShownAdmin

NOTHING: Final = "–"
Words = Callable[[Any], object]
Says = Mapping[str, Words]
"""By column: of a row what stands there, in words."""
MACHINE: Final = (models.JSONField, models.UUIDField, models.BinaryField)


def said(shown: "ShownAdmin", columns: Iterable[Any]) -> list[Any]:
    """Return columns as they are said; without those that are for machines alone."""
    known = {field.name: field for field in shown.model._meta.fields}
    told_along = {first_of(name) for name in known if name.endswith(("_at", "_since"))}
    found = []
    for column in columns:
        field = known.get(column) if isinstance(column, str) else None
        if column in told_along and column not in shown.says:
            continue
        if field is None:
            found.append(column)
        elif words := words_of(shown, field):
            found.append(in_words(field, words))
        elif not is_for_machines(field):
            found.append(column)
    return found


def called(shown: "ShownAdmin", columns: Iterable[Any]) -> list[Any]:
    """Return columns of a list: a name that is kept in several languages in the reader's."""
    known = {field.name for field in shown.model._meta.fields}
    return [
        name_column(column, known)
        if isinstance(column, str) and {column, f"{column}_vi"} <= known
        else column
        for column in columns
    ]


def name_column(column: str, known: Collection[str]) -> Words:
    """Return the column of what a row is called, in the order of what is shown."""
    own = f"{column}_{(get_language() or '')[:2]}"
    spoken = own if own in known else column
    order = Coalesce(NullIf(F(spoken), Value("")), F(column))

    @admin.display(description=gettext("What it is called"), ordering=order)
    def name(row: Any) -> str:
        return str(getattr(row, spoken) or getattr(row, column))

    name.__name__ = column
    return name


def words_of(shown: "ShownAdmin", field: Any) -> Words | None:
    """Return how a column is said; None where Django says it, or it is its own words."""
    if field.name in shown.says:
        return shown.says[field.name]
    usual = None if field.choices else BY_NAME.get(field.name)
    if usual is not None:
        return lambda row: usual(getattr(row, field.name))
    if isinstance(field, models.BooleanField):
        return lambda row: yes_or_no(getattr(row, field.name))
    if isinstance(field, models.DateTimeField):
        return partial(moment_words, field.name)
    if isinstance(field, ArrayField) and field.base_field.flatchoices:
        return lambda row: listed(field.base_field.flatchoices, getattr(row, field.name))
    return None


def first_of(name: str) -> str:
    """Return where the first possible instant stands of which a column keeps the last."""
    return f"{name.removesuffix('_at').removesuffix('_since')}_from"


def moment_words(name: str, row: Any) -> object:
    """Return a moment as precisely as it is known: never a clock time beside a bare day."""
    last: datetime | None = getattr(row, name)
    if last is None:
        return last
    zone = timezone.get_current_timezone_name()
    first: datetime = getattr(row, first_of(name), None) or last
    if first != last:
        return strip_tags(occurred(first, last, zone, "bare"))
    day = day_ending(last, zone)
    return last if day is None else day_words(day)


def of_the_machine(*names: str) -> Says:
    """Return how moments of evidence and security are said: as the work counts its days."""
    return {name: partial(shown_moment, name) for name in names}


def for_a_day(*names: str) -> Says:
    """Return how moments to come are said that are kept as the first instant of a day."""
    return {name: partial(planned_moment, name) for name in names}


def planned_moment(name: str, row: Any) -> str:
    """Return for when something is planned: a day where one was said."""
    moment: datetime | None = getattr(row, name)
    return strip_tags(planned(moment, timezone.get_current_timezone_name())) if moment else ""


def shown_moment(name: str, row: Any) -> datetime | None:
    """Return a moment of a row as the work counts it."""
    real: datetime | None = getattr(row, name)
    return present.shown(real)


def is_for_machines(field: Any) -> bool:
    """Return whether nobody reads what stands in a column."""
    return isinstance(field, MACHINE) or field.name.endswith("digest")


def in_words(field: Any, words: Words) -> Words:
    """Return a column that says what stands there, under the name and in the order of its own."""

    @admin.display(description=field.verbose_name, ordering=field.name)
    def column(row: Any) -> object:
        return plain(words(row))

    column.__name__ = field.name
    return column


def plain(value: object) -> object:
    """Return what a page prints: a moment in the reader's time, a dash for nothing."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    return value


def own_words(shown: "ShownAdmin", columns: Iterable[Any]) -> list[Any]:
    """Return columns of a single record's page; Django prints what a method returns as it is."""
    return [
        in_own_words(getattr(shown, column))
        if isinstance(column, str) and hasattr(shown, column)
        else column
        for column in columns
    ]


def in_own_words(method: Words) -> Words:
    """Return a method of a table as a column that prints what it returns."""

    @wraps(method)
    def column(row: Any) -> object:
        return plain(method(row))

    return column


def yes_or_no(value: object) -> str:
    """Return whether something is true; nothing where nobody knows."""
    if value is None:
        return ""
    return gettext("Yes") if value else gettext("No")


def listed(choices: Iterable[tuple[Any, Any]], codes: Iterable[Any] | None) -> str:
    """Return the names of codes in one line."""
    names = dict(choices)
    return ", ".join(str(names.get(code, code)) for code in codes or ())


def act_words(operation: str) -> str:
    """Return what an operation is called on its form."""
    declared = DECLARED.get(operation)
    return str(declared.form.title) if declared else operation


def language_words(code: str) -> str:
    """Return what a language of the site is called."""
    return str(dict(settings.LANGUAGES).get(code, code))


def zone_words(zone: str) -> str:
    """Return what the time of a zone is called."""
    return zone_name(zone) if zone else ""


BY_NAME: Final[Mapping[str, Callable[[Any], str]]] = {
    "operation": act_words,
    "zone": zone_words,
    "language": language_words,
}
"""Columns that are called so hold such a code in every table."""
