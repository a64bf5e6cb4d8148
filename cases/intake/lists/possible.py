"""What is possible on a list and on a row of one now, and why not."""

from collections.abc import Collection, Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.casework.policies import Possible
from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.core.registry import Declared, declared_for
from cases.intake.lists import states
from cases.intake.lists.choices import ListState
from cases.intake.lists.models import ListRow, ReceivedList

LISTS: Final[Mapping[str, Collection[str]]] = {
    "map_list": states.MAPPED_FROM,
    "confirm_list": states.CONFIRMED_FROM,
    "reconcile_list": states.CONFIRMED_FROM,
    "withdraw_list": states.WITHDRAWN_FROM,
    "export_list": frozenset(ListState.values) - {ListState.WITHDRAWN},
}
ROWS: Final[Mapping[str, Collection[str]]] = {
    "correct_list_row": states.CORRECTED,
    "park_list_row": states.PARKED,
    "leave_out_list_row": states.LEFT_OUT,
    "take_up_list_row": states.TAKEN_UP,
    "attach_list_row": states.ATTACHED,
    "tell_list_row_apart": states.TOLD_APART,
}
NOT_NOW: Sentence = _("Not possible as the list stands now.")
NOT_OF_ROW: Sentence = _("Not possible as the row stands now.")


def possible_on_list(actor: Actor, received: ReceivedList) -> list[Possible]:
    """Return the operations on a list that the actor has a right to, with why not."""
    return [
        Possible(declared)
        if received.state in LISTS[declared.name]
        else Possible(declared, NOT_NOW, "wrong_state")
        for declared in own_acts(actor, "lists")
    ]


def possible_on_row(actor: Actor, row: ListRow) -> list[Possible]:
    """Return the same for a row."""
    is_open = row.received.state in states.ROWS_OPEN
    return [
        Possible(declared)
        if is_open and row.state in ROWS[declared.name]
        else Possible(declared, NOT_OF_ROW, "wrong_state")
        for declared in own_acts(actor, "list-rows")
    ]


def own_acts(actor: Actor, resource: str) -> list[Declared]:
    """Return the operations on a kind of record that the role of the actor has."""
    return [
        declared
        for declared in declared_for(resource)
        if not declared.is_creation and declared.operation.is_open_to(actor)
    ]
