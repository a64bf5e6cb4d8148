"""Sessions in the admin, for who gives accounts: from where, since when, never what they hold."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.accounts.models import ADMINISTER, StaffSession
from cases.accounts.pages.sessions import agent_words
from cases.accounts.queries import still_open
from cases.core.admin import ShownAdmin, show
from cases.core.admin_site import acting
from cases.core.admin_words import of_the_machine


class OpenFilter(admin.SimpleListFilter):
    """Whether a session is still open."""

    title = _("State")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Open, or over."""
        return [("open", _("Open")), ("over", _("Over"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow to the chosen ones; any other value narrows to nothing."""
        if not self.value():
            return queryset
        if self.value() not in {"open", "over"}:
            return queryset.none()
        return still_open(queryset, is_wanted=self.value() == "open")


class StaffSessionAdmin(ShownAdmin):
    """Who is logged in from where; a session in wrong hands is ended here."""

    resource = "sessions"
    list_display = ("staff", "shown_browser", "address", "started_at", "seen_at", "ended_at")
    list_filter = (OpenFilter,)
    list_select_related = ("staff",)
    fields = (*list_display, "expire_date")
    exclude = ("session_key",)
    readonly_fields = fields
    ordering = ("-started_at",)
    says = of_the_machine("started_at", "seen_at", "ended_at", "expire_date")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who gives accounts alone."""
        return acting(request).may(ADMINISTER)

    def name_of(self, row: StaffSession) -> str:
        return f"{row.staff} · {agent_words(row.agent)}"

    @admin.display(description=_("Browser"))
    def shown_browser(self, row: StaffSession) -> str:
        """As the browser says itself."""
        return agent_words(row.agent)


show(StaffSession, StaffSessionAdmin)
