"""Addresses of cases, their ledger and notes in the API."""

from cases.casework import api
from cases.core.addresses import list_url, record_url

urlpatterns = [
    list_url("cases", api.CaseList.as_view(), name="api_cases"),
    record_url("cases", api.CaseDetail.as_view(), name="api_case"),
    record_url("cases", api.TransitionList.as_view(), name="api_transitions", below="transitions"),
    record_url("cases", api.NoteList.as_view(), name="api_notes", below="notes"),
]
