"""Django's admin as a dashboard: it shows, scoped to the actor, and acts by operations only."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.core.web import actor_of


class HouseAdminSite(AdminSite):
    """Open to staff with a posting in force; the rows are those of their mission."""

    site_title = _("Dashboard")
    site_header = _("Dashboard")
    index_title = _("Register")
    enable_nav_sidebar = False
    empty_value_display = "–"

    def has_permission(self, request: HttpRequest) -> bool:
        """Return whether the admin opens at all."""
        return bool(request.user.is_active and actor_of(request) is not None)

    def login(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Use the one login page of the app."""
        return redirect_to_login(request.GET.get("next") or request.get_full_path(), "/login/")
