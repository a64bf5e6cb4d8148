"""Reading lists and their rows."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet

from cases.casework.models import Case
from cases.core.addresses import address_of
from cases.core.api import RowsView, RowView
from cases.core.api_acts import OperationView
from cases.core.listing import Filter, choice_filter, row_filter
from cases.core.offered import actions_on
from cases.core.registry import RESOURCES
from cases.core.roles import FILE
from cases.intake.doubles import cases_of
from cases.intake.lists.answers.questions import unmet
from cases.intake.lists.choices import ListState, RowState, SenderKind
from cases.intake.lists.doubles import doubles_of
from cases.intake.lists.known import gazetteer
from cases.intake.lists.layout import as_text
from cases.intake.lists.models import ListRow, ReceivedList
from cases.intake.lists.progress import progress_on
from cases.intake.lists.queries import account_of, layouts_of, orders_in, untold
from cases.intake.lists.reading.tables import MOST_BYTES
from cases.intake.lists.rows import Orders
from cases.intake.lists.said import note_of_list
from cases.intake.lists.serializers import (
    LIST,
    LIST_ROW,
    ROW,
    ROW_ROW,
    account_words,
    candidate_words,
)
from cases.intake.lists.states import OPEN_ROWS

MOST_NAMED = 200


class ReceiveListView(OperationView):
    """Sending a list: its bytes in base64 are more than other calls carry."""

    most_bytes: ClassVar[int] = MOST_BYTES


class ReceivedLists(RowsView):
    """Lists that the caller's mission received, withdrawn ones too, oldest first."""

    sees = FILE
    model = ReceivedList
    shape = LIST_ROW
    order = ("recorded_at", "uuid")
    filters = (
        choice_filter("state", "state", ListState, "How far it has come."),
        choice_filter("sender_kind", "sender_kind", SenderKind, "Who made it."),
    )


class ReceivedListDetail(RowView):
    """One list: what it says of itself, what its columns hold, how far it has come."""

    sees = FILE
    resource = "lists"
    shape = LIST

    def more(self, row: Any) -> dict[str, Any]:
        """Return what is counted and asked now, and what may be done."""
        is_open = row.state == ListState.RECEIVED
        orders = orders_in(self.actor, row, layouts_of(row)) if is_open else Orders()
        key = row.public_reference
        account = account_of(self.actor, row)
        counts = account.states
        return {
            "columns": as_text(layouts_of(row)),
            "notes": [words for note in row.notes if (words := note_of_list(note))],
            "questions": {
                "day_order": list(orders.asks_order),
                "short_years": list(orders.asks_years),
                "nationality": untold(self.actor, row, layouts_of(row)) if is_open else [],
            },
            "counts": counts,
            "account": account_words(account),
            "not_answered": self.not_answered(row),
            "rows_url": f"{address_of('lists', key)}rows/",
            "progress": progress_on(row, counts),
            "actions": actions_on(self.actor, self.resource, key, row),
        }

    def not_answered(self, received: ReceivedList) -> list[str]:
        """Return the cases whose questions the reply leaves open, each once."""
        if not received.is_reply or received.state != ListState.CHECKED:
            return []
        found = unmet(self.actor, received).values_list("case__reference", flat=True)
        return list(dict.fromkeys(found))[:MOST_NAMED]


STATE = choice_filter("state", "state", RowState, "What becomes of the row.")


class ListRows(RowsView):
    """Rows of lists; with `case` those from which a case came: file, sheet and row."""

    sees = FILE
    model = ListRow
    shape = ROW_ROW
    order = ("received_id", "sheet", "number", "part")
    disclosed = ("list.rows_listed", "list_rows")
    filters: ClassVar[Sequence[Filter]] = (
        STATE,
        row_filter("case", "case", Case, "reference", "Number of the case it became."),
        row_filter("list", "received", ReceivedList, "uuid", "The list it stands in."),
    )


class RowsOfList(ListRows):
    """Rows of one list, in the order of the file."""

    filters = (STATE,)

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return those of the list in the address; 404 where it is out of sight."""
        received = RESOURCES["lists"].find(self.actor, where["uuid"])
        return super().rows().filter(received=received)


class ListRowDetail(RowView):
    """One row: cells, what was read, what is wrong, and who on record may be the same."""

    sees = FILE
    resource = "list-rows"
    shape = ROW
    disclosed = ("list_row.shown", "show_list_row")

    def more(self, row: Any) -> dict[str, Any]:
        """Return who may be the same, as it is now and for this caller, and what may be done."""
        found = []
        if row.state in OPEN_ROWS and row.values and not row.is_set_aside:
            found = doubles_of(self.actor, [row], gazetteer(self.actor)).get(row.pk, [])
        cases = cases_of(self.actor, [one.citizen["pk"] for one in found])
        return {
            "candidates": [
                candidate_words(one, [case.reference for case in cases.get(one.citizen["pk"], ())])
                for one in found
            ],
            "twins": row.twins,
            "people": row.people,
            "actions": actions_on(self.actor, self.resource, row.public_reference, row),
        }
