"""Bringing derived rows up to date in the background, in chunks that can be resumed after any.

`recount_clocks` follows a changed calendar, `refresh_procedure` a changed limit, `refresh_person` a
changed person, `refresh_expired` the turn of a day, `refresh_open_cases` and `refresh_closed_cases`
a release that reads the rows otherwise. They write only what repeats other rows: clocks, steps
whose turn has come, what the case row keeps for speed.

Locks: cases in id order, and no person. Whoever else locks takes people first and then cases in id
order. A chunk never waits for a person, so nobody can wait for it in a circle; people need no lock
here, since nothing of theirs is written. What an operation has counted by the former calendar it
wrote under the lock of its case: the chunk waits for that lock before it reads the clocks, and so
counts those anew too.
"""

from collections.abc import Sequence
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef, Q, prefetch_related_objects

from cases.casework.choices import Stage
from cases.casework.models import Case, Clock, Step, Transition
from cases.casework.models.case import CaseQuerySet
from cases.casework.progress import refresh
from cases.casework.progress.charge import HANDED
from cases.casework.progress.counting import (
    TICKING,
    Ticking,
    count_anew,
    is_overtaken,
    nearest,
    ticking_of,
)
from cases.core.actor import SYSTEM
from cases.core.conditions import CONDITIONS
from cases.core.context import eyes, set_operation
from cases.core.facts import ledger_moment
from cases.missions.models import Mission
from cases.procedures.models import Playbook

CHUNK = 500
REFRESHED = 200
WRITE_CLOCKS = """
update cases_clock as clock
set state = row.state, due_from = row.due_from, due_at = row.due_at
from unnest(%s::bigint[], %s::text[], %s::timestamptz[], %s::timestamptz[])
  as row(id, state, due_from, due_at)
where clock.id = row.id
"""
WRITE_DUES = """
update cases_case as place set next_due_at = row.due_at, next_due_limit_id = row.limit_id
from unnest(%s::bigint[], %s::timestamptz[], %s::bigint[]) as row(id, due_at, limit_id)
where place.id = row.id
"""


def recount_clocks(mission_id: int, after_id: int = 0, limit: int = CHUNK) -> int | None:
    """Count the clocks of the next cases of a mission; return where to go on, None at the end.

    What was stopped keeps the deadline it was measured by. The former value of every clock that
    says something new stays in its row version.
    """
    with eyes(SYSTEM):
        set_operation("recount_clocks")
        ticking = Clock.objects.filter(case=OuterRef("pk"), state__in=TICKING)
        query = Case.objects.still_open().filter(Exists(ticking), mission=mission_id)
        cases = locked(query, after_id, limit)
        if cases:
            recount(Mission.objects.get(pk=mission_id), cases)
        return cases[-1].pk if len(cases) == limit else None


def refresh_expired(today: date, after_id: int = 0, limit: int = REFRESHED) -> int | None:
    """Bring the next cases up to date that a new day may have changed; return where to go on.

    Those are cases with something got for a gate ahead that no longer holds, and those on a
    playbook with a condition whose answer hangs on the day.
    """
    with eyes(SYSTEM):
        daily = [name for name, condition in CONDITIONS.items() if condition.is_daily]
        playbooks = Playbook.objects.filter(
            Q(gates__conditions__overlap=daily) | Q(steps__only_if__in=daily)
        )
        is_touched = Q(valid_until__lt=today) | Q(playbook__in=list(playbooks.values_list("pk")))
        query = Case.objects.still_open().filter(is_touched)
    return refresh_next("refresh_expired", query, after_id, limit)


def refresh_procedure(procedure_id: int, after_id: int = 0, limit: int = REFRESHED) -> int | None:
    """Bring the next cases up to date that have a step of a procedure; return where to go on.

    A limit of it was changed, and with it any of its clocks: when it starts, what stops it, whether
    there is one at all.
    """
    steps = Step.objects.filter(case=OuterRef("pk"), procedure=procedure_id)
    query = Case.objects.still_open().filter(Exists(steps))
    return refresh_next("refresh_procedure", query, after_id, limit)


def refresh_open_cases(after_id: int = 0, limit: int = REFRESHED) -> int | None:
    """Bring the next open cases up to date, whatever changed; return where to go on.

    A migration queues it where a release reads the rows otherwise than the one before. Clocks that
    stopped are judged as they were, but start and stop where the rows say that they did.
    """
    return refresh_next("refresh_open_cases", Case.objects.still_open(), after_id, limit)


def refresh_closed_cases(after_id: int = 0, limit: int = REFRESHED) -> int | None:
    """Do the same for closed cases: their pages tell still of who was late."""
    closed = Case.objects.filter(stage=Stage.CLOSED)
    return refresh_next("refresh_closed_cases", closed, after_id, limit)


def refresh_person(citizen_id: int) -> None:
    """Bring the open cases of a person up to date: whoever changed her may not see them all."""
    query = Case.objects.still_open().filter(citizen=citizen_id, playbook__isnull=False)
    refresh_next("refresh_person", query, 0, REFRESHED)


def refresh_next(operation: str, query: CaseQuerySet, after_id: int, limit: int) -> int | None:
    """Bring the next cases of a query up to date; return where to go on, None at the end."""
    with eyes(SYSTEM):
        set_operation(operation)
        cases = locked(query, after_id, limit)
        if cases:
            prefetch_related_objects(cases, "mission", "citizen")
            refresh(cases, ledger_moment([]))
        return cases[-1].pk if len(cases) == limit else None


def locked(query: CaseQuerySet, after_id: int, limit: int) -> list[Case]:
    """Return the next cases of a query, locked in id order."""
    rows = query.filter(pk__gt=after_id).order_by("pk")
    return list(rows.select_for_update(no_key=True, of=("self",))[:limit])


def recount(mission: Mission, cases: Sequence[Case]) -> None:
    """Count the clocks of locked cases anew, and write what is new.

    A case in which another step may come first now goes the long way, as after an operation. So
    does one that other missions had: what was written there was written in their zones.
    """
    moment = ledger_moment([])
    by_case = ticking_of(cases)
    clocks = [clock for rows in by_case.values() for clock in rows]
    started_otherwise = count_anew(mission, clocks)
    handed = Transition.objects.filter(HANDED, case__in=[case.pk for case in cases])
    is_handed = set(handed.values_list("case_id", flat=True))
    long_way = [
        case
        for case in cases
        if case.pk in started_otherwise | is_handed or is_overtaken(case, by_case.get(case.pk, ()))
    ]
    refreshed = {case.pk for case in long_way}
    write_clocks([row for row in clocks if row.is_changed and row.case_id not in refreshed])
    write_dues([case for case in cases if case.pk not in refreshed], by_case)
    if long_way:
        prefetch_related_objects(long_way, "mission", "citizen")
        refresh(long_way, moment)


def write_clocks(clocks: Sequence[Ticking]) -> None:
    """Write what clocks say now, in one statement."""
    if clocks:
        said = [
            (clock.id, str(clock.new_state), clock.new_due_from, clock.new_due_at)
            for clock in clocks
        ]
        with connection.cursor() as cursor:
            cursor.execute(WRITE_CLOCKS, [list(column) for column in zip(*said, strict=True)])


def write_dues(cases: Sequence[Case], by_case: dict[int, list[Ticking]]) -> None:
    """Write the next deadline of those cases whose row says another one, in one statement."""
    said = {case.pk: (case.next_due_at, case.next_due_limit_id) for case in cases}
    now = {case.pk: nearest(by_case.get(case.pk, ())) for case in cases}
    new = [(key, *value) for key, value in now.items() if value != said[key]]
    if new:
        with connection.cursor() as cursor:
            cursor.execute(WRITE_DUES, [list(column) for column in zip(*new, strict=True)])
