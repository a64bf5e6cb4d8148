"""What may be done on a report now, and why not."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence, wrong_state
from cases.core.guards import Hindrance, guard, nothing_hinders, ruled_out
from cases.reports.choices import ReportStatus
from cases.reports.models import ReceivedReport
from cases.reports.states import allows

NOT_OPENED: Final[Sentence] = _("Open the report first: nobody has read it yet.")
WITH_OTHER: Final[Sentence] = _(
    "Somebody else is working on this report. Ask them, or put it back first."
)
TAKEN_ALREADY: Final[Sentence] = _("Somebody is working on this report already.")
NOT_NOW: Final[Mapping[str, Sentence]] = {
    ReportStatus.LINKED: _("This report is linked to a case already."),
    ReportStatus.CLOSED: _("This report is closed. Open it again first."),
    ReportStatus.JOINED: _("This report is joined to an earlier one. Separate it first."),
}
NOTHING_TO_UNDO: Final[Sentence] = _("There is nothing here to take back.")
LIES_ELSEWHERE: Final[Sentence] = _(
    "This report was given back to headquarters, which passes it on."
)
OF_WHO_HAS_IT: Final = frozenset({"join_report", "close_report", "register_reported"})
UNDOING: Final = frozenset({"put_back_report", "unlink_report", "separate_report", "reopen_report"})


@guard(ReceivedReport)
def guard_report(actor: Actor, report: ReceivedReport) -> Hindrance:
    """A mission may read what it gave back, and nothing else."""
    if actor.is_headquarters or not report.at_headquarters:
        return nothing_hinders
    return lambda name: (
        None
        if name == "open_report" and report.is_opened
        else Refused(LIES_ELSEWHERE, "lies_at_headquarters", 403)
    )


@ruled_out(ReceivedReport)
def state_of_report(actor: Actor, report: ReceivedReport) -> Hindrance:
    """What the state table does not have, and what another officer is at."""
    return lambda name: refusal_of(actor, report, name)


def refusal_of(actor: Actor, report: ReceivedReport, operation: str) -> Refused | None:
    """Return the 409 that the state of a report gives an operation, None where it allows it."""
    status = ReportStatus(report.status)
    if not allows(status, operation):
        return not_in(status, operation)
    is_of_other = status == ReportStatus.TAKEN and report.taken_by_id != actor.staff_id
    if is_of_other and operation in OF_WHO_HAS_IT:
        return wrong_state(WITH_OTHER, "with_another_officer")
    return None


def not_in(status: ReportStatus, operation: str) -> Refused:
    """409: why the state table has no such act."""
    if operation == "take_report" and status == ReportStatus.TAKEN:
        return wrong_state(TAKEN_ALREADY, "taken_already")
    if operation in UNDOING:
        return wrong_state(NOTHING_TO_UNDO, "nothing_to_undo")
    if status == ReportStatus.UNOPENED:
        return wrong_state(NOT_OPENED, "not_opened")
    return wrong_state(NOT_NOW[status], f"report_{status.value}")


def allow_state(actor: Actor, report: ReceivedReport, operation: str) -> None:
    """Raise 409 unless the state of a report lets an operation happen."""
    refusal = refusal_of(actor, report, operation)
    if refusal is not None:
        raise refusal
