"""Exports in the admin: who took what along and why, with the acts as buttons; never the file."""

from django.utils import timezone

from cases.core.admin import ShownAdmin, show
from cases.core.roles import PUBLISHED
from cases.exports.models import Export
from cases.exports.pages.words import filter_words


class ExportAdmin(ShownAdmin):
    """What was asked for, how many rows, how far."""

    sees = PUBLISHED
    resource = "exports"
    disclosed = ("export.shown", "show_export")
    list_display = (
        *("kind", "format", "mission", "asked_by", "asked_at", "purpose", "counted", "rows"),
        *("state", "decided_by"),
    )
    list_filter = ("state", "kind", "purpose")
    list_select_related = ("mission", "asked_by", "decided_by")
    says = {"asks": lambda row: "\n".join(filter_words(row, str(timezone.get_current_timezone())))}
    ordering = ("-id",)
    exclude = ("version", "stored", "round")


show(Export, ExportAdmin)
