"""Working on a report: opening it, taking it, putting it back, closing it, opening it again."""

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule, not_allowed
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.core.waiting import put
from cases.reports.choices import CloseReason, ReportStatus
from cases.reports.models import ReceivedReport
from cases.reports.possible import allow_state

SAY_WHY: Sentence = _("Say in words why it is closed.")


# Two who open it at once do not collide: it was opened by the first of them.
@operation(may="report.work", audit="received_report.opened", appends=True)
def open_report(actor: Actor, report: ReceivedReport) -> ReceivedReport:
    """Read a report for the first time, on record with who and when; later it changes nothing."""
    if not report.is_opened:
        unopened = ReceivedReport.objects.visible_to(actor).unopened().filter(pk=report.pk)
        unopened.update(
            status=ReportStatus.OPENED, opened_at=ledger_moment([]), opened_by_id=actor.staff_id
        )
    return report


@operation(may="report.work", audit="received_report.taken")
def take_report(actor: Actor, report: ReceivedReport) -> ReceivedReport:
    """Work on a report; whoever comes second is told that somebody does."""
    allow_state(actor, report, "take_report")
    if actor.staff_id is None:
        raise not_allowed()
    report.status = ReportStatus.TAKEN
    report.taken_at, report.taken_by_id = ledger_moment([]), actor.staff_id
    put(report, "status", "taken_at", "taken_by")
    return report


@operation(may="report.work", audit="received_report.put_back")
def put_back_report(actor: Actor, report: ReceivedReport) -> ReceivedReport:
    """Leave a report to others; anybody at the desk may, where a colleague is away."""
    allow_state(actor, report, "put_back_report")
    report.status = ReportStatus.OPENED
    report.taken_at, report.taken_by_id = None, None
    put(report, "status", "taken_at", "taken_by")
    return report


@operation(may="report.work", audit="received_report.closed")
def close_report(
    actor: Actor, report: ReceivedReport, *, reason: str, note: str = ""
) -> ReceivedReport:
    """Settle a report without a case, with the reason; it stays and can be opened again."""
    allow_state(actor, report, "close_report")
    if reason == CloseReason.OTHER and not note:
        raise broken_rule(SAY_WHY, "note_needed", "note")
    report.status, report.close_reason, report.close_note = ReportStatus.CLOSED, reason, note
    report.closed_at, report.closed_by_id = ledger_moment([]), actor.staff_id
    put(report, "status", "close_reason", "close_note", "closed_at", "closed_by")
    return report


@operation(may="report.work", audit="received_report.reopened")
def reopen_report(actor: Actor, report: ReceivedReport) -> ReceivedReport:
    """Work on a closed report again; how it was closed last still stands there."""
    allow_state(actor, report, "reopen_report")
    report.status = ReportStatus.OPENED
    report.taken_at, report.taken_by_id = None, None
    put(report, "status", "taken_at", "taken_by")
    return report
