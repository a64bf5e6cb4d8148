"""Addresses of head counts in the API."""

from cases.core.addresses import list_url, record_url
from cases.movements.musters import api

urlpatterns = [
    list_url("musters", api.MusterList.as_view(), name="api_musters"),
    record_url("musters", api.MusterDetail.as_view(), name="api_muster"),
    list_url("muster-marks", api.MusterMarkList.as_view(), name="api_muster_marks"),
    list_url("muster-strangers", api.MusterStrangerList.as_view(), name="api_muster_strangers"),
    record_url("muster-strangers", api.MusterStrangerDetail.as_view(), name="api_muster_stranger"),
]
