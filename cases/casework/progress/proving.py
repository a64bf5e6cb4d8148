"""What is wrong with what open cases repeat of their steps: found by working it out anew.

Nothing is written. A case in which something seems wrong is looked at again under its lock, since
it may have changed while it was read.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from cases.casework.choices import ClockState
from cases.casework.models import Case, CaseQuerySet
from cases.casework.progress.blockers import derived_values
from cases.casework.progress.clocks import FACTS, SAID, says_as
from cases.casework.progress.file import File, limits_of, load
from cases.casework.progress.ticking import Calendars, Read, readings, rules_for
from cases.core import present
from cases.core.actor import SYSTEM
from cases.core.context import eyes

AT_ONCE = 500
DAY = timedelta(days=1)


def wrong_in_open_cases(low: int, high: int) -> list[str]:
    """Return what is wrong in the open cases with ids from `low` to `high`, by case number."""
    found: list[str] = []
    calendars, after = Calendars(), low - 1
    while True:
        with eyes(SYSTEM):
            rows = Case.objects.still_open().filter(pk__gt=after, pk__lte=high).order_by("pk")
            cases = whole(rows[:AT_ONCE])
            suspected = {case.pk for case, _fault in faults(cases, calendars)}
        if suspected:
            found += faults_under_lock(suspected, calendars)
        if len(cases) < AT_ONCE:
            return found
        after = cases[-1].pk


def whole(rows: CaseQuerySet) -> list[Case]:
    """Return cases with what their conditions and calendars ask for."""
    return list(rows.select_related("mission", "citizen"))


def faults_under_lock(ids: set[int], calendars: Calendars) -> list[str]:
    """Return what is wrong in cases that nobody changes meanwhile."""
    with eyes(SYSTEM):
        rows = Case.objects.still_open().filter(pk__in=ids).order_by("pk")
        cases = whole(rows.select_for_update(no_key=True, of=("self",)))
        return [f"{case.reference} {fault}" for case, fault in faults(cases, calendars)]


def faults(cases: Sequence[Case], calendars: Calendars) -> Iterator[tuple[Case, str]]:
    """Yield what is wrong in cases: a clock, or a column of the case row."""
    now, files = present.now(), load(cases)
    limits = limits_of({step.procedure_id for file in files for step in file.steps})
    rules = rules_for(files, limits, calendars)
    for file in files:
        for read in readings(file, rules, now):
            if is_wrong(read):
                yield file.case, f"{read.step.code}: {read.limit.code}"
        for name in wrong_columns(file, now):
            yield file.case, name


def is_wrong(read: Read) -> bool:
    """Return whether a clock is missing or says something else than it should.

    The deadline of a stopped clock is left out: it is the one it was measured by, also after the
    calendar was changed. So is which of the values of a limit a clock has that does not run yet.
    What was done before its limit began has no verdict.
    """
    clock, says = read.clock, read.says
    if clock is None:
        return True
    if says.state == ClockState.WAITING:
        return clock.state != says.state
    if not says_as(clock, says, FACTS if says.state == ClockState.STOPPED else SAID):
        return True
    if clock.was_done_before and clock.verdict:
        return True
    return clock.limit_id != read.limit.pk


def wrong_columns(file: File, now: datetime) -> list[str]:
    """Return the columns of the case row that do not follow from its steps and clocks.

    A day may have turned since the row was written, and what that changes is brought up to date
    some hours later: so the row may also be right for yesterday, or for the day of the last act.
    """
    wrong: list[str] = []
    for moment in (file.case.ledger_at, now - DAY, now):
        if moment is not None:
            values = derived_values(file, moment)
            wrong = [name for name, value in values.items() if getattr(file.case, name) != value]
            if not wrong:
                break
    return wrong
