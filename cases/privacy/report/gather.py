"""Reads the report to a person through the eyes of who asks, one query for each table."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext as _

from cases.casework.models import Case
from cases.casework.progress.moments import HOME
from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.precision import iso_between
from cases.privacy.report.accesses import AccessLine, access_lines
from cases.privacy.report.columns import is_left_out, is_of_others
from cases.privacy.report.former import FormerValue, former_values
from cases.privacy.report.sections import SECTIONS, Section
from cases.procedures.choices import RestrictedGroup


@dataclass(frozen=True, slots=True)
class Value:
    """One column of one row: its model field and the value, a related row where it is one."""

    field: models.Field[Any, Any]
    value: Any


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one section, each with the columns that say something."""

    section: Section
    rows: list[tuple[models.Model, list[Value]]]


@dataclass(slots=True)
class Report:
    """Everything the reader sees of a person, and what was withheld: how often, and why."""

    citizen: Citizen
    parts: list[Part] = field(default_factory=list)
    former: list[FormerValue] = field(default_factory=list)
    accesses: list[AccessLine] = field(default_factory=list)
    withheld: Counter[str] = field(default_factory=Counter)


def report_of(actor: Actor, citizen: Citizen) -> Report:
    """Return the report on a person in sight of `actor`, with all of her records."""
    report = Report(citizen)
    people = list(Citizen.objects.visible_to(actor).records_of(citizen))
    rows_of_cases = Case.objects.visible_to(actor).filter(citizen__in=people)
    cases = list(rows_of_cases.values_list("pk", flat=True))
    sealed: set[int] = set()
    for section in SECTIONS:
        rows = rows_of(actor, section, people, cases)
        report.parts.append(Part(section, [(row, values_of(row, report)) for row in rows]))
        sealed.update(pointers(rows))
    seen = {
        row.pk for part in report.parts if part.section.key == "sealed" for row, _v in part.rows
    }
    report.withheld["restricted"] = len(sealed - seen) + files_withheld(report)
    report.withheld["staff"] = 1
    report.withheld["other_missions"] = 0 if actor.sees_all else 1
    places = {
        (row._meta.db_table, row.pk): number
        for part in report.parts
        for number, (row, _values) in enumerate(part.rows, start=1)
    }
    report.former = former_values(people, cases, places)
    report.accesses = access_lines(actor, citizen)
    return report


def files_withheld(report: Report) -> int:
    """Return how many files are of a group that the reader does not read."""
    rows = {part.section.key: [row for row, _values in part.rows] for part in report.parts}
    read: list[Any] = rows["attached_files"]
    known = {row.attachment_id for row in read}
    return sum(row.pk not in known for row in rows["attachments"])


def rows_of(
    actor: Actor, section: Section, people: Sequence[Citizen], cases: Sequence[int]
) -> list[models.Model]:
    """Return the rows of a section, oldest first, with what they point to."""
    asked: dict[str, dict[str, Any]] = {
        "id": {"pk__in": [person.pk for person in people]},
        "citizen": {"citizen__in": people},
        "case": {"case__in": cases},
    }
    related = [
        row.name
        for row in section.model._meta.concrete_fields
        if row.related_model is not None and not is_left_out(row)
    ]
    query = section.model._default_manager.visible_to(actor).filter(**asked[section.by])
    if related or section.also:
        query = query.select_related(*related, *section.also)
    return list(query.order_by("pk"))


def values_of(row: models.Model, report: Report) -> list[Value]:
    """Return the columns of a row that hold something, counting what is withheld."""
    plain = {column.name: getattr(row, column.attname) for column in row._meta.concrete_fields}
    found = []
    is_withheld = False
    for column in row._meta.concrete_fields:
        if is_left_out(column) or plain[column.name] in (None, "", [], {}):
            continue
        if is_of_others(column, plain):
            is_withheld = True
            continue
        found.append(Value(column, getattr(row, column.name)))
    report.withheld["third_persons"] += is_withheld
    return found


def pointers(rows: Iterable[models.Model]) -> set[int]:
    """Return the ids of the restricted parts that open rows lead to."""
    names = ("sealed_id", "sealed_grounds_id", "sealed_question_id", "sealed_answer_id")
    return {
        pointer
        for row in rows
        for name in names
        if (pointer := getattr(row, name, None)) is not None
    }


def plain_moment(column: str, value: datetime, zone: str, row: models.Model | None) -> str:
    """Return a moment: as precisely as it is known where two ends are kept, else by the machine.

    Of a former value one end alone is at hand: the last instant of a day there is that day.
    """
    base = column.removesuffix("_from").removesuffix("_at").removesuffix("_since")
    first, *ends = (getattr(row, f"{base}_{end}", None) for end in ("from", "at", "since"))
    last = next((end for end in ends if end is not None), None)
    if first is not None and last is not None:
        return str(iso_between(first, last, zone, HOME))
    there = value.astimezone(ZoneInfo(zone))
    is_day = (there + timedelta(microseconds=1)).time() == time.min
    return there.date().isoformat() if is_day else by_machine(value)


def by_machine(moment: datetime) -> str:
    """Return a moment of the machine."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def plain_value(
    field: models.Field[Any, Any], value: Any, zone: str, row: models.Model | None = None
) -> Any:
    """Return a value as JSON says it; a row by its public reference."""
    if isinstance(value, models.Model):
        return str(getattr(value, "public_reference", value))
    if isinstance(value, datetime):
        return plain_moment(field.name, value, zone, row)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    return value


def withheld_words() -> dict[str, str]:
    """Return what each kind of withholding is, and why, in the language that is active."""
    groups = ", ".join(str(label) for _value, label in RestrictedGroup.choices)
    return {
        "third_persons": _(
            "Data of relatives, informants and whoever else answers a phone: they belong to those "
            "persons."
        ),
        "restricted": _(
            "Restricted parts (%(groups)s) that the role of whoever made this report does not "
            "read. A role that reads them can make it anew."
        )
        % {"groups": groups},
        "staff": _("Names of members of staff: the mission answers for what they did in its name."),
        "other_missions": _(
            "What other missions hold, if any do: this mission does not see it. Headquarters makes "
            "the whole report."
        ),
        "lists": _("Lists and searches in which the person was one of many are not counted here."),
    }


def plain_report(report: Report, zone: str) -> dict[str, Any]:
    """Return the report as data: the same keys in every language, values as codes.

    `zone` is that of the mission which makes it.
    """
    return {
        "sections": {
            part.section.key: [
                {
                    value.field.name: plain_value(value.field, value.value, zone, row)
                    for value in values
                }
                for row, values in part.rows
            ]
            for part in report.parts
        },
        "former_values": [
            {
                "section": row.section.key,
                "row": row.place,
                "column": row.field.name,
                "value": plain_value(row.field, row.value, zone),
                "until": by_machine(row.until),
            }
            for row in report.former
        ],
        "accesses": [
            {
                "day": line.day.isoformat(),
                "mission": line.mission.code if line.mission else None,
                "role": line.role or None,
                "kind": line.kind,
                "times": line.times,
            }
            for line in report.accesses
        ],
        "withheld": [
            {"what": name, "count": report.withheld[name], "why": words}
            for name, words in withheld_words().items()
            if report.withheld[name] or name == "lists"
        ],
    }
