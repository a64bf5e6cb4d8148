"""Addresses of comparisons in the API."""

from cases.core.addresses import list_url, record_url
from cases.intake.reconciliation import api

KIND = "reconciliations"

urlpatterns = [
    list_url(KIND, api.Reconciliations.as_view(), name="api_reconciliations"),
    record_url(KIND, api.ReconciliationDetail.as_view(), name="api_reconciliation"),
    record_url(KIND, api.EntriesOfReconciliation.as_view(), name="api_entries", below="entries"),
    record_url(KIND, api.GoneSince.as_view(), name="api_gone_since", below="gone"),
    record_url("pile-entries", api.PileEntryDetail.as_view(), name="api_pile_entry"),
]
