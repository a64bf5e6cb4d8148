"""Loads of a configuration in the admin: what was brought, who decided, the acts as buttons."""

from django.http import HttpRequest

from cases.configuration.models import READ, ConfigurationLoad
from cases.core.admin import ShownAdmin, show
from cases.core.admin_site import acting
from cases.core.roles import REFERENCE


class ConfigurationLoadAdmin(ShownAdmin):
    """What was brought, how many entries it writes, how far it has come."""

    sees = REFERENCE
    resource = "configuration-loads"
    list_display = (
        *("name", "words", "brought_by", "brought_at", "writes", "files_differ"),
        *("state", "decided_by", "decided_at"),
    )
    list_filter = ("state",)
    list_select_related = ("brought_by", "decided_by")
    ordering = ("-id",)
    exclude = ("version", "stored", "round", "difference", "problems")

    def has_view_permission(
        self, request: HttpRequest, obj: ConfigurationLoad | None = None
    ) -> bool:
        """Whoever reads how this installation is set up."""
        return super().has_view_permission(request, obj) and acting(request).may(READ)


show(ConfigurationLoad, ConfigurationLoadAdmin)
