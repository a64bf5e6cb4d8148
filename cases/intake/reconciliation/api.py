"""Reading comparisons, their piles and entries."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet

from cases.core.addresses import address_of
from cases.core.api import RowsView, RowView
from cases.core.listing import Filter, choice_filter, row_filter
from cases.core.offered import actions_on
from cases.core.progress import WorkState, progress
from cases.core.registry import RESOURCES
from cases.core.roles import FILE
from cases.intake.lists.models import ListRow, ReceivedList
from cases.intake.lists.serializers import ROW_ROW
from cases.intake.reconciliation.choices import Pile, ReconciliationState
from cases.intake.reconciliation.models import PileEntry, Reconciliation
from cases.intake.reconciliation.queries import gone_since, named_people, piles_of
from cases.intake.reconciliation.serializers import (
    ENTRY,
    ENTRY_ROW,
    RECONCILIATION,
    RECONCILIATION_ROW,
)

WORK_STATES = {
    ReconciliationState.RUNNING: WorkState.RUNNING,
    ReconciliationState.DONE: WorkState.DONE,
    ReconciliationState.STOPPED: WorkState.STOPPED,
}


class Reconciliations(RowsView):
    """Comparisons of lists that the caller's mission received, oldest first; none is done over."""

    sees = FILE
    model = Reconciliation
    shape = RECONCILIATION_ROW
    order = ("started_at", "uuid")
    filters = (
        choice_filter("state", "state", ReconciliationState, "How far it has come."),
        row_filter("list", "received", ReceivedList, "uuid", "The list that was compared."),
    )


class ReconciliationDetail(RowView):
    """One comparison: with whom of ours, how far it is, how many lie on each pile."""

    sees = FILE
    resource = "reconciliations"
    shape = RECONCILIATION

    def more(self, row: Any) -> dict[str, Any]:
        """Return the piles as they are now, and where their entries are."""
        address = address_of("reconciliations", row.public_reference)
        return {
            "piles": piles_of(self.actor, row),
            "entries_url": f"{address}entries/",
            "gone_url": f"{address}gone/",
            "progress": progress(WORK_STATES[row.state], row.checked, row.rows),
        }


class EntriesOfReconciliation(RowsView):
    """Entries of one comparison, in the order of the list; a pile by the filter."""

    sees = FILE
    model = PileEntry
    shape = ENTRY_ROW
    order = ("number",)
    disclosed = ("reconciliation.entries_listed", "list_pile_entries")
    filters: ClassVar[Sequence[Filter]] = (
        choice_filter("pile", "pile", Pile, "Where it lies now."),
    )

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return those of the comparison in the address; 404 where it is out of sight."""
        compared = RESOURCES["reconciliations"].find(self.actor, where["uuid"])
        return super().rows().filter(reconciliation=compared)


class GoneSince(RowsView):
    """Rows of the version before whose people the list does not name any more."""

    sees = FILE
    model = ListRow
    shape = ROW_ROW
    order = ("id",)
    disclosed = ("reconciliation.gone_listed", "list_gone_rows")

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return those of the comparison in the address; 404 where it is out of sight."""
        compared = RESOURCES["reconciliations"].find(self.actor, where["uuid"])
        return gone_since(self.actor, compared)


class PileEntryDetail(RowView):
    """One entry: the row, the person, in what they differ, and what may be done."""

    sees = FILE
    resource = "pile-entries"
    shape = ENTRY
    disclosed = ("pile_entry.shown", "show_pile_entry")

    def more(self, row: Any) -> dict[str, Any]:
        """Return the people, as far as they are in sight, and what may be done."""
        known = named_people(self.actor, [row.citizen_id or 0, row.candidate_id or 0])
        return {
            "citizen": known.get(row.citizen_id),
            "candidate": known.get(row.candidate_id),
            "actions": actions_on(self.actor, self.resource, row.public_reference, row),
        }
