"""Telling that a cost waits for a second officer, and what that officer has decided."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.core.notices import Params, notice_kind, tell
from cases.money.models import CostLine


def to_line(reference: str, params: Params) -> str:
    """Lead to the page of the line."""
    return reverse("cost_line", args=[params["line"]])


notice_kind(
    "cost_waits",
    sentence=_("A cost on the case %(reference)s waits for your decision."),
    address=to_line,
    mailed=True,
)
notice_kind(
    "cost_approved",
    sentence=_("Your cost on the case %(reference)s is approved."),
    address=to_line,
)
notice_kind(
    "cost_refused",
    sentence=_("Your cost on the case %(reference)s is refused."),
    address=to_line,
    mailed=True,
)


def tell_of_waiting(line: CostLine, case: Case) -> None:
    """Tell the head of the mission that has the case."""
    tell(
        "cost_waits",
        mission_id=case.mission_id,
        audience="head",
        case_id=case.pk,
        reference=case.reference,
        params={"line": str(line.uuid)},
    )


def tell_of_decision(kind: str, line: CostLine) -> None:
    """Tell whoever recorded the line; nobody where the system did."""
    if line.recorded_by_id is None:
        return
    tell(
        kind,
        mission_id=line.mission_id,
        staff_id=line.recorded_by_id,
        case_id=line.case_id,
        reference=line.case.reference,
        params={"line": str(line.uuid)},
    )
