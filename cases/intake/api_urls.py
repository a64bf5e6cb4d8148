"""Addresses of drafts in the API."""

from cases.core.addresses import list_url, record_url
from cases.intake import api

urlpatterns = [
    list_url("drafts", api.DraftList.as_view(), name="api_drafts"),
    record_url("drafts", api.DraftDetail.as_view(), name="api_draft"),
]
