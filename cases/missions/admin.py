"""Missions, calendars, bodies, staff and postings in the admin; changed by operations."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.admin import ShownAdmin, show
from cases.core.admin_filters import ChosenFilter
from cases.core.admin_site import acting
from cases.core.admin_words import of_the_machine
from cases.core.registry import Declared
from cases.core.roles import REFERENCE
from cases.missions.models import (
    Authority,
    CountryDay,
    Mission,
    OfficeClosure,
    OfficeContact,
    Posting,
    Staff,
)
from cases.missions.models.staff import SILENT_AFTER

ON_OWN_ACCOUNT = frozenset({"account.own", "notice.read"})


@admin.display(description=_("How it can be reached"))
def reached_by(row: Any) -> str:
    """Return how an office can be reached today, a line each; those that are over are left out."""
    today = present.today("UTC")
    return "\n".join(str(contact) for contact in row.contacts.all() if not contact.is_over(today))


def calendar_links(actor: Actor, code: str) -> list[dict[str, Any]]:
    """Return the button to the calendar of a mission, for whoever keeps it."""
    is_kept = actor.is_headquarters or actor.mission_code == code
    if not (is_kept and actor.may("calendar.keep")):
        return []
    label = _("Enter or withdraw entries in the calendar")
    url = f"{reverse('calendar')}?{urlencode({'mission': code})}"
    return [{"label": label, "url": url, "why_not": ""}]


class MissionAdmin(ShownAdmin):
    """Missions."""

    sees = REFERENCE
    resource = "missions"
    exclude = ("version",)
    reached = staticmethod(reached_by)
    readonly_fields = ("reached",)
    list_display = ("code", "name", "kind", "country", "zone", "verified")
    list_filter = ("kind", "country")
    search_fields = ("name", "name_vi", "name_fr", "code")
    search_help_text = _("Finds a part of a name, in any of its languages, or of the code.")


class OfficeClosureAdmin(ShownAdmin):
    """Entries in office calendars; entered and withdrawn on the mission."""

    sees = REFERENCE
    list_display = ("mission", "starts_on", "ends_on", "kind", "reason", "withdrawn_at")
    list_filter = ("kind", "mission")
    list_select_related = ("mission",)
    search_fields = ("reason",)
    search_help_text = _("Finds a part of the reason.")

    def buttons(self, request: HttpRequest, row: Any) -> list[dict[str, Any]]:
        """Lead to the calendar of the mission, where its entries are made and withdrawn."""
        return calendar_links(acting(request), row.mission.code)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the calendar of the reader's mission; headquarters chooses there."""
        actor = acting(request)
        shown = {"operations": calendar_links(actor, actor.mission_code)}
        return super().changelist_view(request, shown | (extra_context or {}))


class OfficeContactAdmin(ShownAdmin):
    """How offices are reached."""

    sees = REFERENCE
    resource = "office-contacts"
    exclude = ("version",)
    list_display = ("desk", "mission", "authority", "way", "value", "hours", "valid_until")
    list_filter = ("way", "verified", "mission")
    list_select_related = ("mission", "authority")
    search_fields = ("desk", "code", "authority__name")
    search_help_text = _("Finds a part of the desk, of the code or of the body’s name.")


class CountryDayAdmin(ShownAdmin):
    """Days off, and days worked, of whole countries."""

    sees = REFERENCE
    resource = "country-days"
    exclude = ("version",)
    list_display = (
        "name",
        "country",
        "starts_on",
        "ends_on",
        "kind",
        "verified",
        "withdraw_reason",
    )
    list_filter = ("country", "kind", "verified")
    search_fields = ("name", "name_vi", "name_fr", "code")
    search_help_text = _("Finds a part of a name, in any of its languages, or of the code.")


class AuthorityAdmin(ShownAdmin):
    """Counterpart bodies."""

    sees = REFERENCE
    resource = "authorities"
    exclude = ("version",)
    reached = staticmethod(reached_by)
    readonly_fields = ("reached",)
    list_display = ("name", "kind", "country", "verified")
    list_filter = ("kind", "country")
    search_fields = ("name", "name_vi", "name_fr", "code")
    search_help_text = _("Finds a part of a name, in any of its languages, or of the code.")


class LoginFilter(ChosenFilter):
    """Open accounts that nobody uses."""

    title = _("Last login")
    parameter_name = "login"
    values = (("never", _("Never")), ("silent", _("More than 90 days ago")))

    def narrowed(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Narrow to the open accounts of which it is true."""
        staff: Any = queryset
        silent = staff.silent_since(timezone.now() - SILENT_AFTER)
        found: QuerySet[Any] = staff.never_in() if value == "never" else silent
        return found


class StaffAdmin(ShownAdmin):
    """Staff; the password digest is never shown."""

    sees = REFERENCE
    resource = "staff"
    list_display = ("username", "full_name", "language", "is_active", "last_login")
    list_filter = (LoginFilter, "is_active")
    exclude = ("password",)
    says = of_the_machine("last_login")
    search_fields = ("username", "full_name")
    search_help_text = _("Finds a part of the user name or of the full name.")

    def declared(self, request: HttpRequest, *, creation: bool) -> list[Declared]:
        """Leave out what everybody does on the own account, on a page of its own."""
        rows = super().declared(request, creation=creation)
        return [row for row in rows if row.operation.may not in ON_OWN_ACCOUNT]


class PostingAdmin(ShownAdmin):
    """Postings."""

    sees = REFERENCE
    resource = "postings"
    list_display = ("staff", "mission", "role", "starts_on", "ends_on")
    list_filter = ("role",)
    list_select_related = ("staff", "mission")


show(Mission, MissionAdmin)
show(OfficeClosure, OfficeClosureAdmin)
show(OfficeContact, OfficeContactAdmin)
show(CountryDay, CountryDayAdmin)
show(Authority, AuthorityAdmin)
show(Staff, StaffAdmin)
show(Posting, PostingAdmin)
