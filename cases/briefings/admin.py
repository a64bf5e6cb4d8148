"""Briefings in the admin: read-only, the acts as buttons; their sheets without the files."""

from cases.briefings.models import Briefing, BriefingSheet
from cases.core.admin import ShownAdmin, show
from cases.core.roles import PUBLISHED


class BriefingAdmin(ShownAdmin):
    """Briefings; what their state forbids has no button."""

    resource = "briefings"
    list_display = (
        *("number", "kind", "incident", "as_of", "known_at", "state"),
        *("drafted_by", "approved_by"),
    )
    list_filter = ("kind", "state", "year")
    list_select_related = ("incident", "drafted_by", "approved_by")
    ordering = ("-id",)
    exclude = ("version", "words", "positions", "values", "writers")


class BriefingSheetAdmin(ShownAdmin):
    """What was approved, in each language."""

    sees = PUBLISHED
    list_display = ("number", "language", "kind", "as_of", "published_at", "withdrawn_at")
    list_filter = ("kind", "language")
    ordering = ("-id",)
    exclude = ("pdf", "pdf_text", "content")


show(Briefing, BriefingAdmin)
show(BriefingSheet, BriefingSheetAdmin)
