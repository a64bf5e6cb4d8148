"""Addresses of accesses and of reports to persons in the API."""

from cases.core.addresses import record_url
from cases.privacy import api, api_report

urlpatterns = [
    record_url("citizens", api.AccessList.as_view(), name="api_accesses", below="accesses"),
    record_url("person-reports", api_report.ReportDetail.as_view(), name="api_person_report"),
]
