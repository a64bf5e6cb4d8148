"""Comparisons and their entries in the admin: to look at, with the acts as buttons."""

from cases.citizens.search.judging import reasons_words
from cases.core.admin import ShownAdmin, show
from cases.core.roles import FILE
from cases.intake.reconciliation.choices import Change, Difference, Done
from cases.intake.reconciliation.models import PileEntry, Reconciliation
from cases.intake.reconciliation.pages.lines import words_of


class ReconciliationAdmin(ShownAdmin):
    """Comparisons: of which list, with whom of ours, how far."""

    sees = FILE
    resource = "reconciliations"
    disclosed = ("reconciliation.shown", "show_reconciliation")
    list_display = ("received", "mission", "as_of", "country", "state", "rows", "started_at")
    list_filter = ("state",)
    list_select_related = ("received", "mission")
    ordering = ("-id",)
    exclude = ("version", "reached", "round")


class PileEntryAdmin(ShownAdmin):
    """Entries: on which pile, what differs, what was done."""

    sees = FILE
    resource = "pile-entries"
    disclosed = ("pile_entry.shown", "show_pile_entry")
    says = {
        "reasons": lambda row: reasons_words(row.reasons),
        "differences": lambda row: ", ".join(words_of(Difference, row.differences)),
        "changes": lambda row: ", ".join(words_of(Change, row.changes)),
        "done": lambda row: ", ".join(words_of(Done, row.done)),
    }
    list_display = ("reconciliation", "number", "pile", "found", "match", "is_expected")
    list_filter = ("pile", "match")
    list_select_related = ("reconciliation", "reconciliation__received")
    ordering = ("-id",)
    exclude = ("version",)


show(Reconciliation, ReconciliationAdmin)
show(PileEntry, PileEntryAdmin)
