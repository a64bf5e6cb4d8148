"""What may be done with a list and with a row, in which state."""

from typing import Final

from cases.intake.lists.choices import ListState, RowState

MAPPED_FROM: Final = frozenset({ListState.RECEIVED, ListState.CHECKING, ListState.CHECKED})
CONFIRMED_FROM: Final = frozenset({ListState.CHECKED})
WITHDRAWN_FROM: Final = frozenset({ListState.RECEIVED, ListState.CHECKING, ListState.CHECKED})
ROWS_OPEN: Final = frozenset({ListState.CHECKING, ListState.CHECKED, ListState.WRITING})
"""Once it was said what the columns are, rows are worked on."""

OPEN_ROWS: Final = frozenset(
    {
        RowState.READY,
        RowState.NEEDS_FIXING,
        RowState.LIKELY_DOUBLE,
        RowState.TWICE,
        RowState.PARKED,
        RowState.DIFFERS,
        RowState.ANOTHER_PERSON,
        RowState.NOT_ASKED,
    }
)
"""Rows of which something is still to be decided."""
CORRECTED: Final = OPEN_ROWS
OF_ANOTHER: Final = frozenset({RowState.ANOTHER_PERSON})
PARKED: Final = OPEN_ROWS - {RowState.PARKED}
LEFT_OUT: Final = OPEN_ROWS
TAKEN_UP: Final = frozenset({RowState.PARKED, RowState.LEFT_OUT, RowState.TWICE})
ATTACHED: Final = OPEN_ROWS
TOLD_APART: Final = frozenset({RowState.LIKELY_DOUBLE, RowState.PARKED})
BY_OFFICER: Final = "by_officer"
"""Why a row is left out that an officer left out; it stays so when the list is read anew."""
FOREIGN: Final = "foreign"
"""Why a row is left out whose person is of another country; it keeps its place and its number."""
SAME_ROW: Final = "same_row"
"""Why a row is left out whose person, as an officer said, stands in another row."""
WAS_TAKEN_UP: Final = "taken_up"
"""The reason of a row that an officer took up: it is a person, also when it is read anew."""


def reason_once_read(reason: str) -> str:
    """Return the reason of a row that is read: that it was taken up, if it was set aside before."""
    return WAS_TAKEN_UP if reason else ""
