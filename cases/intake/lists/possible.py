"""What the state of a list, or of a row of one, rules out: the same answer wherever it is asked."""

from collections.abc import Collection, Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence, wrong_state
from cases.core.guards import Hindrance, ruled_out
from cases.intake.lists import states
from cases.intake.lists.choices import ListState
from cases.intake.lists.models import ListRow, ReceivedList

Rule = tuple[Collection[str], Sentence, str]
LISTS: Final[Mapping[str, Rule]] = {
    "map_list": (
        states.MAPPED_FROM,
        _("The columns cannot be said now: the list is being written, or was withdrawn."),
        "wrong_state",
    ),
    "confirm_list": (
        states.CONFIRMED_FROM,
        _("This list cannot be written now: it is not checked."),
        "not_checked",
    ),
    "reconcile_list": (
        states.CONFIRMED_FROM,
        _("A list can be compared once its rows were checked."),
        "not_checked",
    ),
    "accept_answers": (
        states.CONFIRMED_FROM,
        _("The answers cannot be recorded now: the rows were not checked."),
        "not_checked",
    ),
    "withdraw_list": (
        states.WITHDRAWN_FROM,
        _("This list cannot be withdrawn now."),
        "wrong_state",
    ),
    "export_list": (
        frozenset(ListState.values) - {ListState.WITHDRAWN},
        _("This list was withdrawn: there is nothing in it."),
        "withdrawn",
    ),
}
"""Operation -> the states in which it is possible, and what is said and coded in the others."""
ROWS: Final[Mapping[str, Collection[str]]] = {
    "correct_list_row": states.CORRECTED,
    "match_list_row": states.OPEN_ROWS,
    "record_another_person": states.OF_ANOTHER,
    "park_list_row": states.PARKED,
    "leave_out_list_row": states.LEFT_OUT,
    "split_list_row": states.OPEN_ROWS,
    "join_list_rows": states.OPEN_ROWS,
    "part_list_rows": states.OPEN_ROWS,
    "take_up_list_row": states.TAKEN_UP,
    "attach_list_row": states.ATTACHED,
    "tell_list_row_apart": states.TOLD_APART,
}
ROW_SETTLED: Final[Sentence] = _(
    "This cannot be done with the row any more: look at what became of it."
)
ONE_PERSON: Final[Sentence] = _("This row names one person: there is nothing to split.")
NO_PAIR: Final[Sentence] = _("No other row of the list may be of the person of this one.")
OF_PAIRS: Final = frozenset({"join_list_rows", "part_list_rows"})
OF_PEOPLE: Final = frozenset(
    {
        *("confirm_list", "reconcile_list", "attach_list_row", "tell_list_row_apart"),
        *("split_list_row", "join_list_rows", "part_list_rows"),
    }
)
OF_ANSWERS: Final = frozenset({"accept_answers", "match_list_row", "record_another_person"})
REPLY: Final[Sentence] = _("This is the reply of a body: nobody is registered from it.")
PEOPLE: Final[Sentence] = _("This is a list of people, and no reply of a body.")
NO_COLUMNS: Final[Sentence] = _("Say first what the columns of the list hold.")


def refusal_of_list(received: ReceivedList, operation: str) -> Refused | None:
    """Return the 409 that the state of a list gives an act; None where it allows it."""
    if received.is_reply and operation in OF_PEOPLE:
        return wrong_state(REPLY, "is_reply")
    if not received.is_reply and operation in OF_ANSWERS:
        return wrong_state(PEOPLE, "no_reply")
    allowed, message, code = LISTS[operation]
    return None if received.state in allowed else wrong_state(message, code)


def allow_list(received: ReceivedList, operation: str) -> None:
    """Raise 409 unless the state of a list lets an act happen."""
    refusal = refusal_of_list(received, operation)
    if refusal is not None:
        raise refusal


def refusal_of_row(row: ListRow, operation: str) -> Refused | None:
    """Return the 409 of an act on a row: its list is not worked on, or it is settled."""
    if row.received.state not in states.ROWS_OPEN:
        return wrong_state(NO_COLUMNS, "not_checked")
    if row.received.is_reply and operation in OF_PEOPLE:
        return wrong_state(REPLY, "is_reply")
    if not row.received.is_reply and operation in OF_ANSWERS:
        return wrong_state(PEOPLE, "no_reply")
    if row.state not in ROWS[operation]:
        return wrong_state(ROW_SETTLED, "row_settled")
    return refusal_of_several(row, operation)


def refusal_of_several(row: ListRow, operation: str) -> Refused | None:
    """Return the 409 of an act on people of a row, or on two rows, where there is one alone."""
    if operation == "split_list_row" and not row.people:
        return wrong_state(ONE_PERSON, "one_person")
    if operation in OF_PAIRS and not row.twins:
        return wrong_state(NO_PAIR, "no_pair")
    return None


def allow_row(row: ListRow, operation: str) -> None:
    """Raise 409 unless the state of a row and of its list lets an act happen."""
    refusal = refusal_of_row(row, operation)
    if refusal is not None:
        raise refusal


@ruled_out(ReceivedList)
def state_of_list(actor: Actor, received: ReceivedList) -> Hindrance:
    """What the state table of lists does not have now."""
    return lambda name: refusal_of_list(received, name)


@ruled_out(ListRow)
def state_of_row(actor: Actor, row: ListRow) -> Hindrance:
    """What the state table of rows does not have now."""
    return lambda name: refusal_of_row(row, name)
