"""Places in the admin; changed by operations."""

from cases.core.admin import ShownAdmin, show
from cases.places.models import Place, Province


class PlaceAdmin(ShownAdmin):
    """Places with accuracy and source."""

    resource = "places"
    list_display = ("name", "kind", "country", "accuracy_m", "verified")
    list_filter = ("country", "kind", "verified")
    search_fields = ("name", "name_vi", "name_local", "code")


class ProvinceAdmin(ShownAdmin):
    """Provinces, old and new."""

    resource = "provinces"
    list_display = ("code", "name", "generation", "successor")
    list_filter = ("generation",)
    list_select_related = ("successor",)
    search_fields = ("name", "code")


show(Place, PlaceAdmin)
show(Province, ProvinceAdmin)
