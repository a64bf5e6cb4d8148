"""Addresses of citizens in the API."""

from django.urls import path

from cases.citizens import api, api_codes, api_search
from cases.core.addresses import list_url, record_url

urlpatterns = [
    path("citizens/search/", api_search.CitizenSearch.as_view(), name="api_citizen_search"),
    list_url("citizens", api.CitizenList.as_view(), name="api_citizens"),
    record_url("citizens", api.CitizenDetail.as_view(), name="api_citizen"),
    list_url("documents", api_codes.ReadCode.as_view(), name="api_read_code", below="read-code"),
]
