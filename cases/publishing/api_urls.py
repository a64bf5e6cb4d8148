"""Addresses of computed figures in the API."""

from cases.core.addresses import record_url
from cases.publishing import api

urlpatterns = [
    record_url("incidents", api.IncidentTotals.as_view(), name="api_totals", below="totals"),
]
