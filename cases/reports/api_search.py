"""Searching the words of reports: they come in a body, since an address is kept on the way."""

from typing import Any, Final

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from rest_framework.response import Response

from cases.core.api_asking import AskingView
from cases.core.described import shape_ref
from cases.core.described_headers import ASKED_ONCE
from cases.core.disclosure import disclose_rows
from cases.core.errors import Problem, invalid
from cases.core.fields.inner import unknown_names
from cases.core.links import linked
from cases.core.openapi import Described, HouseSchema
from cases.core.roles import FILE
from cases.core.searched import LONGEST, searchable
from cases.core.shapes import FLAG, TEXT, Schema, Shape, closed_object
from cases.reports.choices import ReportChannel, ReportStatus
from cases.reports.models import ReceivedReport
from cases.reports.queries import ALL, Asked, reports_of
from cases.reports.serializers import REPORT_ROW

MOST: Final = 50
FEWEST_LETTERS: Final = 2
NARROWED_BY: Final[dict[str, type[TextChoices]]] = {
    "status": ReportStatus,
    "channel": ReportChannel,
}
WORDS: Final[Schema] = TEXT | {
    "minLength": FEWEST_LETTERS,
    "maxLength": LONGEST,
    "description": "Words of the sender, in any order, with or without marks.",
}


class ReceivedReportSearch(AskingView):
    """Reports at the caller's desk in which every word stands: envelopes, the oldest first."""

    sees = FILE
    question = "received_reports_search"

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it takes and answers, for OpenAPI."""
        answer = closed_object() | {
            "properties": {
                "results": {"type": "array", "items": shape_ref(schema, envelope())},
                "is_more": FLAG,
            },
            "required": ["results", "is_more"],
        }
        asked = closed_object() | {
            "properties": {"words": WORDS}
            | {name: schema.named(kinds) for name, kinds in NARROWED_BY.items()},
            "required": ["words"],
        }
        return Described(
            name=self.question,
            summary=str(self.__doc__),
            body=schema.component("ReceivedReportSearch", asked),
            example={"words": "my son mae sot"},
            is_body_required=True,
            parameters=ASKED_ONCE,
            answer=schema.component("ReceivedReportsFound", answer),
        )

    def answer(self, body: dict[str, Any]) -> Response:
        """Return the envelopes of the reports with these words."""
        asked = asked_in(body)
        rows = reports_of(self.actor, asked).order_by("received_at", "uuid")
        shape = envelope()
        found = shape.rows(rows[: MOST + 1], "pk")
        shown = found[:MOST]
        disclose_rows(
            "received_report.listed",
            "list_received_reports",
            ReceivedReport,
            [row[-1] for row in shown],
            by=asked.by,
            terms=asked.words.split(),
        )
        results = [shape.answer(row[:-1]) for row in shown]
        return Response({"results": results, "is_more": len(found) > MOST})


def envelope() -> Shape:
    """Return what a report looks like in a list."""
    return linked(REPORT_ROW, ReceivedReport, is_row=True)


def asked_in(body: dict[str, Any]) -> Asked:
    """Return what the body asks for; 422 for anything else in it."""
    problems = unknown_names(body, ("words", *NARROWED_BY))
    for name, kinds in NARROWED_BY.items():
        if body.get(name) is not None and body[name] not in kinds.values:
            allowed = _("This takes one of: %(allowed)s.") % {"allowed": ", ".join(kinds.values)}
            problems.append(Problem(name, "invalid_choice", allowed))
    typed = body.get("words")
    is_long = isinstance(typed, str) and len(typed) > LONGEST
    words = searchable(typed) if isinstance(typed, str) and not is_long else ""
    if is_long:
        problems.append(Problem("words", "too_long", _("Type at most 160 letters.")))
    elif len(words) < FEWEST_LETTERS:
        problems.append(Problem("words", "too_short", _("Type at least two letters.")))
    if problems:
        raise invalid(problems)
    by = [name for name in NARROWED_BY if body.get(name)]
    return Asked(
        state=body.get("status") or ALL,
        channel=body.get("channel") or "",
        words=words,
        by=[*by, "words"],
    )
