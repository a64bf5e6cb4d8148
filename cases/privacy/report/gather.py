"""Reads the report to a person through the eyes of who asks, one query for each table."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from cases.casework.models import Case
from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.privacy.report.accesses import AccessLine, access_lines
from cases.privacy.report.columns import is_left_out, is_of_others
from cases.privacy.report.former import FormerValue, changes_of, former_values, state_of
from cases.privacy.report.moments import Known, Moments, by_machine, spans_of
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
    missions = {case.pk: case.mission for case in rows_of_cases.select_related("mission")}
    cases = list(missions)
    read = [(section, rows_of(actor, section, people, cases)) for section in SECTIONS]
    shown = {
        (row._meta.db_table, row.pk): (number, row)
        for _section, rows in read
        for number, row in enumerate(rows, start=1)
    }
    changes = changes_of(people, cases, shown)
    states = [(row, state_of(row)) for _number, row in shown.values()]
    former = [(change.row, change.state) for change in reversed(changes)]
    moments = Moments(actor.zone, missions, spans_of([*former, *states]))
    report.parts = [
        Part(section, [(row, values_of(row, report, moments)) for row in rows])
        for section, rows in read
    ]
    sealed = {pointer for _section, rows in read for pointer in pointers(rows)}
    seen = {row.pk for section, rows in read if section.key == "sealed" for row in rows}
    report.withheld["restricted"] = len(sealed - seen) + files_withheld(report)
    report.withheld["staff"] = 1
    report.withheld["other_missions"] = 0 if actor.sees_all else 1
    report.former = former_values(changes, moments)
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


def values_of(row: models.Model, report: Report, moments: Moments) -> list[Value]:
    """Return the columns of a row that hold something, counting what is withheld."""
    state = state_of(row)
    plain = {column.name: state[column.attname] for column in row._meta.concrete_fields}
    found = []
    is_withheld = False
    for column in row._meta.concrete_fields:
        if is_left_out(column) or plain[column.name] in (None, "", [], {}):
            continue
        if is_of_others(column, plain):
            is_withheld = True
            continue
        is_row = column.related_model is not None
        value = getattr(row, column.name) if is_row else moments.told(column, row, state)
        found.append(Value(column, value))
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


def plain_value(value: Any) -> Any:
    """Return a value as JSON says it; a row by its public reference."""
    if isinstance(value, models.Model):
        return str(getattr(value, "public_reference", value))
    if isinstance(value, Known):
        return value.iso()
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


def plain_report(report: Report) -> dict[str, Any]:
    """Return the report as data: the same keys in every language, values as codes."""
    return {
        "sections": {
            part.section.key: [
                {value.field.name: plain_value(value.value) for value in values}
                for _row, values in part.rows
            ]
            for part in report.parts
        },
        "former_values": [
            {
                "section": row.section.key,
                "row": row.place,
                "column": row.field.name,
                "value": plain_value(row.value),
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
