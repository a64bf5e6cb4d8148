"""All that is done with head counts."""

from cases.movements.musters.operations.holding import (
    close_muster,
    open_muster,
    reopen_muster,
    settle_mark,
)
from cases.movements.musters.operations.marking import mark_people

__all__ = ["close_muster", "mark_people", "open_muster", "reopen_muster", "settle_mark"]
