"""Everything that writes comparisons, and what is done from their piles."""

from cases.intake.reconciliation.operations.deciding import join_entry, tell_entry_apart
from cases.intake.reconciliation.operations.following import (
    keep_listed_spelling,
    open_listed_case,
    record_listed_stay,
)
from cases.intake.reconciliation.operations.starting import reconcile_list

__all__ = [
    "join_entry",
    "keep_listed_spelling",
    "open_listed_case",
    "reconcile_list",
    "record_listed_stay",
    "tell_entry_apart",
]
