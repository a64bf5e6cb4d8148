"""Reports to persons in the admin: that they were asked for, and why; never what they say."""

from cases.core.admin import ShownAdmin, show
from cases.core.roles import FILE
from cases.privacy.models import PersonReport


class PersonReportAdmin(ShownAdmin):
    """Who asked for a report on whom, and why."""

    sees = FILE
    disclosed = ("citizen.shown", "show_citizen")
    list_display = ("citizen", "mission", "reason", "asked_on", "recorded_at", "recorded_by")
    list_filter = ("reason", "language")
    list_select_related = ("citizen", "mission", "recorded_by")
    ordering = ("-id",)


show(PersonReport, PersonReportAdmin)
