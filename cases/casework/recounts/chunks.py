"""Listing and writing what a correction judges otherwise, in chunks that can be resumed.

Listing writes the list alone, and lets cease to count what nothing confirms any more. Writing
locks cases in id order, as `casework.recounting` does, and writes only clocks that would still say
what was listed: what was corrected since was decided otherwise since.
"""

from collections.abc import Sequence

from django.db.models import prefetch_related_objects

from cases.casework.models import Case, Clock
from cases.casework.progress import refresh
from cases.casework.progress.clocks import SAID
from cases.casework.progress.ticking import COLUMNS
from cases.casework.recounts.choices import RecountState
from cases.casework.recounts.models import Recount, RecountedClock
from cases.casework.recounts.reading import Would, is_late, measured, otherwise, would_say
from cases.casework.recounts.settled import settled_reason
from cases.core.actor import SYSTEM
from cases.core.context import eyes, set_operation
from cases.core.facts import ledger_moment
from cases.core.waiting import write_all

LISTED = 200
WRITTEN = 200


def list_chunk(recount: Recount, after_id: int = 0, limit: int = LISTED) -> int | None:
    """List the next clocks that would be judged otherwise; return where to go on, None at the end.

    The row of the recount is made with the first clock that is found: what changes nothing leaves
    nothing behind.
    """
    with eyes(SYSTEM):
        set_operation("list_recount")
        rows = Clock.objects.filter(measured(recount), pk__gt=after_id).order_by("pk")
        clocks = list(rows[:limit])
        would = would_say(clocks)
        lines = otherwise(recount, would)
        if lines:
            add_lines(recount, lines, [would[line.clock_id] for line in lines])
            let_cease([would[line.clock_id] for line in lines])
        if len(clocks) == limit:
            return clocks[-1].pk
        if not recount._state.adding:
            finish_list(recount)
        return None


def add_lines(recount: Recount, lines: Sequence[RecountedClock], would: Sequence[Would]) -> None:
    """Write lines, and count them on the recount."""
    if recount._state.adding:
        recount.recorded_at = ledger_moment([])
        recount.save(force_insert=True)
    asked = [one for one in would if not one.moves_at_once]
    recount.moved += len(would) - len(asked)
    recount.found += len(asked)
    recount.rejudged += sum(not line.is_moved and len(set(line.judged)) > 1 for line in lines)
    recount.acquitted += sum(one.clock.is_late and not is_late(one.says) for one in asked)
    recount.accused += sum(is_late(one.says) and not one.clock.is_late for one in asked)
    recount.save(update_fields=["moved", "found", "rejudged", "acquitted", "accused"])
    RecountedClock.objects.bulk_create(lines)


def let_cease(would: Sequence[Would]) -> None:
    """Let clocks count against nobody whose limit is no longer confirmed, whatever is decided."""
    ceased = [one.clock.pk for one in would if one.clock.is_counted and not one.says.is_counted]
    Clock.objects.filter(pk__in=ceased).update(is_counted=False)


def finish_list(recount: Recount) -> None:
    """Let somebody decide, or decide at once what the configuration has decided.

    Where no stopped clock is on the list, there is nothing to decide.
    """
    reason = settled_reason(recount)
    recount.state = RecountState.ACCEPTED if reason else RecountState.PROPOSED
    if not recount.found:
        recount.state = RecountState.DONE
        reason = recount.corrected_because
        recount.decided_by_id = recount.corrected_by_id
    recount.reason = reason
    recount.decided_at = ledger_moment([]) if reason else None
    recount.version += 1
    recount.save(update_fields=["state", "reason", "decided_at", "decided_by", "version"])


def hold_chunk(recount: Recount, after_id: int = 0, limit: int = LISTED) -> int | None:
    """Look whether the next clocks of a proposed list would still say what was listed.

    Where none does, the recount is outdated. Return where to go on, None once that is known.
    """
    with eyes(SYSTEM):
        set_operation("list_recount")
        if recount.state != RecountState.PROPOSED:
            return None
        rows = RecountedClock.objects.filter(recount=recount, is_moved=False, clock__gt=after_id)
        lines = list(rows.order_by("clock_id").select_related("clock")[:limit])
        would = would_say([line.clock for line in lines])
        if any(still_says(line, would) for line in lines):
            return None
        if len(lines) == limit:
            return lines[-1].clock_id
        recount.state, recount.decided_at = RecountState.OUTDATED, ledger_moment([])
        recount.version += 1
        recount.save(update_fields=["state", "decided_at", "version"])
        return None


def write_chunk(recount: Recount, after_id: int = 0, limit: int = WRITTEN) -> int | None:
    """Write the next clocks of an accepted list; return where to go on, None at the end."""
    with eyes(SYSTEM):
        set_operation("write_recount")
        rows = RecountedClock.objects.filter(recount=recount, is_moved=False, clock__gt=after_id)
        lines = list(rows.order_by("clock_id").select_related("clock")[:limit])
        cases = Case.objects.filter(pk__in={line.case_id for line in lines}).order_by("pk")
        list(cases.select_for_update(no_key=True, of=("self",)).values_list("pk", flat=True))
        would = would_say([line.clock for line in lines])
        written = [would[line.clock_id] for line in lines if still_says(line, would)]
        write_clocks(written)
        recount.written += len(written)
        is_over = len(lines) < limit
        if is_over:
            recount.state = RecountState.DONE
            recount.version += 1
        recount.save(update_fields=["written", "state", "version"])
        return None if is_over else lines[-1].clock_id


def still_says(line: RecountedClock, would: dict[int, Would]) -> bool:
    """Return whether a clock would say what was listed, and does not say it yet."""
    one = would[line.clock_id]
    clock, says = one.clock, one.says
    listed = line.verdict_after, line.due_after, line.is_counted_after
    is_same = listed == (says.verdict, says.due_at, says.is_counted)
    return is_same and any(getattr(clock, name) != getattr(says, name) for name in SAID)


def write_clocks(would: Sequence[Would]) -> None:
    """Put on clocks what they would say.

    An open case in which one runs again is brought up to date.
    """
    for one in would:
        one.clock.limit_id = one.limit_id
        for name in SAID:
            setattr(one.clock, name, getattr(one.says, name))
    write_all([one.clock for one in would], COLUMNS)
    running = {one.clock.case_id for one in would if not one.says.stopped_at}
    cases = list(Case.objects.filter(pk__in=running).still_open().order_by("pk"))
    if cases:
        prefetch_related_objects(cases, "mission", "citizen")
        refresh(cases, ledger_moment([]))
