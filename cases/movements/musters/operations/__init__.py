"""All that is done with head counts."""

from cases.movements.musters.operations.holding import (
    close_muster,
    open_muster,
    reopen_muster,
    settle_mark,
)
from cases.movements.musters.operations.marking import mark_people
from cases.movements.musters.operations.strangers import (
    identify_stranger,
    note_strangers,
    reopen_stranger,
)

__all__ = [
    "close_muster",
    "identify_stranger",
    "mark_people",
    "note_strangers",
    "open_muster",
    "reopen_muster",
    "reopen_stranger",
    "settle_mark",
]
