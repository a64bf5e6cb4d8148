"""Addresses of the points of a person’s way in the API."""

from cases.core.addresses import record_url
from cases.crossings import api

urlpatterns = [
    record_url("citizens", api.CrossingList.as_view(), name="api_crossings", below="crossings"),
    record_url("citizens", api.StayList.as_view(), name="api_stays", below="stays"),
]
