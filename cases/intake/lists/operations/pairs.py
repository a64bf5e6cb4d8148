"""Two rows of a list that may be of one person: whether they are."""

from collections.abc import Iterable
from typing import Final

from cases.core.actor import Actor
from cases.core.operations import operation
from cases.intake.lists.choices import MANY, OF_ANSWERS, ListField, RowState
from cases.intake.lists.models import ListRow
from cases.intake.lists.operations.attaching import attach_list_row
from cases.intake.lists.possible import allow_row
from cases.intake.lists.queries import said_of
from cases.intake.lists.said import note
from cases.intake.lists.states import SAME_ROW
from cases.intake.lists.twins import look_again, pair_anew, twins_of

STAYS: Final = frozenset({ListField.NUMBER, *MANY, *OF_ANSWERS})
"""What is of a row and not of the person."""


@operation(may="list.take_in", audit="list_row.joined")
def join_list_rows(actor: Actor, row: ListRow, *, other: ListRow) -> ListRow:
    """Say that the person of a row is that of another one: this row is left out, naming it.

    What this row alone says goes to the other one. Where somebody was registered from that one
    already, the row belongs to her.
    """
    allow_row(row, "join_list_rows")
    if other.citizen is not None:
        return attach_list_row(actor, row, citizen=other.citizen)
    ours, theirs = said_of(row), said_of(other)
    more = {name: text for name, text in ours.items() if text and not theirs.get(name)}
    if ours.get(ListField.FULL_NAME) != theirs.get(ListField.FULL_NAME):
        more.setdefault(ListField.OTHER_NAME.value, ours.get(ListField.FULL_NAME, ""))
    if theirs.get(ListField.OTHER_NAME):
        more.pop(ListField.OTHER_NAME, None)
    other.corrected = {
        name: text for name, text in more.items() if name not in STAYS
    } | other.corrected
    other.save(update_fields=["corrected"])
    row.state, row.reason = RowState.LEFT_OUT, SAME_ROW
    row.problems = [note("same_row", "", row=other.number)]
    row.save(update_fields=["state", "reason", "problems"])
    look_again(actor, other)
    pair_anew(actor, row)
    return row


@operation(may="list.take_in", audit="list_row.parted")
def part_list_rows(actor: Actor, row: ListRow, *, other: ListRow) -> ListRow:
    """Say that two rows are of two people; that is put on record once both are registered."""
    allow_row(row, "part_list_rows")
    tell_from(row, [other])
    look_again(actor, row)
    return row


def tell_from(row: ListRow, others: Iterable[ListRow]) -> None:
    """Keep with a row and with others that they are of different people."""
    for other in others:
        for one, apart in ((row, other), (other, row)):
            one.apart = sorted({*one.apart, str(apart.uuid)})
            one.save(update_fields=["apart"])


def part_from_all(actor: Actor, row: ListRow) -> None:
    """Keep with a row that it is of nobody of whom it may be."""
    tell_from(row, twins_of(actor, [row]).values())
