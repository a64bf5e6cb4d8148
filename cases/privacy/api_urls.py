"""Addresses of accesses, reports to persons and requests about data in the API."""

from cases.core.addresses import list_url, record_url
from cases.privacy import api, api_report, api_requests

urlpatterns = [
    record_url("citizens", api.AccessList.as_view(), name="api_accesses", below="accesses"),
    record_url("person-reports", api_report.ReportDetail.as_view(), name="api_person_report"),
    list_url(
        "rights-requests", api_requests.RightsRequestList.as_view(), name="api_rights_requests"
    ),
    record_url(
        "rights-requests", api_requests.RightsRequestDetail.as_view(), name="api_rights_request"
    ),
]
