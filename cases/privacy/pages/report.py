"""The report to a person in words, in the language that is active."""

from datetime import date
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.casework.choices import Outcome, Stage
from cases.casework.models import SealedPart, StepResult
from cases.casework.protection.catalogue import label_of as label_of_code
from cases.casework.protection.pages.answers import answers_words
from cases.core.errors import Sentence
from cases.core.text import labelled
from cases.files.models import AttachedFile
from cases.missions.choices import Role
from cases.places.choices import Country
from cases.privacy.choices import AccessKind
from cases.privacy.report.accesses import AccessLine
from cases.privacy.report.columns import first_end_of
from cases.privacy.report.former import FormerValue
from cases.privacy.report.gather import Part, Report, Value, withheld_words
from cases.privacy.report.moments import Known
from cases.procedures.results import shown
from cases.templatetags.moments import day_words, partial_words

Line = dict[str, Any]
SAID_BY_CODE: dict[str, list[tuple[str, Any]]] = {
    "now_country": Country.choices,
    "from_stage": Stage.choices,
    "to_stage": Stage.choices,
    "opens_at": Stage.choices,
    "from_outcome": Outcome.choices,
    "to_outcome": Outcome.choices,
}
"""Columns that repeat a closed set of another table, or of the playbook."""
CATALOGUED: dict[str, str] = {
    "vulnerability.kind": "vulnerability",
    "protectiondecision.body": "body",
    "protectiondecision.result": "result",
}
"""Columns that hold a code of the catalogue of protection."""

AS_WHOLE: dict[str, Sentence] = {
    "occurred_at": gettext_lazy("When it happened"),
    "happened_at": gettext_lazy("When it happened"),
    "asked_at": gettext_lazy("asked for at"),
    "answered_at": gettext_lazy("answered at"),
    "received_at": gettext_lazy("received at"),
}
"""Columns that are called the latest possible moment elsewhere."""


def report_words(report: Report, zone: str) -> dict[str, Any]:
    """Return every section with its rows, former values, accesses and what was withheld."""
    return {
        "sections": [
            {
                "title": part.section.title,
                "is_short": part.section.is_short,
                "records": [
                    shown_record(part, record(row, values, zone)) for row, values in part.rows
                ],
            }
            for part in report.parts
        ],
        "former": [former_line(row, zone) for row in report.former],
        "accesses": [access_line(line) for line in report.accesses],
        "withheld": [
            words
            for name, words in withheld_words().items()
            if report.withheld[name] or name == "lists"
        ],
    }


def shown_record(part: Part, lines: list[Line]) -> list[Line] | str:
    """Return the lines of one row, in one line where the section has many short rows."""
    if not part.section.is_short:
        return lines
    return " · ".join(labelled(line["label"], line["value"]) for line in lines)


def record(row: models.Model, values: list[Value], zone: str) -> list[Line]:
    """Return the lines of one row."""
    lines: list[Line] = []
    for value in values:
        if value.field.name == "birth_precision":
            continue
        if isinstance(row, StepResult) and value.field.name == "values":
            lines += [
                {"label": label, "value": words}
                for label, words in shown(row.step.procedure, row.values, zone=zone)
            ]
        elif isinstance(row, SealedPart) and value.field.name == "content":
            lines += sealed_lines(row, zone)
        else:
            line = {"label": label_of(value.field), "value": words_of(value, zone, row=row)}
            lines.append(line | bytes_of(row, value.field.name))
    return lines


def bytes_of(row: models.Model, column: str) -> Line:
    """Return where the bytes of a file are had, beside its name; nothing for other columns."""
    if not isinstance(row, AttachedFile) or column != "name" or row.stored is None:
        return {}
    url = reverse("attachment_content", args=[row.attachment.uuid])
    return {"url": url, "url_label": _("Download")}


def sealed_lines(row: SealedPart, zone: str) -> list[Line]:
    """Return what a restricted part says, by the schema of its procedure where it has one."""
    content = dict(row.content)
    lines = [
        {"label": label, "value": words}
        for label, words in shown(row.step.procedure, content.pop("values", {}), zone=zone)
    ]
    lines += [{"label": capfirst(_("statement")), "value": str(said)} for said in content.values()]
    return lines


def label_of(column: models.Field[Any, Any]) -> str:
    """Return what staff call a column; one of two ends that are told as one moment as that."""
    is_whole = column.name in AS_WHOLE and first_end_of(column) is not None
    return capfirst(str(AS_WHOLE[column.name] if is_whole else column.verbose_name))


def words_of(value: Value, zone: str, row: models.Model | None = None) -> str:
    """Return a value in words."""
    if value.field.name == "birth_on" and row is not None:
        return partial_words(row.birth)  # type: ignore[attr-defined] # only a citizen has it
    column = f"{value.field.model._meta.model_name}.{value.field.name}"
    if column == "assessment.answers":
        return answers_words(value.value)
    if column in CATALOGUED:
        return label_of_code(CATALOGUED[column], value.value)
    choices = dict(SAID_BY_CODE.get(value.field.name) or value.field.flatchoices)
    if isinstance(value.value, str) and value.value in choices:
        return str(choices[value.value])
    return plain_words(value.value, zone)


def plain_words(value: Any, zone: str) -> str:
    """Return a value that is none of a closed set in words."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Known):
        return value.words(zone)
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(getattr(value, "label", "") or value)


def former_line(row: FormerValue, zone: str) -> Line:
    """Return one former value with its record and until when it stood."""
    words = words_of(Value(row.field, row.value), zone)
    return {
        "record": f"{row.section.title} {row.place}",
        "value": labelled(label_of(row.field), words),
        "until": row.until,
    }


def access_line(line: AccessLine) -> Line:
    """Return one line of the list of accesses."""
    role = str(Role(line.role).label) if line.role in Role.values else ""
    return {
        "day": line.day,
        "mission": line.mission.label if line.mission else _("The system"),
        "role": role,
        "what": str(AccessKind(line.kind).label),
        "times": line.times,
    }
