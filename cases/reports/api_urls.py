"""Addresses of reports that came in, in the API."""

from django.urls import path

from cases.core.addresses import list_url, record_url
from cases.reports import api, api_search

urlpatterns = [
    path(
        "received-reports/search/",
        api_search.ReceivedReportSearch.as_view(),
        name="api_received_report_search",
    ),
    list_url("received-reports", api.ReceivedReportList.as_view(), name="api_received_reports"),
    record_url("received-reports", api.ReceivedReportDetail.as_view(), name="api_received_report"),
]
