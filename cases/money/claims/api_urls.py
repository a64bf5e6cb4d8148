"""Addresses of claims in the API."""

from cases.core.addresses import list_url, record_url
from cases.money.claims import api

urlpatterns = [
    list_url("claims", api.ClaimList.as_view(), name="api_claims"),
    record_url("claims", api.ClaimDetail.as_view(), name="api_claim"),
    list_url("claim-lines", api.ClaimLineList.as_view(), name="api_claim_lines"),
    list_url("claim-payments", api.ClaimPaymentList.as_view(), name="api_claim_payments"),
]
