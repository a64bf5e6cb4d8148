"""Addresses of the configuration in the API."""

from django.urls import path

from cases.configuration import api
from cases.core.addresses import list_url, record_url

LOADS = "configuration-loads"

urlpatterns = [
    path("configuration/", api.ConfigurationView.as_view(), name="api_configuration"),
    path("configuration/compare/", api.CompareSet.as_view(), name="api_configuration_compare"),
    list_url(LOADS, api.ConfigurationLoads.as_view(), name="api_configuration_loads"),
    record_url(LOADS, api.ConfigurationLoadDetail.as_view(), name="api_configuration_load"),
]
