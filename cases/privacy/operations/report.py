"""Asking for the report to a person."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.citizens.models import Citizen
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import broken_rule
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.privacy.models import PersonReport


@operation(may="person.report", audit="citizen.report_made", appends=True)
def make_report(
    actor: Actor, citizen: Citizen, *, reason: str, language: str, asked_on: date | None = None
) -> PersonReport:
    """Put on record why everything that is held on a person is read; the report follows from it.

    Law 91/2025/QH15 gives the person a right of access; Decree 356/2025 two working days.
    """
    if asked_on is not None and asked_on > present.now().astimezone(actor.clock).date():
        raise broken_rule(_("This day has not come yet."), "in_future", "asked_on")
    return PersonReport.objects.create(
        citizen=citizen,
        mission_id=actor.mission_id,
        reason=reason,
        asked_on=asked_on,
        language=language,
        recorded_at=ledger_moment([]),
        recorded_by_id=actor.staff_id,
    )
