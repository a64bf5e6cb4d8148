"""What was written down to protect a person, in the course of her case."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.beside import Entry, told_of
from cases.casework.deaths import SeenAlive, on_day, seen_alive
from cases.casework.models import Case
from cases.casework.protection.catalogue import label_of
from cases.casework.protection.models import (
    Assessment,
    FitnessFinding,
    ProtectionDecision,
    TravelFitness,
    Vulnerability,
)
from cases.casework.queries import CaseFile
from cases.citizens.models import KeepApart
from cases.core.actor import Actor
from cases.core.together import Part
from cases.core.tongues import language_within
from cases.templatetags.moments import day_words

BY: Final = {"recorded_by": ("full_name",)}
ENDED: Final = BY | {"ended_by": ("full_name",)}
PERSON: Final = ("uuid", "full_name", "now_place_id", "now_country", "head_id")
PAIR: Final = {"citizen": PERSON, "other": PERSON}


def protection_beside(actor: Actor, case: int, person: int) -> tuple[Part[Any], ...]:
    """Return what stands on a case, and with whom its person is not to be together."""
    return (
        Part(Vulnerability.objects.visible_to(actor).filter(case_id=case), ENDED),
        Part(Assessment.objects.visible_to(actor).filter(case_id=case), BY),
        Part(ProtectionDecision.objects.visible_to(actor).filter(case_id=case), ENDED),
        Part(TravelFitness.objects.visible_to(actor).filter(case_id=case), BY),
        Part(FitnessFinding.objects.visible_to(actor).filter(case_id=case)),
        Part(KeepApart.objects.visible_to(actor).standing().of(person), PAIR),
    )


@told_of("protection", protection_beside, 6)
def protection_entries(case: Case, rows: Sequence[list[Any]]) -> list[Entry]:
    """Return flags, assessments, decisions and fitness, each at the moment it was written down."""
    flags, assessments, decisions, fitness, _findings, _apart = rows
    return [
        *(entry for row in flags for entry in flag_entries(row)),
        *(assessment_entry(row) for row in assessments),
        *(entry for row in decisions for entry in decision_entries(row)),
        *(fitness_entry(row) for row in fitness),
    ]


def assessments_of(actor: Actor, cases: Iterable[int]) -> Iterable[Assessment]:
    """Return the assessments on some cases."""
    return Assessment.objects.visible_to(actor).filter(case__in=list(cases))


@seen_alive("protection", 1, assessments_of)
def assessed(case: Case, rows: Sequence[Assessment]) -> list[SeenAlive]:
    """Return the day of the newest assessment; a later version is what corrects one."""
    newest = max(rows, key=lambda row: row.number, default=None)
    if newest is None:
        return []
    return [on_day(assessment_entry(newest)["title"], newest.assessed_on, case.mission.zone)]


def restricted_in(file: CaseFile) -> list[Any]:
    """Return the rows of restricted groups that a page of the case shows."""
    flags, assessments, decisions, _fitness, findings, _apart = file.beside["protection"]
    return [*flags, *assessments, *decisions, *findings]


def entry(title: str, at: datetime, by: Any, body: str = "", text: str = "") -> Entry:
    """Return one entry of the course."""
    return {
        "title": title,
        "icon": "note",
        "occurred_from": at,
        "occurred_at": at,
        "by": str(by or _("The system")),
        "body": body,
        "text": text,
    }


def flag_entries(row: Vulnerability) -> Iterator[Entry]:
    """Yield that a flag was put, and that it was ended."""
    title = _("Flag: %(what)s") % {"what": row.label}
    yield entry(title, row.recorded_at, row.recorded_by, row.get_source_display(), row.words)
    if row.ended_at is not None:
        title = _("Flag ended: %(what)s") % {"what": row.label}
        yield entry(title, row.ended_at, row.ended_by, text=row.end_reason)


def assessment_entry(row: Assessment) -> Entry:
    """Return one version of an assessment; what it shows stands on its own page."""
    title = _("Assessment, version %(number)s") % {"number": row.number}
    told = entry(title, row.recorded_at, row.recorded_by, asked_words(row))
    url = reverse("assessment_detail", args=[row.uuid])
    return told | {"actions": [{"label": _("All answers"), "url": url}]}


def asked_words(row: Assessment) -> str:
    """Return when, where, by whom and through whom somebody was asked."""
    said = [day_words(row.assessed_on), row.place, row.assessor]
    if row.interpreter:
        said.append(_("interpreter %(name)s") % {"name": row.interpreter})
    if row.spoken:
        said.append(_("in %(language)s") % {"language": language_within(row.spoken)})
    return " · ".join(said)


def decision_entries(row: ProtectionDecision) -> Iterator[Entry]:
    """Yield a decision with its body, day and ground, and that its record was withdrawn."""
    title = _("Decision recorded: %(body)s") % {"body": body_words(row)}
    yield entry(title, row.recorded_at, row.recorded_by, decision_words(row), row.words)
    if row.ended_at is not None:
        title = _("Record of a decision withdrawn: %(body)s") % {"body": body_words(row)}
        yield entry(title, row.ended_at, row.ended_by, text=row.end_reason)


def body_words(row: ProtectionDecision) -> str:
    """Return which body decided, by its name where that was written down."""
    return row.body_words or label_of("body", row.body)


def decision_words(row: ProtectionDecision) -> str:
    """Return what was decided, when and on which ground."""
    said = [label_of("result", row.result), day_words(row.decided_on), row.law]
    if row.document_number:
        said.append(row.document_number)
    return " · ".join(said)


def fitness_entry(row: TravelFitness) -> Entry:
    """Return whether the person may travel, as of when."""
    title = _("Fitness to travel: %(result)s") % {"result": row.get_result_display()}
    until = _("until %(day)s") % {"day": day_words(row.valid_until)}
    return entry(title, row.recorded_at, row.recorded_by, until)
