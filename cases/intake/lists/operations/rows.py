"""What an officer decides of one row: mend it, park it, leave it out, take it up again."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Sentence, wrong_state
from cases.core.operations import operation
from cases.intake.lists.checking import check_rows, mark_if_twin
from cases.intake.lists.choices import RowState
from cases.intake.lists.models import ListRow
from cases.intake.lists.states import (
    BY_OFFICER,
    CORRECTED,
    LEFT_OUT,
    PARKED,
    ROWS_OPEN,
    TAKEN_UP,
)

NOT_NOW: Sentence = _("This cannot be done with the row any more: look at what became of it.")
NOT_CHECKED: Sentence = _("Say first what the columns of the list hold.")


@operation(may="list.take_in", audit="list_row.corrected")
def correct_list_row(actor: Actor, row: ListRow, *, changes: Mapping[str, str | None]) -> ListRow:
    """Put something in place of cells; the cells stay as they came, and the row is looked at anew.

    An empty text says that there is nothing, whatever the cell holds.
    """
    refuse_unless(row, CORRECTED)
    row.corrected = row.corrected | {name: text or "" for name, text in changes.items()}
    row.save(update_fields=["corrected"])
    look_again(actor, row)
    return row


@operation(may="list.take_in", audit="list_row.parked")
def park_list_row(actor: Actor, row: ListRow, *, reason: str = "") -> ListRow:
    """Set a row aside until more is known; it holds up nobody."""
    refuse_unless(row, PARKED)
    row.state, row.reason = RowState.PARKED, reason
    row.save(update_fields=["state", "reason"])
    return row


@operation(may="list.take_in", audit="list_row.left_out")
def leave_out_list_row(actor: Actor, row: ListRow) -> ListRow:
    """Say that nobody is to be registered from a row."""
    refuse_unless(row, LEFT_OUT)
    row.state, row.reason = RowState.LEFT_OUT, BY_OFFICER
    row.save(update_fields=["state", "reason"])
    return row


@operation(may="list.take_in", audit="list_row.taken_up")
def take_up_list_row(actor: Actor, row: ListRow) -> ListRow:
    """Take a row up again that was parked, left out or thought to be there twice."""
    refuse_unless(row, TAKEN_UP)
    if row.sheet not in {layout["sheet"] for layout in row.received.layout}:
        raise wrong_state(_("It is not said what the columns of this sheet hold."), "no_columns")
    was_twin = row.state == RowState.TWICE
    row.state = RowState.NEW
    look_again(actor, row, is_known_twin=was_twin)
    return row


def refuse_unless(row: ListRow, states: Collection[str]) -> None:
    """409 unless the list is worked on and the row is in one of `states`."""
    if row.received.state not in ROWS_OPEN:
        raise wrong_state(NOT_CHECKED, "not_checked")
    if row.state not in states:
        raise wrong_state(NOT_NOW, "row_settled")


def look_again(actor: Actor, row: ListRow, *, is_known_twin: bool = False) -> None:
    """Read a row anew and say what becomes of it now."""
    check_rows(actor, row.received, [row])
    if not is_known_twin:
        mark_if_twin(actor, row.received, row)
