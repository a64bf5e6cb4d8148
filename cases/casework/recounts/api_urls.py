"""Addresses of recounts in the API."""

from cases.casework.recounts import api
from cases.core.addresses import list_url, record_url

urlpatterns = [
    list_url("recounts", api.RecountList.as_view(), name="api_recounts"),
    record_url("recounts", api.RecountDetail.as_view(), name="api_recount"),
    record_url(
        "recounts", api.RecountedClockList.as_view(), name="api_recounted_clocks", below="clocks"
    ),
]
