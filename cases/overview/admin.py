"""Saved views of the work list in the admin."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ShownAdmin, show
from cases.core.admin_site import acting
from cases.core.roles import FILE
from cases.overview.forms import WorklistFilters
from cases.overview.models import SavedView


class SavedViewAdmin(ShownAdmin):
    """Whose views there are, and who sees them."""

    resource = "saved-views"
    sees = FILE
    list_display = ("name", "staff", "mission", "saved_at", "shared_at", "removed_at")
    list_select_related = ("staff", "mission")
    ordering = ("position", "id")
    ordered_as = _("As their owners ordered them.")
    exclude = ("version",)
    says = {"asks": lambda row: row.asked()}

    def along(self, request: HttpRequest, rows: list[Any]) -> None:
        """Let each row say its filters as this reader sees what they name."""
        actor = acting(request)
        for row in rows:
            row.asked = lambda asks=row.asks: "\n".join(WorklistFilters(actor, asks).words())


show(SavedView, SavedViewAdmin)
