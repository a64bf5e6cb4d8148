"""Background work on lists: looking at the rows, and writing those that are ready.

Both act with the eyes of the posting, and of the token, by which it was asked for. A chunk and the
note of how far it got are one transaction: a worker that is killed loses its chunk and counts none
twice.
"""

import time
from functools import partial
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.core.actor import SYSTEM, Actor
from cases.core.jobs import job
from cases.core.jobs.declared import Arguments
from cases.core.jobs.sets import Pace, work_on
from cases.intake.lists.checking import (
    check_rows,
    set_aside,
    sort_out,
    totals_that_differ,
    without,
)
from cases.intake.lists.choices import ListState, RowState
from cases.intake.lists.models import ListRow, ReceivedList
from cases.intake.lists.queries import rows_in
from cases.intake.lists.twins import find_twins
from cases.intake.lists.writing import write_some
from cases.intake.sets import AT_ONCE as WRITTEN_AT_ONCE
from cases.missions.queries import actor_of_posting, still_acting

TAKES_IN: Final = "list.take_in"
AT_ONCE: Final = 500
SORTED_AT_ONCE: Final = 2000
LANES: Final = 2
"""So many workers look at one list at once; the others stay free for what else is due."""
SORTING, LOOKING = "sorting", "looking"
SECONDS: Final = 5.0


def eyes_of(*, posting_id: int, token_id: int | None = None, **_more: object) -> Actor:
    """Return whose eyes a chunk uses: the officer's; the system's alone to say that she is gone."""
    return still_acting(TAKES_IN, posting_id, token_id) or SYSTEM


def why_over(posting_id: int) -> str:
    """Return why nobody goes on: her posting has ended, or she may not any more."""
    return "posting_ended" if actor_of_posting(posting_id) is None else "right_ended"


@job(title=_("Look at the rows of a list"), sees=eyes_of)
def check_list(
    *,
    list_id: int,
    round_number: int,
    posting_id: int,
    token_id: int | None = None,
    part: str = SORTING,
    reached: str = "",
    **pace: int,
) -> Arguments | None:
    """Sort out the rows that are no people, one after the other; then look at the others in lanes.

    A lane takes the next rows that no other has, so as many workers as there are lanes work on one
    list; with a single worker the lanes take turns. The last of them finds who stands there twice.
    """
    actor = eyes_of(posting_id=posting_id, token_id=token_id)
    arguments: Arguments = {
        "list_id": list_id,
        "round_number": round_number,
        "posting_id": posting_id,
        "token_id": token_id,
    }
    if part == LOOKING:
        next_one = look_at_some(actor, arguments, Pace(AT_ONCE, **pace))
        return arguments | {"part": LOOKING} | next_one.arguments() if next_one else None
    received = in_state(actor, list_id, ListState.CHECKING, round_number)
    if received is None:
        return None
    if actor is SYSTEM:
        stop(received, ListState.RECEIVED, why_over(posting_id))
        return None
    following = sort_some_out(actor, received, reached, Pace(SORTED_AT_ONCE, **pace))
    if following:
        return arguments | following
    arguments |= {"part": LOOKING}
    people = rows_in(actor, received).filter(state=RowState.NEW)
    for _lane in range(min(LANES, people.count() // AT_ONCE + 1) - 1):
        check_list.enqueue(**arguments)
    return arguments


def sort_some_out(
    actor: Actor, received: ReceivedList, reached: str, pace: Pace
) -> Arguments | None:
    """Sort the next rows out in the order of the file; return how far, None when all are."""
    rows = rows_in(actor, received).filter(state=RowState.NEW)
    if reached:
        sheet, number = map(int, reached.split(":"))
        rows = rows.filter(Q(sheet=sheet, number__gt=number) | Q(sheet__gt=sheet))
    some = list(rows.in_order()[: pace.size])
    if not some:
        return None
    done, pace = work_on(some, partial(sort_out, actor, received), set_aside, pace)
    last = f"{some[-1].sheet}:{some[-1].number}"
    return {"reached": last if done else reached} | pace.arguments()


def look_at_some(actor: Actor, arguments: Arguments, pace: Pace) -> Pace | None:
    """Look at the next rows that no other lane has; return how this lane goes on, if it does.

    The list itself is not locked, or the lanes would wait for each other. It is read once its rows
    are: whoever says the columns anew changes the list first and then every row, so what this lane
    has written is either not begun or put back.
    """
    wanted = arguments["list_id"], ListState.CHECKING, arguments["round_number"]
    new = ListRow.objects.visible_to(actor).filter(received_id=wanted[0], state=RowState.NEW)
    locked = new.in_order().select_for_update(of=("self",), no_key=True, skip_locked=True)
    rows = list(locked[: pace.size])
    received = in_state(actor, *wanted, is_locked=actor is SYSTEM or not rows)
    if received is None:
        return None
    if actor is SYSTEM:
        stop(received, ListState.RECEIVED, why_over(arguments["posting_id"]))
        return None
    if rows:
        _done, pace = work_on(rows, partial(check_rows, actor, received), set_aside, pace)
        return pace
    if not new.exists():
        finish(actor, received)
    return None


def finish(actor: Actor, received: ReceivedList) -> None:
    """Find who stands in the list twice, and what its totals say otherwise."""
    find_twins(actor, received)
    received.notes = without(received.notes, "total_differs") + totals_that_differ(actor, received)
    received.state = ListState.CHECKED
    received.save(update_fields=["notes", "state"])


@job(title=_("Write the rows of a list that are ready"), sees=eyes_of)
def write_list(
    *,
    list_id: int,
    round_number: int,
    posting_id: int,
    token_id: int | None = None,
    **pace: int,
) -> Arguments | None:
    """Register the next people and open their cases, for some seconds."""
    actor = eyes_of(posting_id=posting_id, token_id=token_id)
    received = in_state(actor, list_id, ListState.WRITING, round_number)
    if received is None:
        return None
    if actor is SYSTEM:
        stop(received, ListState.CHECKED, why_over(posting_id))
        return None
    until = time.monotonic() + SECONDS
    is_more, next_one = write_some(actor, received, until, Pace(WRITTEN_AT_ONCE, **pace))
    if is_more:
        begun = {"posting_id": posting_id, "token_id": token_id}
        return {"list_id": list_id, "round_number": round_number, **begun} | next_one.arguments()
    received.state = ListState.CHECKED
    received.save(update_fields=["state"])
    return None


def in_state(
    actor: Actor, list_id: int, state: str, round_number: int, *, is_locked: bool = True
) -> ReceivedList | None:
    """Return the list, locked, if this work is still wanted: said anew or withdrawn, it is not."""
    rows = ReceivedList.objects.visible_to(actor).select_related("incident", "mission")
    if is_locked:
        rows = rows.select_for_update(of=("self",), no_key=True)
    return rows.filter(pk=list_id, state=state, round=round_number).first()


def stop(received: ReceivedList, state: str, why: str) -> None:
    """Stop, since whoever asked for it does not act there any more; nothing is lost."""
    kept = without(without(received.notes, "posting_ended"), "right_ended")
    received.notes = [*kept, {"code": why, "params": {}}]
    received.state = state
    received.save(update_fields=["notes", "state"])
