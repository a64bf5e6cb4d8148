"""Narrowing a list of the admin to one mission: for headquarters, which sees them all."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.core.admin_filters import ChosenFilter
from cases.core.admin_site import acting
from cases.missions.queries import missions_by_code


class MissionFilter(ChosenFilter):
    """A mission by its code; whose cases there are is no matter of other missions."""

    title = _("mission")
    parameter_name = "mission"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """All missions, by what they are called."""
        return [(row.code, str(row)) for row in missions_by_code()]

    def narrowed(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Narrow to the rows that are that mission's."""
        return queryset.filter(mission_id=missions_by_code().filter(code=value).values("pk")[:1])


def for_headquarters(
    request: HttpRequest, filters: Any, filter_: type[MissionFilter] = MissionFilter
) -> list[Any]:
    """Return the filters of a list, with that of missions for who sees them all."""
    return [*filters, filter_] if acting(request).sees_all else [*filters]
