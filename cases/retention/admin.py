"""Retention in the admin."""

from cases.core.admin import ShownAdmin, show
from cases.retention.models import Anonymisation, LegalHold, RetentionItem, RetentionRun
from cases.retention.pages.overview import rows_words, rule_words


class LegalHoldAdmin(ShownAdmin):
    """What must be kept, and why."""

    disclosed = ("legal_hold.shown", "show_legal_hold")
    list_display = ("citizen", "placed_at", "placed_by", "lifted_at")
    list_select_related = ("citizen", "placed_by")
    ordering = ("-id",)


class AnonymisationAdmin(ShownAdmin):
    """Who was asked to be anonymised."""

    disclosed = ("anonymisation.shown", "show_anonymisation")
    list_display = ("citizen", "ground", "status", "asked_at", "answered_at")
    list_filter = ("status", "ground")
    list_select_related = ("citizen",)
    ordering = ("-id",)


class RetentionRunAdmin(ShownAdmin):
    """Reports, the newest first."""

    resource = "retention-runs"
    list_display = ("as_of", "made_at", "ready_at", "total", "approved_at", "finished_at")
    exclude = ("version",)
    says = {"counts": lambda row: rows_words(row.counts)}


class RetentionItemAdmin(ShownAdmin):
    """Who stood in which report."""

    says = {"rule": lambda row: rule_words(row.rule)}
    list_display = ("reference", "rule", "due_on", "state", "held_by")
    list_filter = ("state", "held_by")
    ordering = ("-id",)


show(LegalHold, LegalHoldAdmin)
show(Anonymisation, AnonymisationAdmin)
show(RetentionRun, RetentionRunAdmin)
show(RetentionItem, RetentionItemAdmin)
