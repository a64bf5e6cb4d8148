"""Addresses of the caller's tokens in the API."""

from cases.core.addresses import list_url, record_url
from cases.exchange import api

urlpatterns = [
    list_url("tokens", api.TokenList.as_view(), name="api_tokens"),
    record_url("tokens", api.TokenDetail.as_view(), name="api_token"),
]
