"""Briefings in the admin: read-only, the acts as buttons; their sheets without the files."""

from typing import Any

from django.http import HttpRequest

from cases.briefings.models import Briefing, BriefingSheet
from cases.briefings.policies import why_not
from cases.core.admin import ShownAdmin, show
from cases.core.admin_site import acting
from cases.core.roles import PUBLISHED


class BriefingAdmin(ShownAdmin):
    """Briefings; what their state forbids has no button."""

    resource = "briefings"
    list_display = ("number", "kind", "incident", "as_of", "state", "drafted_by", "approved_by")
    list_filter = ("kind", "state", "year")
    list_select_related = ("incident", "drafted_by", "approved_by")
    ordering = ("-id",)
    exclude = ("version", "words", "values")

    def buttons(self, request: HttpRequest, row: Any) -> list[dict[str, Any]]:
        """Return the buttons of what can be done now."""
        actor = acting(request)
        declared = self.declared(request, creation=False)
        return [
            button
            for button, item in zip(super().buttons(request, row), declared, strict=True)
            if not why_not(actor, row, item.name)[1]
        ]


class BriefingSheetAdmin(ShownAdmin):
    """What was approved, in each language."""

    sees = PUBLISHED
    list_display = ("number", "language", "kind", "as_of", "published_at", "withdrawn_at")
    list_filter = ("kind", "language")
    ordering = ("-id",)
    exclude = ("pdf", "pdf_text", "content")


show(Briefing, BriefingAdmin)
show(BriefingSheet, BriefingSheetAdmin)
