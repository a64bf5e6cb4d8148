"""Addresses of the record in the API."""

from cases.core.addresses import list_url, record_url
from cases.record import api

urlpatterns = [
    list_url("record", api.EntryList.as_view(), name="api_record"),
    record_url("record", api.EntryDetail.as_view(), name="api_entry"),
]
