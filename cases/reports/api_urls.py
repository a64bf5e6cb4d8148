"""Addresses of reports that came in, in the API."""

from cases.core.addresses import list_url, record_url
from cases.reports import api

urlpatterns = [
    list_url("received-reports", api.ReceivedReportList.as_view(), name="api_received_reports"),
    record_url("received-reports", api.ReceivedReportDetail.as_view(), name="api_received_report"),
]
