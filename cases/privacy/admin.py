"""What people asked about their data in the admin: reports, of which never what they say."""

from cases.core.admin import ShownAdmin, show
from cases.core.roles import FILE
from cases.privacy.models import PersonReport, RightsRequest
from cases.templatetags.moments import day_words


class PersonReportAdmin(ShownAdmin):
    """Who asked for a report on whom, and why."""

    sees = FILE
    disclosed = ("citizen.shown", "show_citizen")
    list_display = ("citizen", "mission", "reason", "asked_on", "recorded_at", "recorded_by")
    list_filter = ("reason", "language")
    list_select_related = ("citizen", "mission", "recorded_by")
    ordering = ("-id",)


class RightsRequestAdmin(ShownAdmin):
    """What was asked, until when, and how it stands."""

    resource = "rights-requests"
    sees = FILE
    disclosed = ("rights_request.shown", "show_rights_request")
    list_display = ("citizen", "mission", "kind", "received_on", "due_at", "status")
    list_filter = ("status", "kind", "asked_by")
    list_select_related = ("citizen", "mission")
    ordering = ("-id",)
    exclude = ("version",)
    says = {"due_at": lambda row: day_words(row.last_day)}


show(PersonReport, PersonReportAdmin)
show(RightsRequest, RightsRequestAdmin)
