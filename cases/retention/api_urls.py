"""Addresses of retention in the API."""

from cases.core.addresses import list_url, record_url
from cases.retention import api

urlpatterns = [
    list_url("retention-runs", api.RunList.as_view(), name="api_retention_runs"),
    record_url("retention-runs", api.RunDetail.as_view(), name="api_retention_run"),
    record_url("retention-runs", api.ItemList.as_view(), name="api_retention_items", below="items"),
    list_url("legal-holds", api.HoldList.as_view(), name="api_legal_holds"),
    list_url("anonymisations", api.AskedList.as_view(), name="api_anonymisations"),
]
