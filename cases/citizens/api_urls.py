"""Addresses of citizens in the API."""

from cases.citizens import api
from cases.core.addresses import list_url, record_url

urlpatterns = [
    list_url("citizens", api.CitizenList.as_view(), name="api_citizens"),
    record_url("citizens", api.CitizenDetail.as_view(), name="api_citizen"),
]
