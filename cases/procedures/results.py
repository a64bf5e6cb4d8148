"""Typed results: what is written down when a procedure is done, by the schema of the procedure.

A result is a JSON object. What is stored has the same form as what is sent, so that reading a
stored result again gives the same. A sum of money is `{"amount": "1500.00", "currency": "THB"}`;
on the web its two parts are the inputs `<name>_amount` and `<name>_currency`, which the field of
`form_field` puts together. A moment is a day, a time with its zone, or two of these with a slash.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.errors import Problem
from cases.core.facts import When
from cases.core.fields import Day, Field, Moment, Number, Text
from cases.core.fields.dates import parse_when
from cases.core.fields.inner import path_of, unknown_names
from cases.core.precision import iso_days, iso_instant
from cases.procedures.choices import About, ResultKind
from cases.procedures.fields import Answer, Money, Option, Sum
from cases.procedures.models import Procedure
from cases.procedures.result_schema import ResultChoice, ResultField, check_schema, field_of
from cases.templatetags.moments import dates_words

__all__ = [
    "ResultChoice",
    "ResultField",
    "check_schema",
    "expiry_of",
    "fields_of",
    "form_field",
    "json_schema_of",
    "read_result",
    "shown",
    "stored_value",
    "told_in",
]

PLAIN: dict[str, type[Field]] = {
    ResultKind.DAY: Day,
    ResultKind.MOMENT: Moment,
    ResultKind.MONEY: Money,
    ResultKind.YESNO: Answer,
}
LONG_TEXT = 200
GREATEST_NUMBER = 1_000_000
EARLIEST = date(1990, 1, 1)
BORN_FROM = date(1900, 1, 1)
YEARS_AHEAD = 20
ABSURD_DATE = _("This date cannot be right. It lies before 1990 or more than 20 years ahead.")
IN_THE_FUTURE = _("This lies in the future. Give a day that has already come.")


def fields_of(procedure: Procedure) -> list[ResultField]:
    """Return what the procedure asks to be written down."""
    return [field_of(row) for row in procedure.result_fields]


def form_field(row: ResultField) -> Field:
    """Return the form field of one value of a result, with its label in the reader's language."""
    common: dict[str, Any] = {"label": row.words, "required": row.required}
    if row.kind == ResultKind.CHOICE:
        return Option([(choice.value, choice.words) for choice in row.choices], **common)
    if row.kind == ResultKind.NUMBER:
        return Number(min_value=0, max_value=GREATEST_NUMBER, **common)
    if row.kind == ResultKind.TEXT:
        is_long = row.max_length > LONG_TEXT
        return Text(max_length=row.max_length, multiline=is_long, **common)
    return PLAIN[row.kind](**common)


def json_schema_of(procedure: Procedure) -> dict[str, Any]:
    """Return the JSON Schema of a result of the procedure."""
    fields = fields_of(procedure)
    schema: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {row.name: form_field(row).described() for row in fields},
    }
    required = [row.name for row in fields if row.required]
    if required:
        schema["required"] = required
    return schema


def read_result(
    procedure: Procedure, values: Mapping[str, Any], *, today: date | None = None
) -> tuple[dict[str, Any], list[Problem]]:
    """Return what is to be stored of a result, and every fault at `result.<name>`.

    Strict: an unknown name, a wrong type, a missing value and an absurd date are refused. `values`
    are those of JSON, or what the fields of `form_field` cleaned.
    """
    latest = today or present.latest_day()
    fields = fields_of(procedure)
    problems = unknown_names(values, [row.name for row in fields], "result.")
    stored: dict[str, Any] = {}
    for row in fields:
        try:
            cleaned = cleaned_value(row, values.get(row.name))
            check_dates(row, cleaned, latest)
        except ValidationError as fault:
            first = fault.error_list[0]
            place = path_of(f"result.{row.name}", first)
            problems.append(Problem(place, first.code or "invalid", first.messages[0]))
            continue
        if cleaned not in (None, ""):
            stored[row.name] = stored_value(cleaned)
    return stored, problems + order_faults(fields, stored)


def cleaned_value(row: ResultField, value: Any) -> Any:
    """Return the value of one field; ValidationError for what does not fit."""
    field = form_field(row)
    if isinstance(value, date | When | Sum):
        value = stored_value(value)
    said = None if value is None else field.read(value)
    return field.clean(said)


def check_dates(row: ResultField, value: Any, today: date) -> None:
    """Refuse a date that cannot be right."""
    earliest = BORN_FROM if row.about == About.BIRTH else EARLIEST
    for day in days_in(value):
        if not earliest <= day <= today + timedelta(days=YEARS_AHEAD * 366):
            raise ValidationError(ABSURD_DATE, code="absurd_date")
        if row.past and day > today:
            raise ValidationError(IN_THE_FUTURE, code="in_the_future")


def days_in(value: Any) -> list[date]:
    """Return the days that a value names."""
    if isinstance(value, When):
        ends = [moment.date() for moment in (value.earliest, value.latest) if moment]
        days = [day for day in (value.day, value.until) if day]
        return days or ends
    return [value] if isinstance(value, date) else []


def order_faults(fields: list[ResultField], stored: Mapping[str, Any]) -> list[Problem]:
    """Return a fault for each day that lies before the one it cannot lie before."""
    labels = {row.name: row.words for row in fields}
    return [
        Problem(
            f"result.{row.name}",
            "before_other",
            gettext("This lies before “%(other)s”.") % {"other": labels[row.not_before]},
        )
        for row in fields
        if row.not_before in stored and stored.get(row.name, "9") < stored[row.not_before]
    ]


def stored_value(value: Any) -> Any:
    """Return the JSON form of a cleaned value."""
    if isinstance(value, Sum):
        return {"amount": str(value.amount), "currency": value.currency}
    if isinstance(value, When):
        return stored_moment(value)
    return value.isoformat() if isinstance(value, date) else value


def stored_moment(when: When) -> str:
    """Return a moment as JSON says it: days, an instant, or two instants with a slash."""
    if when.day is not None:
        return iso_days(when.day, when.until or when.day)
    instants = [moment for moment in (when.earliest, when.latest) if moment is not None]
    ends = dict.fromkeys(moment.astimezone(UTC).isoformat() for moment in instants)
    return "/".join(ends)


STORED_INSTANT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+\+00:00")


def told_in(stored: Mapping[str, Any], zone: str) -> dict[str, Any]:
    """Return stored values as they are told outside: instants with the offset of a zone."""
    return {name: instants_told(value, zone) for name, value in stored.items()}


def instants_told(value: Any, zone: str) -> Any:
    """Return the moment that a value says with the offset of a zone, any other value as it is."""
    parts = value.split("/") if isinstance(value, str) else []
    if not parts or not all(STORED_INSTANT.fullmatch(part) for part in parts):
        return value
    return "/".join(iso_instant(datetime.fromisoformat(part), zone) for part in parts)


def expiry_of(procedure: Procedure, stored: Mapping[str, Any]) -> date | None:
    """Return the last day on which a stored result holds, None when it does not run out."""
    for row in fields_of(procedure):
        if row.expires and stored.get(row.name):
            return date.fromisoformat(stored[row.name])
    return None


def shown(
    procedure: Procedure, stored: Mapping[str, Any], *, zone: str = "UTC"
) -> list[tuple[str, str]]:
    """Return label and value of a stored result in the reader's language, in the order asked."""
    return [
        (row.words, value_words(row, stored[row.name], zone))
        for row in fields_of(procedure)
        if row.name in stored
    ]


def value_words(row: ResultField, value: Any, zone: str) -> str:
    """Return a stored value in words; what a former schema left is shown as it stands."""
    try:
        return known_words(row, value, zone)
    except (ValueError, TypeError, KeyError, ArithmeticError, ValidationError):
        return str(value)


def known_words(row: ResultField, value: Any, zone: str) -> str:
    """Return a value of the kind of its field in words."""
    words = str(value)
    match row.kind:
        case ResultKind.DAY:
            words = date_format(date.fromisoformat(value), "DATE_FORMAT")
        case ResultKind.MOMENT:
            words = moment_words(parse_when(value), zone)
        case ResultKind.MONEY:
            words = str(Money().clean([value["amount"], value["currency"]]))
        case ResultKind.CHOICE:
            words = {choice.value: choice.words for choice in row.choices}[value]
        case ResultKind.YESNO:
            words = gettext("Yes") if value else gettext("No")
        case ResultKind.NUMBER:
            words = number_format(int(value), force_grouping=True)
    return words


def moment_words(when: When, zone: str) -> str:
    """Return a moment in words, in the zone."""
    if when.day is not None:
        return dates_words(when.day, when.until or when.day)
    instants = (instant_words(end, zone) for end in (when.earliest, when.latest))
    return " – ".join(dict.fromkeys(instants))


def instant_words(instant: datetime | None, zone: str) -> str:
    """Return an instant in words, in the zone."""
    if instant is None:
        return ""
    local = instant.astimezone(ZoneInfo(zone))
    return f"{date_format(local, 'DATE_FORMAT')}, {local:%H:%M}"
