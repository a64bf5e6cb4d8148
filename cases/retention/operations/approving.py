"""Approving a report: from then on the machine carries it out."""

from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import broken_rule, wrong_state
from cases.core.guards import Hindrance, raised_by, ruled_out
from cases.core.operations import operation
from cases.retention.carrying import LASTS
from cases.retention.jobs import carry_out_retention
from cases.retention.models import RetentionRun


@operation(may="retention.approve", audit="retention.approved", fresh=True)
def approve_retention(actor: Actor, run: RetentionRun, *, people: int) -> RetentionRun:
    """Let everybody who is due in a report be anonymised; only the newest report, once."""
    check_report(actor, run)
    if people != run.total:
        raise broken_rule(
            _("This is not the number of people who are due in the report."),
            "number_differs",
            "people",
        )
    run.approved_at = present.now()
    run.approved_by_id = actor.staff_id
    run.save(update_fields=["approved_at", "approved_by"])
    carry_out_retention.enqueue(run=str(run.uuid))
    return run


@ruled_out(RetentionRun)
def state_of_report(actor: Actor, run: RetentionRun) -> Hindrance:
    """Only the newest report of today or before is approved, once."""
    return lambda name: raised_by(check_report, actor, run)


def check_report(actor: Actor, run: RetentionRun) -> None:
    """Raise 409 unless the report can be approved."""
    if run.approved_at is not None:
        raise wrong_state(_("This report was approved already."), "already_approved")
    if run.ready_at is None:
        raise wrong_state(_("A report is being made. Wait until it is ready."), "report_being_made")
    newest = RetentionRun.objects.visible_to(actor).ready().first()
    if newest is None or newest.pk != run.pk or run.made_at < present.now() - LASTS:
        raise wrong_state(_("There is a newer report, or this one is too old."), "report_outdated")
    if run.as_of > present.today(actor.zone):
        raise wrong_state(
            _("This report looks ahead. Make one of today before anything is approved."),
            "report_ahead",
        )
