"""Disclosures in words: what somebody was shown of a person or a case."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.core.disclosure import is_look_name
from cases.core.models import AuditEntry
from cases.core.registry import DECLARED

SHOWN = {
    "show_case": gettext_lazy("Page opened"),
    "print_case": gettext_lazy("Page printed"),
    "show_citizen": gettext_lazy("Person’s data opened"),
    "show_history": gettext_lazy("History opened"),
    "show_report": gettext_lazy("Report to the person read"),
    "download_report": gettext_lazy("Report to the person downloaded"),
    "show_accesses": gettext_lazy("List of accesses opened"),
    "show_transfer": gettext_lazy("Offer opened"),
    "show_share": gettext_lazy("Share opened"),
    "show_sealed": gettext_lazy("Restricted parts read, opened with a reason"),
    "show_unsealing": gettext_lazy("Opening of sealed parts looked at"),
    "list_unsealings": gettext_lazy("List of openings of sealed parts"),
    "show_form": gettext_lazy("Form opened"),
    "list_cases": gettext_lazy("List of cases"),
    "list_citizens": gettext_lazy("List of people"),
    "list_figure": gettext_lazy("People behind a figure"),
    "list_reviews": gettext_lazy("List of entries to check"),
    "list_doubles": gettext_lazy("List of people perhaps registered twice"),
    "list_found": gettext_lazy("People found by a search"),
    "print_cases": gettext_lazy("List of cases printed"),
    "print_reconciliation": gettext_lazy("Comparison of a list printed"),
    "export_reconciliation": gettext_lazy("Comparison of a list taken along as a table"),
    "export_cases": gettext_lazy("Case taken along in an export"),
    "export_people": gettext_lazy("Taken along in an export of people"),
    "export_crossings": gettext_lazy("Crossings taken along in an export"),
    "export_stays": gettext_lazy("Stays taken along in an export"),
    "export_steps": gettext_lazy("Steps taken along in an export"),
    "export_figures": gettext_lazy("Reported figures taken along in an export"),
    "export_totals": gettext_lazy("Figures of an incident taken along in an export"),
    "export_snapshots": gettext_lazy("Figures of snapshots taken along in an export"),
    "export_published": gettext_lazy("Published figures taken along in an export"),
    "show_export": gettext_lazy("Export opened"),
    "download_export": gettext_lazy("File of an export taken"),
    "show_rights_request": gettext_lazy("Request about her data opened"),
    "list_rights_requests": gettext_lazy("List of requests about data"),
    "show_received_report": gettext_lazy("Report received opened"),
    "list_received_reports": gettext_lazy("List of reports received"),
    "show_letter": gettext_lazy("Letter opened"),
    "show_letter_draft": gettext_lazy("Draft of a letter looked at"),
    "show_letter_batch": gettext_lazy("Letters issued together opened"),
    "list_letters": gettext_lazy("Register of letters"),
    "list_letterbatchs": gettext_lazy("List of batches of letters"),
    "download_letter": gettext_lazy("File of a letter opened"),
    "download_letters": gettext_lazy("Letters printed together"),
    "show_movement": gettext_lazy("Movement opened"),
    "list_movements": gettext_lazy("List of movements"),
    "list_legs": gettext_lazy("List of legs"),
    "list_passengers": gettext_lazy("List of people on movements"),
    "show_passenger": gettext_lazy("Place on a movement opened"),
    "show_seatchange": gettext_lazy("Change of a seat opened"),
    "show_seatoverride": gettext_lazy("Override of a check opened"),
    "list_manifests": gettext_lazy("List of frozen lists"),
    "show_manifest": gettext_lazy("Frozen list opened"),
    "list_manifestlines": gettext_lazy("People of a frozen list"),
    "show_manifestline": gettext_lazy("Line of a frozen list opened"),
    "show_handover": gettext_lazy("Handover opened"),
    "list_handovers": gettext_lazy("List of handovers"),
    "list_handoverlines": gettext_lazy("People of a handover read"),
    "list_handoverhealth": gettext_lazy("Remarks on health at a handover read"),
    "show_handoverline": gettext_lazy("Line of a handover opened"),
    "show_handoverhealth": gettext_lazy("Remark on health at a handover opened"),
    "print_handover": gettext_lazy("Handover printed"),
    "print_handoverlines": gettext_lazy("People of a handover printed"),
    "show_money": gettext_lazy("Money of the case looked at"),
    "show_costline": gettext_lazy("Cost opened"),
    "list_costlines": gettext_lazy("List of costs"),
    "export_costlines": gettext_lazy("Costs taken along as a table"),
    "show_deposit": gettext_lazy("Deposit opened"),
    "list_deposits": gettext_lazy("List of deposits"),
    "show_undertaking": gettext_lazy("Undertaking opened"),
    "list_undertakings": gettext_lazy("List of undertakings"),
    "show_repayment": gettext_lazy("Repayment opened"),
    "list_repayments": gettext_lazy("List of repayments"),
    "show_claim": gettext_lazy("Claim opened"),
    "list_claims": gettext_lazy("List of claims"),
    "list_claimlines": gettext_lazy("Costs of a claim read"),
    "show_claimline": gettext_lazy("Cost of a claim opened"),
    "export_claimlines": gettext_lazy("Claim taken along as a file"),
    "list_claimpayments": gettext_lazy("Payments on claims read"),
    "show_claimpayment": gettext_lazy("Payment on a claim opened"),
    "list_legcosts": gettext_lazy("Costs of legs read"),
    "show_legcost": gettext_lazy("Cost of a leg opened"),
    "show_movement_money": gettext_lazy("Money of a movement looked at"),
    "print_manifest": gettext_lazy("List of a movement printed"),
    "export_manifest": gettext_lazy("List of a movement taken along as a table"),
    "list_musters": gettext_lazy("List of head counts"),
    "show_muster": gettext_lazy("Head count opened"),
    "download_muster": gettext_lazy("Head count taken onto a telephone"),
    "list_mustermarks": gettext_lazy("Marks at head counts read"),
    "list_musterstrangers": gettext_lazy("People without a case at head counts read"),
    "show_musterstranger": gettext_lazy("Person without a case at a head count opened"),
    "show_mustermark": gettext_lazy("Mark at a head count opened"),
    "show_legal_hold": gettext_lazy("Legal hold opened"),
    "list_legal_holds": gettext_lazy("List of legal holds"),
    "show_anonymisation": gettext_lazy("Request to anonymise opened"),
    "list_anonymisations": gettext_lazy("List of requests to anonymise"),
    "list_retention": gettext_lazy("Report of retention read"),
    "list_transfers": gettext_lazy("List of offers"),
    "list_shares": gettext_lazy("List of shared cases"),
    "list_transitions": gettext_lazy("Ledger of stages read"),
    "list_notes": gettext_lazy("Notes read"),
    "list_sealed_notes": gettext_lazy("Restricted notes read"),
    "list_contacts": gettext_lazy("Contact log read"),
    "list_statements": gettext_lazy("Statements read"),
    "list_bases": gettext_lazy("Legal bases read"),
    "list_steps": gettext_lazy("Steps read"),
    "list_inquiries": gettext_lazy("Inquiries read"),
    "list_results": gettext_lazy("Results of steps read"),
    "list_reminders": gettext_lazy("Reminders read"),
    "list_clocks": gettext_lazy("Deadlines read"),
    "list_recountedclocks": gettext_lazy("Deadlines to be counted anew read"),
    "show_recountedclock": gettext_lazy("Deadline to be counted anew opened"),
    "list_crossings": gettext_lazy("Border crossings read"),
    "list_stays": gettext_lazy("Stays read"),
}


def look_words(entry: AuditEntry) -> str:
    """Return what was shown; of a form, which one."""
    if entry.operation == "show_form" and entry.fields:
        declared = DECLARED.get(str(entry.fields[0]))
        if declared is not None:
            return _("Form opened: %(form)s") % {"form": declared.form.title}
    if entry.operation.startswith("list_") and entry.operation not in SHOWN:
        return _("List read")
    return str(SHOWN.get(entry.operation, entry.event))


def entry_words(entry: AuditEntry) -> str:
    """Return what an entry says was done or shown."""
    if is_look_name(entry.operation):
        return look_words(entry)
    declared = DECLARED.get(entry.operation)
    return str(declared.form.title) if declared else entry.event
