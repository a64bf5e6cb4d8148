"""Reading reports that came in."""

from typing import Any

from django.db.models import Q

from cases.core.api import RowsView, RowView
from cases.core.listing import choice_filter, flag_filter, row_filter
from cases.core.offered import actions_on
from cases.core.roles import FILE
from cases.missions.models import Mission
from cases.reports.choices import ReportChannel, ReportStatus
from cases.reports.models import ReceivedReport
from cases.reports.queries import links_of
from cases.reports.repeated import repeated
from cases.reports.serializers import REPORT, REPORT_ROW


class ReceivedReportList(RowsView):
    """Reports that came in about people, the oldest first: the envelope, never the text."""

    sees = FILE
    model = ReceivedReport
    shape = REPORT_ROW
    order = ("received_at", "uuid")
    disclosed = ("received_report.listed", "list_received_reports")
    filters = (
        choice_filter("status", "status", ReportStatus, "How far the work on it is."),
        choice_filter("channel", "channel", ReportChannel, "By which way it came in."),
        flag_filter(
            "at_headquarters", Q(at_headquarters=True), "Whether headquarters has to pass it on."
        ),
        row_filter("mission", "mission", Mission, "code", "Code of the mission that has it."),
    )


class ReceivedReportDetail(RowView):
    """One report, with the cases it is linked to and what the caller may do on it."""

    sees = FILE
    resource = "received-reports"
    shape = REPORT
    disclosed = ("received_report.shown", "show_received_report")

    def more(self, row: Any) -> dict[str, Any]:
        """Return every operation the caller has a right to, the cases, and what says the same."""
        others = repeated(self.actor, row) if row.is_opened else []
        return {
            "actions": actions_on(self.actor, self.resource, str(row.uuid), row),
            "cases": [link.case.reference for link in links_of(self.actor, row)],
            "repeats": [
                {"report": str(item.report.uuid), "reasons": list(item.reasons)} for item in others
            ],
        }
