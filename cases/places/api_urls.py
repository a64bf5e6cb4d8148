"""Addresses of places and provinces in the API."""

from cases.core.addresses import list_url, record_url
from cases.places import api

urlpatterns = [
    list_url("provinces", api.ProvinceList.as_view(), name="api_provinces"),
    record_url("provinces", api.ProvinceDetail.as_view(), name="api_province"),
    list_url("places", api.PlaceList.as_view(), name="api_places"),
    record_url("places", api.PlaceDetail.as_view(), name="api_place"),
    record_url(
        "provinces", api.ProvinceHistory.as_view(), name="api_province_history", below="history"
    ),
    record_url("places", api.PlaceHistory.as_view(), name="api_place_history", below="history"),
]
