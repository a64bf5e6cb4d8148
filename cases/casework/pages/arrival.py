"""What a reception point sees of a person on her way: who, which papers, when, what to heed."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.casework.choices import HoldReason, Stage
from cases.casework.conditions import is_minor
from cases.casework.pages.head import head_of
from cases.casework.pages.person import contact_rows, document_rows, person_rows
from cases.casework.policies import possible_operations
from cases.casework.progress.file import day_at
from cases.casework.queries import CaseFile
from cases.core import present
from cases.core.actor import Actor
from cases.core.facts import present_moment


def arrival_context(actor: Actor, file: CaseFile) -> dict[str, Any]:
    """Return what the page of an arriving person shows."""
    case = file.case
    possible = possible_operations(actor, case, file.moves, tells_rows=True)
    return {
        "case": head_of(case, present.now()),
        "journey": journey_rows(file),
        "person": person_rows(file),
        "documents": document_rows(file),
        "contacts": contact_rows(file),
        "acts": [
            {
                "label": row.declared.form.title,
                "url": reverse("case_operation", args=[case.reference, row.declared.verb]),
            }
            for row in possible
            if row.is_possible
        ],
    }


def journey_rows(file: CaseFile) -> list[dict[str, Any]]:
    """Return when she comes, how far she is and what to heed."""
    case = file.case
    rows: list[dict[str, Any]] = [
        {"label": _("Stage"), "value": Stage(case.stage).label},
        {
            "label": _("Day of the journey"),
            "value": date_format(case.journey_on, "DATE_FORMAT") if case.journey_on else "",
        },
        {"label": _("Mission"), "value": case.mission.label, "note": case.mission.phone},
    ]
    if is_minor(case, day_at(present_moment(), case.mission.zone)):
        rows.append({"label": _("To heed"), "value": _("Under 18")})
    if case.held:
        rows.append({"label": _("On hold"), "value": HoldReason(case.hold_reason).label})
    return rows
