"""Addresses of handovers in the API."""

from cases.core.addresses import list_url, record_url
from cases.movements.handover import api

urlpatterns = [
    list_url("handovers", api.HandoverList.as_view(), name="api_handovers"),
    record_url("handovers", api.HandoverDetail.as_view(), name="api_handover"),
    list_url("handover-lines", api.HandoverLineList.as_view(), name="api_handover_lines"),
    list_url("handover-health", api.HandoverHealthList.as_view(), name="api_handover_health"),
]
