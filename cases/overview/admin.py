"""Saved views of the work list in the admin."""

from cases.core.admin import ShownAdmin, show
from cases.core.roles import FILE
from cases.overview.models import SavedView


class SavedViewAdmin(ShownAdmin):
    """Whose views there are, and who sees them."""

    resource = "saved-views"
    sees = FILE
    list_display = ("name", "staff", "mission", "saved_at", "shared_at", "removed_at")
    list_select_related = ("staff", "mission")
    ordering = ("position", "id")
    exclude = ("version",)


show(SavedView, SavedViewAdmin)
