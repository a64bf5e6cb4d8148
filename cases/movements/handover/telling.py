"""Telling missions that people of theirs were handed over; a notice names numbers alone."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.notices import Params, notice_kind, tell
from cases.movements.handover.models import Handover

SIGNED = _("%(mission)s has signed the handover %(reference)s. People of your cases are on it.")
TAKEN_BACK = _("%(mission)s has taken back the handover %(reference)s: it was recorded wrongly.")


def to_handover(reference: str, params: Params) -> str:
    """Lead to the page of the handover."""
    return reverse("handover", args=[reference])


notice_kind("handover_signed", sentence=SIGNED, address=to_handover, mailed=True)
notice_kind("handover_voided", sentence=TAKEN_BACK, address=to_handover, mailed=True)


def tell_of_signing(
    actor: Actor, handover: Handover, cases: Sequence[Case], kind: str = "handover_signed"
) -> None:
    """Tell each mission that has a case on it, and the reception point, unless it acts itself."""
    concerned = {case.mission_id for case in cases} | {handover.reception_point_id}
    for mission_id in sorted(pk for pk in concerned if pk and pk != actor.mission_id):
        tell(
            kind,
            mission_id=mission_id,
            audience="mission",
            reference=handover.number,
            params={"mission": actor.mission_code or "HQ"},
        )
