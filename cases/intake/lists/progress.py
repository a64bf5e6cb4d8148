"""How far the rows of a list are looked at, or written."""

from collections.abc import Mapping
from typing import Any, Final

from cases.core.progress import WorkState, progress
from cases.intake.lists.choices import ListState, RowState
from cases.intake.lists.models import ReceivedList

WORKING: Final = {ListState.CHECKING: RowState.NEW, ListState.WRITING: RowState.READY}
"""What the machine is at -> the state of the rows that it has not reached."""
STOPPED: Final = frozenset({"posting_ended", "right_ended"})
"""Notes of a list on which nobody goes on."""


def worked_off(received: ReceivedList, counts: Mapping[str, int]) -> tuple[int, int] | None:
    """Return how many rows of how many were reached, None when nothing is under way."""
    waiting = WORKING.get(ListState(received.state))
    if waiting is None:
        return None
    total = sum(counts.values())
    if waiting == RowState.READY:
        total = counts[RowState.READY] + counts[RowState.WRITTEN]
    return total - counts[waiting], total


def progress_on(received: ReceivedList, counts: Mapping[str, int]) -> dict[str, Any]:
    """Return how far a list is; stopped when who asked for a look at it has no posting any more."""
    reached = worked_off(received, counts)
    if reached is not None:
        return progress(WorkState.RUNNING, *reached)
    if received.is_withdrawn:
        return progress(WorkState.STOPPED)
    if received.state == ListState.RECEIVED:
        is_stopped = any(note["code"] in STOPPED for note in received.notes)
        return progress(WorkState.STOPPED if is_stopped else WorkState.IDLE)
    total = sum(counts.values())
    return progress(WorkState.DONE, total - counts[RowState.NEW], total)
