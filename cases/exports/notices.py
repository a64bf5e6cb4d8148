"""What is told about exports: that one waits for a decision, what was decided, that it is there."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.notices import Params, notice_kind, tell
from cases.exports.models import Export
from cases.exports.policies import APPROVES
from cases.missions.queries import headquarters_ids


def to_export(reference: str, params: Params) -> str:
    """Lead to the export."""
    return reverse("export", args=[reference])


notice_kind(
    "export_waits",
    sentence=_("An export of %(rows)s rows waits for your decision."),
    address=to_export,
    mailed=True,
)
notice_kind(
    "export_approved",
    sentence=_("Your export of %(rows)s rows was approved and is being written."),
    address=to_export,
)
notice_kind(
    "export_refused",
    sentence=_("Your export of %(rows)s rows was refused."),
    address=to_export,
)
notice_kind(
    "export_ready",
    sentence=_("Your export is ready. Number of rows: %(rows)s."),
    address=to_export,
)
notice_kind(
    "export_stopped",
    sentence=_("Your export was stopped. Its page says why."),
    address=to_export,
)


def tell_deciders(actor: Actor, export: Export) -> None:
    """Tell who may decide: the head of the mission, or headquarters where the head has asked."""
    at = headquarters_ids() if actor.may(APPROVES) else {export.mission_id}
    for mission in sorted(at):
        tell(
            "export_waits",
            mission_id=mission,
            audience="head",
            reference=export.public_reference,
            params={"rows": export.counted},
        )


def tell_asker(kind: str, export: Export, **params: int) -> None:
    """Tell whoever asked."""
    tell(
        kind,
        mission_id=export.mission_id,
        staff_id=export.asked_by_id,
        reference=export.public_reference,
        params=params,
    )
