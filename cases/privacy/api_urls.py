"""Addresses of accesses in the API."""

from cases.core.addresses import record_url
from cases.privacy import api

urlpatterns = [
    record_url("citizens", api.AccessList.as_view(), name="api_accesses", below="accesses"),
]
