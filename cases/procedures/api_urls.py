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
    record_url(
        "procedures", api.ProcedureHistory.as_view(), name="api_procedure_history", below="history"
    ),
    record_url("limits", api.LimitHistory.as_view(), name="api_limit_history", below="history"),
    record_url(
        "legal-bases",
        api.LegalBasisHistory.as_view(),
        name="api_legal_basis_history",
        below="history",
    ),
    record_url(
        "playbooks", api.PlaybookHistory.as_view(), name="api_playbook_history", below="history"
    ),
]
