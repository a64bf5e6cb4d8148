"""Django's admin as a dashboard: it shows, scoped to the actor, and acts by operations only."""

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from cases.core.errors import no_posting, not_found
from cases.core.web import actor_of


class HouseAdminSite(AdminSite):
    """Open to staff with a posting in force; the rows are those of their mission."""

    site_title = _("Dashboard")
    site_header = _("Dashboard")
    index_title = _("Register")
    enable_nav_sidebar = False
    empty_value_display = "–"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take our own tables only: groups of the framework would look like rights and are none."""
        is_one = isinstance(model_or_iterable, type)
        models: list[Any] = [model_or_iterable] if is_one else list(model_or_iterable)
        own = [model for model in models if model._meta.app_label == "cases"]
        super().register(own, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Return whether the admin opens at all."""
        return bool(request.user.is_active and actor_of(request) is not None)

    def index(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Show the dashboard; the figures come from the feature named in the settings."""
        dashboard = import_string(settings.DASHBOARD)
        return super().index(request, {**dashboard(actor_of(request)), **(extra_context or {})})

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Passwords are not changed here: nothing is written outside an operation."""
        raise not_found()

    def login(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Use the one login page of the app."""
        if actor_of(request) is not None:
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise no_posting()
        return redirect_to_login(request.GET.get("next") or request.get_full_path(), "/login/")
