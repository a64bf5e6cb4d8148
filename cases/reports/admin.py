"""Reports that came in, in the admin: read-only, the acts as buttons; never what they say."""

from cases.core.admin import ShownAdmin, show
from cases.core.roles import FILE
from cases.reports.models import ReceivedReport, ReportLink


class ReceivedReportAdmin(ShownAdmin):
    """The envelope and how far the work is; the words stand on the page, once it is opened."""

    resource = "received-reports"
    sees = FILE
    disclosed = ("received_report.shown", "show_received_report")
    list_display = ("channel", "sender", "mission", "received_at", "status", "taken_by")
    list_filter = ("status", "channel", "sender", "at_headquarters")
    list_select_related = ("mission", "taken_by")
    ordering = ("-id",)
    exclude = ("version", "text", "people", "find_text", "text_key", "phone_key", "email_key")


class ReportLinkAdmin(ShownAdmin):
    """Which report is about which case, and whether that was taken back."""

    sees = FILE
    disclosed = ("received_report.shown", "show_received_report")
    list_display = ("case", "channel", "mission", "received_at", "recorded_at", "undone_at")
    list_filter = ("channel",)
    list_select_related = ("case__citizen", "mission")
    ordering = ("-id",)
    exclude = ("report",)


show(ReceivedReport, ReceivedReportAdmin)
show(ReportLink, ReportLinkAdmin)
