"""Passing a report on: headquarters to a mission, and a mission back to headquarters."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Sentence, wrong_state
from cases.core.facts import ledger_moment
from cases.core.notices import notice_kind, tell, words_for
from cases.core.operations import operation
from cases.core.waiting import put
from cases.missions.models import Mission
from cases.missions.queries import headquarters_ids
from cases.reports.choices import ReportChannel, ReportStatus
from cases.reports.models import ReceivedReport
from cases.reports.possible import allow_state

HERE_ALREADY: Sentence = _("This report lies there already.")
AT_HEADQUARTERS: Sentence = _("This report lies at headquarters already.")

words_for("channel", lambda codes: {code: str(ReportChannel(code).label) for code in codes})
notice_kind(
    "report_passed",
    sentence=_("Headquarters passes you a report about people in need (%(channel)s)."),
    address=lambda reference, params: reverse("received_report", args=[params["report"]]),
    mailed=True,
)
notice_kind(
    "report_returned",
    sentence=_("%(mission)s gives back a report: it is not for that mission."),
    address=lambda reference, params: reverse("received_report", args=[params["report"]]),
)


@operation(may="report.pass", audit="received_report.passed")
def pass_report(actor: Actor, report: ReceivedReport, *, mission: Mission) -> ReceivedReport:
    """Give a report to the mission that works on it; it is unopened there, and told."""
    allow_state(actor, report, "pass_report")
    if report.mission_id == mission.pk and not report.at_headquarters:
        raise wrong_state(HERE_ALREADY, "lies_there_already")
    report.mission, report.at_headquarters = mission, False
    report.return_reason, report.returned_at = "", None
    unopen(report)
    put(report, "mission", "at_headquarters", "return_reason", "returned_at")
    tell(
        "report_passed",
        mission_id=mission.pk,
        audience="mission",
        params={"report": str(report.uuid), "channel": report.channel},
    )
    return report


@operation(may="report.work", audit="received_report.returned")
def return_report(actor: Actor, report: ReceivedReport, *, reason: str) -> ReceivedReport:
    """Give a report back to headquarters, with the reason; it is unopened there."""
    allow_state(actor, report, "return_report")
    if report.at_headquarters:
        raise wrong_state(AT_HEADQUARTERS, "lies_at_headquarters")
    report.at_headquarters, report.return_reason = True, reason
    report.returned_at = ledger_moment([])
    unopen(report)
    put(report, "at_headquarters", "return_reason", "returned_at")
    for mission_id in sorted(headquarters_ids()):
        tell(
            "report_returned",
            mission_id=mission_id,
            audience="mission",
            params={"mission": actor.mission_code, "report": str(report.uuid)},
        )
    return report


def unopen(report: ReceivedReport) -> None:
    """At the next desk nobody has opened it; who had before stands in the record."""
    report.status = ReportStatus.UNOPENED
    report.opened_at, report.opened_by_id = None, None
    report.taken_at, report.taken_by_id = None, None
    put(report, "status", "opened_at", "opened_by", "taken_at", "taken_by")
