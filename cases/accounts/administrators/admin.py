"""Changes to administrators in the admin: what waits, who asked, with the acts as buttons."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.accounts.administrators.policies import RESOURCE
from cases.accounts.administrators.queries import by_clock
from cases.accounts.models import ADMINISTER
from cases.core.admin import ShownAdmin, show
from cases.core.admin_filters import ChosenFilter
from cases.core.admin_site import acting
from cases.core.admin_words import of_the_machine
from cases.missions.choices import AdministratorChangeState
from cases.missions.models import AdministratorChange


class StateFilter(ChosenFilter):
    """The state as it is by the clock."""

    title = _("State")
    parameter_name = "state"
    values = tuple(AdministratorChangeState.choices)

    def narrowed(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Narrow to the state."""
        return by_clock(queryset, value, timezone.now())


class AdministratorChangeAdmin(ShownAdmin):
    """What one administrator asked to do to another's account, and who agreed."""

    resource = RESOURCE
    list_display = ("act", "staff", "asked_by", "asked_at", "expires_at", "state", "decided_by")
    list_filter = (StateFilter, "act")
    list_select_related = ("staff", "asked_by", "decided_by", "mission")
    ordering = ("-asked_at", "-id")
    says = of_the_machine("asked_at", "expires_at", "decided_at", "done_at")
    exclude = ("version", "deciders", "as_asked")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who gives accounts alone."""
        return acting(request).may(ADMINISTER)


show(AdministratorChange, AdministratorChangeAdmin)
