"""One version of an assessment with every question, and where acts on rows of protection lead."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.models import Case
from cases.casework.pages.operation import since
from cases.casework.protection.catalogue import catalogue
from cases.casework.protection.choices import PART_NAMES, QuestionAnswer
from cases.casework.protection.course import asked_words, body_words, decision_words
from cases.casework.protection.models import Assessment, ProtectionDecision, Vulnerability
from cases.casework.protection.reading import Answers, reading_of, reading_words
from cases.citizens.choices import ApartReason
from cases.citizens.models import KeepApart
from cases.core.actor import Actor
from cases.core.web import Page

Row = dict[str, Any]


def assessment_context(row: Assessment) -> Row:
    """Return one version: who asked, each question with its answer, what it shows."""
    return {
        "assessment": row,
        "case": row.case,
        "title": _("Assessment, version %(number)s") % {"number": row.number},
        "lead": asked_words(row),
        "shows": reading_words(reading_of(row.answers, row.age_then)),
        "age": row.get_age_then_display(),
        "parts": [
            {"title": title, "rows": answer_rows(row, part)} for part, title in PART_NAMES.items()
        ],
        "words": row.words,
    }


def answer_rows(row: Assessment, part: str) -> list[Row]:
    """Return the questions of one part with what was answered."""
    asked = [entry for entry in catalogue()["question"].values() if entry.kind == part]
    rows = []
    for entry in asked:
        said = row.answers.get(entry.code, {})
        answer = said.get("answer", QuestionAnswer.NOT_ASKED)
        known = answer in QuestionAnswer.values
        rows.append(
            {
                "label": entry.label,
                "value": QuestionAnswer(answer).label if known else answer,
                "note": said.get("words", ""),
            }
        )
    return rows


def answers_words(answers: Answers) -> str:
    """Return all that was answered in one text, question by question."""
    lines = []
    for code, said in answers.items():
        entry = catalogue()["question"].get(code)
        answer = said.get("answer", "")
        words = QuestionAnswer(answer).label if answer in QuestionAnswer.values else answer
        more = f" ({said['words']})" if said.get("words") else ""
        lines.append(f"{entry.label if entry else code} {words}{more}")
    return "\n".join(lines)


def row_operation(case: Case) -> Page:
    """Return how the page of an act on a flag or decision looks; it leads back to the case."""
    home = case.get_absolute_url()

    def describe(actor: Actor, row: Any) -> Row:
        return {
            "reference": case.reference,
            "name": str(case.citizen),
            "url": home,
            "rows": [{"label": said_label(row), "value": said_value(row)}],
        }

    return Page(describe=describe, done=lambda answer: home, since=since, cancel=home)


def said_label(row: Vulnerability | ProtectionDecision) -> str:
    """Return what kind of row it is."""
    return _("Flag") if isinstance(row, Vulnerability) else body_words(row)


def said_value(row: Vulnerability | ProtectionDecision) -> str:
    """Return what it says."""
    return row.label if isinstance(row, Vulnerability) else decision_words(row)


def apart_operation(home: str) -> Page:
    """Return how the page of an act on a pair looks; it leads back to where it was asked from."""

    def describe(actor: Actor, pair: KeepApart) -> Row:
        return {
            "reference": "",
            "name": f"{pair.citizen} · {pair.other}",
            "url": home,
            "rows": [{"label": _("Why"), "value": ApartReason(pair.reason).label}],
        }

    return Page(describe=describe, done=lambda answer: home, since=since, cancel=home)


def home_of(case: Case | None) -> str:
    """Return the page of a case, else the work list."""
    return case.get_absolute_url() if case is not None else reverse("worklist")
