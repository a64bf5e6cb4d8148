"""Addresses of the catalogue and the playbooks in the API."""

from cases.core.addresses import list_url, record_url
from cases.procedures import api

urlpatterns = [
    list_url("procedures", api.ProcedureList.as_view(), name="api_procedures"),
    record_url("procedures", api.ProcedureDetail.as_view(), name="api_procedure"),
    list_url("limits", api.LimitList.as_view(), name="api_limits"),
    record_url("limits", api.LimitDetail.as_view(), name="api_limit"),
    list_url("legal-bases", api.LegalBasisList.as_view(), name="api_legal_bases"),
    record_url("legal-bases", api.LegalBasisDetail.as_view(), name="api_legal_basis"),
    list_url("playbooks", api.PlaybookList.as_view(), name="api_playbooks"),
    record_url("playbooks", api.PlaybookDetail.as_view(), name="api_playbook"),
]
