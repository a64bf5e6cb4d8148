"""Places in the admin; changed by operations."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ShownAdmin, show
from cases.core.admin_filters import ChosenFilter
from cases.core.admin_site import acting
from cases.core.roles import REFERENCE
from cases.places.models import Place, Province


class UseFilter(ChosenFilter):
    """Whether anything names a place; for who sees all that could."""

    title = _("Use")
    parameter_name = "use"
    values = (("named", _("Named by a crossing, a stay or a reported figure")),)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """None for who would see but a part of it."""
        return super().lookups(request, model_admin) if acting(request).sees_all else []

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow to the places that are named in the reader's sight."""
        places: Any = super().queryset(request, queryset)
        chosen: QuerySet[Any] = (
            places.in_use(acting(request)) if self.value() == "named" else places
        )
        return chosen

    def narrowed(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Leave it to the above, which knows whose sight it is."""
        return queryset


class PlaceAdmin(ShownAdmin):
    """Places with accuracy and source."""

    sees = REFERENCE
    resource = "places"
    exclude = ("version",)
    list_display = ("name", "kind", "country", "accuracy_m", "verified")
    list_filter = ("country", "kind", "verified", UseFilter)
    search_fields = ("name", "name_vi", "name_fr", "name_local", "code")
    search_help_text = _("Finds a part of a name, in any of its languages, or of the code.")


class ProvinceAdmin(ShownAdmin):
    """Provinces, old and new."""

    sees = REFERENCE
    resource = "provinces"
    exclude = ("version",)
    list_display = ("code", "name", "generation", "successor")
    list_filter = ("generation",)
    list_select_related = ("successor",)
    search_fields = ("name", "code")
    search_help_text = _("Finds a part of the name or of the code.")


show(Place, PlaceAdmin)
show(Province, ProvinceAdmin)
