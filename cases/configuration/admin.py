"""Loads of a configuration in the admin: what was brought, who decided, the acts as buttons."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.configuration import dashboard
from cases.configuration.models import READ, ConfigurationLoad
from cases.core import present
from cases.core.admin import ShownAdmin, show
from cases.core.admin_filters import ChosenFilter
from cases.core.admin_site import acting
from cases.core.roles import REFERENCE

__all__ = ["dashboard"]


class TroubleFilter(ChosenFilter):
    """What somebody has to see to."""

    title = _("To see to")
    parameter_name = "trouble"
    values = (("stopped", _("Stopped in the last 7 days")),)

    def narrowed(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Narrow to the loads that changed nothing."""
        loads: Any = queryset
        stopped: QuerySet[Any] = loads.stopped_lately(present.now())
        return stopped


class ConfigurationLoadAdmin(ShownAdmin):
    """What was brought, how many entries it writes, how far it has come."""

    sees = REFERENCE
    resource = "configuration-loads"
    list_display = (
        *("name", "words", "brought_by", "brought_at", "writes", "files_differ"),
        *("state", "stopped_because", "decided_by", "decided_at"),
    )
    list_filter = (TroubleFilter, "state")
    list_select_related = ("brought_by", "decided_by")
    ordering = ("-id",)
    exclude = ("version", "stored", "round", "difference", "problems")

    def has_view_permission(
        self, request: HttpRequest, obj: ConfigurationLoad | None = None
    ) -> bool:
        """Whoever reads how this installation is set up."""
        return super().has_view_permission(request, obj) and acting(request).may(READ)


show(ConfigurationLoad, ConfigurationLoadAdmin)
