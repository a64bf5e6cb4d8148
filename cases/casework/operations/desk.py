"""Work at the desk: who looks after the case."""

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.casework.policies import refuse_void
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import broken_rule
from cases.core.operations import operation
from cases.core.waiting import put
from cases.missions.models import Staff


@operation(may="case.assign", audit="case.assigned")
def assign_case(actor: Actor, case: Case, *, officer: Staff | None = None) -> Case:
    """Give the case to an officer of its mission, or to nobody."""
    refuse_void(case)
    refuse_stranger(case, officer)
    case.assigned_to = officer
    put(case, "assigned_to")
    return case


def refuse_stranger(case: Case, officer: Staff | None) -> None:
    """Only somebody who is posted at its mission looks after a case."""
    if officer is None:
        return
    colleagues = Staff.objects.posted_at(case.mission_id, present.today(case.mission.zone))
    if not colleagues.filter(pk=officer.pk).exists():
        raise broken_rule(
            _("Choose somebody who is posted at the mission of the case."),
            "officer_of_mission",
            "officer",
        )
