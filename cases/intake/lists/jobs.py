"""Background work on lists: looking at the rows, and writing those that are ready.

Both act with the eyes of the posting under which an officer asked for it. A chunk and the note of
how far it got are one transaction: a worker that is killed loses its chunk and counts none twice.
"""

import time
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.core.actor import SYSTEM, Actor
from cases.core.jobs import job
from cases.core.jobs.declared import Arguments
from cases.intake.lists.checking import check_rows, find_twins, totals_that_differ, without
from cases.intake.lists.choices import ListState, RowState
from cases.intake.lists.models import ReceivedList
from cases.intake.lists.queries import rows_in
from cases.intake.lists.writing import write_some
from cases.missions.queries import actor_of_posting

AT_ONCE: Final = 500
SECONDS: Final = 5.0


def eyes_of(*, posting_id: int, **_more: object) -> Actor:
    """Return whose eyes a chunk uses: the officer's; the system's alone to say that she is gone."""
    return actor_of_posting(posting_id) or SYSTEM


@job(title=_("Look at the rows of a list"), sees=eyes_of)
def check_list(*, list_id: int, round_number: int, posting_id: int) -> Arguments | None:
    """Look at the next rows; when none is left, find who stands there twice."""
    actor = eyes_of(posting_id=posting_id)
    received = in_state(actor, list_id, ListState.CHECKING, round_number)
    if received is None:
        return None
    if actor is SYSTEM:
        stop(received, ListState.RECEIVED)
        return None
    new = rows_in(actor, received).filter(state=RowState.NEW).in_order()
    rows = list(new.select_for_update(of=("self",), no_key=True)[:AT_ONCE])
    if rows:
        check_rows(actor, received, rows)
        return {"list_id": list_id, "round_number": round_number, "posting_id": posting_id}
    find_twins(actor, received)
    received.notes = without(received.notes, "total_differs") + totals_that_differ(actor, received)
    received.state = ListState.CHECKED
    received.save(update_fields=["notes", "state"])
    return None


@job(title=_("Write the rows of a list that are ready"), sees=eyes_of)
def write_list(*, list_id: int, round_number: int, posting_id: int) -> Arguments | None:
    """Register the next people and open their cases, for some seconds."""
    actor = eyes_of(posting_id=posting_id)
    received = in_state(actor, list_id, ListState.WRITING, round_number)
    if received is None:
        return None
    if actor is SYSTEM:
        stop(received, ListState.CHECKED)
        return None
    until = time.monotonic() + SECONDS
    if write_some(actor, received, until):
        return {"list_id": list_id, "round_number": round_number, "posting_id": posting_id}
    received.state = ListState.CHECKED
    received.save(update_fields=["state"])
    return None


def in_state(actor: Actor, list_id: int, state: str, round_number: int) -> ReceivedList | None:
    """Return the list, locked, if this work is still wanted: said anew or withdrawn, it is not."""
    rows = ReceivedList.objects.visible_to(actor).select_related("incident", "mission")
    rows = rows.select_for_update(of=("self",), no_key=True)
    return rows.filter(pk=list_id, state=state, round=round_number).first()


def stop(received: ReceivedList, state: str) -> None:
    """Stop, since whoever asked for it has no posting any more; nothing is lost."""
    kept = without(received.notes, "posting_ended")
    received.notes = [*kept, {"code": "posting_ended", "params": {}}]
    received.state = state
    received.save(update_fields=["notes", "state"])
