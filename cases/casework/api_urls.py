"""Addresses of cases, their ledger and notes, of transfers and shares in the API."""

from cases.casework import api, api_between, api_history, api_same, api_talking, api_unsealings
from cases.casework.api_flat import FLAT
from cases.core.addresses import list_url, record_url

urlpatterns = [
    *(list_url(name, view.as_view(), name=f"api_all_{name}") for name, view in FLAT.items()),
    list_url("cases", api.CaseList.as_view(), name="api_cases"),
    record_url("cases", api.CaseDetail.as_view(), name="api_case"),
    record_url(
        "cases", api_history.CaseHistory.as_view(), name="api_case_history", below="history"
    ),
    record_url(
        "citizens",
        api_history.CitizenHistory.as_view(),
        name="api_citizen_history",
        below="history",
    ),
    record_url("cases", api.TransitionList.as_view(), name="api_transitions", below="transitions"),
    record_url("cases", api.StepList.as_view(), name="api_steps", below="steps"),
    record_url("cases", api.InquiryList.as_view(), name="api_inquiries", below="inquiries"),
    record_url("cases", api.ResultList.as_view(), name="api_results", below="results"),
    record_url("cases", api.ClockList.as_view(), name="api_clocks", below="clocks"),
    record_url("cases", api.ReminderList.as_view(), name="api_reminders", below="reminders"),
    record_url("cases", api_talking.NoteList.as_view(), name="api_notes", below="notes"),
    record_url(
        "cases", api_talking.SealedNoteList.as_view(), name="api_sealed_notes", below="sealed-notes"
    ),
    record_url("cases", api_talking.ContactList.as_view(), name="api_contacts", below="contacts"),
    record_url(
        "cases", api_talking.StatementList.as_view(), name="api_statements", below="statements"
    ),
    record_url("cases", api.BasisList.as_view(), name="api_bases", below="bases"),
    list_url("transfers", api_between.TransferList.as_view(), name="api_transfers"),
    record_url("transfers", api_between.TransferDetail.as_view(), name="api_transfer"),
    list_url("shares", api_between.ShareList.as_view(), name="api_shares"),
    record_url("shares", api_between.ShareDetail.as_view(), name="api_share"),
    list_url("same-person-links", api_same.SamePersonLinkList.as_view(), name="api_same_persons"),
    record_url(
        "same-person-links", api_same.SamePersonLinkDetail.as_view(), name="api_same_person"
    ),
    list_url("unsealings", api_unsealings.UnsealingList.as_view(), name="api_unsealings"),
    record_url("unsealings", api_unsealings.UnsealingDetail.as_view(), name="api_unsealing"),
]
