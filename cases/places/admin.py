"""Places in the admin; changed by operations."""

from django.utils.translation import gettext_lazy as _

from cases.core.admin import ShownAdmin, show
from cases.core.roles import REFERENCE
from cases.places.models import Place, Province


class PlaceAdmin(ShownAdmin):
    """Places with accuracy and source."""

    sees = REFERENCE
    resource = "places"
    exclude = ("version",)
    list_display = ("name", "kind", "country", "accuracy_m", "verified")
    list_filter = ("country", "kind", "verified")
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
