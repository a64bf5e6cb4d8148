"""Addresses of exports in the API."""

from cases.core.addresses import list_url, record_url
from cases.exports import api

urlpatterns = [
    list_url("exports", api.Exports.as_view(), name="api_exports"),
    record_url("exports", api.ExportDetail.as_view(), name="api_export"),
    record_url("exports", api.ExportContent.as_view(), name="api_export_content", below="content"),
]
