"""A second person decides on an export of many rows."""

from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import broken_rule
from cases.core.operations import operation
from cases.exports.choices import ExportState
from cases.exports.jobs import begin_writing
from cases.exports.models import Export
from cases.exports.notices import tell_asker
from cases.exports.policies import check_state


@operation(may="export.approve", audit="export.approved", fresh=True)
def approve_export(actor: Actor, export: Export, *, rows: int) -> Export:
    """Let it be written, having read the number; never by whoever asked."""
    check_state(export, "approve_export")
    if rows != export.counted:
        raise broken_rule(_("This is not the number that was counted."), "number_differs", "rows")
    decide(actor, export)
    begin_writing(export)
    tell_asker("export_approved", export, rows=export.counted)
    return export


@operation(may="export.approve", audit="export.refused", fresh=True)
def refuse_export(actor: Actor, export: Export, *, reason: str) -> Export:
    """Let nothing be written, and say why."""
    check_state(export, "refuse_export")
    decide(actor, export, reason)
    export.state, export.ended_at = ExportState.REFUSED, export.decided_at
    export.save(update_fields=["state", "ended_at"])
    tell_asker("export_refused", export, rows=export.counted)
    return export


def decide(actor: Actor, export: Export, reason: str = "") -> None:
    """Keep who decided, when and why."""
    export.decided_by_id, export.decided_at = actor.staff_id, present.now()
    export.decide_reason = reason
    export.save(update_fields=["decided_by", "decided_at", "decide_reason"])
