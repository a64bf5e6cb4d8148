"""Addresses of the caller's tokens in the API."""

from cases.core.addresses import list_url, record_url
from cases.exchange import api, api_problems

urlpatterns = [
    list_url("problems", api_problems.ProblemList.as_view(), name="api_problems"),
    list_url("tokens", api.TokenList.as_view(), name="api_tokens"),
    record_url("tokens", api.TokenDetail.as_view(), name="api_token"),
]
