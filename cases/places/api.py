"""Reading places and provinces."""

from cases.core.api import RowsView, RowView
from cases.core.api_history import RowHistoryView
from cases.core.listing import choice_filter
from cases.core.offered import offering
from cases.core.roles import REFERENCE
from cases.places.choices import Country, Generation, PlaceKind
from cases.places.models import Place, Province
from cases.places.serializers import PLACE, PROVINCE


class ProvinceList(RowsView):
    """Provinces of Viet Nam, before and after the merger of 1 July 2025, by code."""

    sees = REFERENCE
    model = Province
    shape = PROVINCE
    order = ("code",)
    filters = (
        choice_filter("generation", "generation", Generation, "Before or after the merger."),
    )


class ProvinceDetail(RowView):
    """One province."""

    sees = REFERENCE
    resource = "provinces"
    shape = offering(PROVINCE)


class PlaceList(RowsView):
    """Places where people cross, are held, housed or treated, by code."""

    sees = REFERENCE
    model = Place
    shape = PLACE
    order = ("code",)
    filters = (
        choice_filter("country", "country", Country, "In which country."),
        choice_filter("kind", "kind", PlaceKind, "Kind of place."),
    )


class PlaceDetail(RowView):
    """One place."""

    sees = REFERENCE
    resource = "places"
    shape = offering(PLACE)


class ProvinceHistory(RowHistoryView):
    """What was changed in a province, newest first."""

    resource = "provinces"


class PlaceHistory(RowHistoryView):
    """What was changed in a place, newest first."""

    resource = "places"
