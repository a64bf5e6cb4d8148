"""Addresses of movements in the API."""

from cases.core.addresses import list_url, record_url
from cases.movements import api

urlpatterns = [
    list_url("movements", api.MovementList.as_view(), name="api_movements"),
    record_url("movements", api.MovementDetail.as_view(), name="api_movement"),
    list_url("legs", api.LegList.as_view(), name="api_legs"),
    list_url("passengers", api.PassengerList.as_view(), name="api_passengers"),
    list_url("manifests", api.ManifestList.as_view(), name="api_manifests"),
    record_url("manifests", api.ManifestDetail.as_view(), name="api_manifest"),
]
