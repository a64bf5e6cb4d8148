"""The line of cases whose consent was withdrawn and that nothing else carries."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.casework.models import Case, CaseBasis
from cases.casework.models.basis import NEEDED
from cases.core.actor import Actor
from cases.core.disclosure import disclose_rows
from cases.core.pages import page_for
from cases.core.roles import FILE

MOST: Final = 200
NAMED: Final = ("case__citizen", "case__incident", "legal_basis")


@require_safe
@page_for(FILE)
def cases_without_basis(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Cases that need another legal basis, the longest waiting first."""
    rows = waiting(actor)
    disclose_rows("case.listed", "list_reviews", Case, [row.case_id for row in rows])
    context = {
        "scope": _("All missions") if actor.is_headquarters else actor.mission_label,
        "rows": [row_words(row) for row in rows[:MOST]],
        "has_more": len(rows) > MOST,
        "board_url": reverse("board"),
    }
    return render(request, "overview/without_basis.html", context)


def waiting(actor: Actor) -> list[CaseBasis]:
    """Return what last carried each of these cases; read along an index of nothing else."""
    rows = CaseBasis.objects.own_of(actor).filter(NEEDED).select_related(*NAMED)
    return list(rows.order_by("withdrawn_at", "pk")[: MOST + 1])


def row_words(row: CaseBasis) -> dict[str, Any]:
    """Return one row in words."""
    return {
        "name": row.case.citizen.full_name,
        "reference": row.case.reference,
        "incident": row.case.incident.code,
        "url": reverse("case_operation", args=[row.case.reference, "set-legal-basis"]),
        "withdrawn_on": row.withdrawn_on,
        "basis": row.legal_basis.label,
    }
