"""Which cases changed for a reader since a moment, and what belongs to them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import Model, Q

from cases.casework.models import Case, Clock, Transition
from cases.casework.models.case import LASTS
from cases.casework.models.transition import MOVED
from cases.citizens.changes import WINDOW, people_seen
from cases.core import present
from cases.core.actor import Actor
from cases.core.changes import Found, Gone, Key, Part, Stretch, Walk, below, in_order, rows_written

FAR = timedelta(days=2)
"""A day begins at most so much earlier or later where another mission is."""


def cases_written(actor: Actor, walk: Walk, most: int) -> Stretch:
    """Return the next cases that were written, those that came from another mission among them."""
    return rows_written(Case.objects.own_of(actor), walk, most)


def cases_of_people(actor: Actor, walk: Walk, most: int) -> Stretch:
    """Return cases that stand as they were, but whose person was written: they tell of her."""
    seen = people_seen(actor, walk, WINDOW)
    people = [row.person for row in seen if row.until is None]
    cases = Case.objects.own_of(actor).filter(citizen_id__among=people, written_at__lte=walk.since)
    return below(
        [(row.at, row.person) for row in seen],
        cases.values_list("citizen_id", "pk"),
        {},
        walk,
        most,
        is_last=len(seen) < WINDOW,
    )


def cases_run_out(actor: Actor, walk: Walk, most: int) -> Stretch:
    """Return cases in which something ran out with the day, which nobody writes."""
    then = present.now() - (walk.now - walk.since)
    days = ((then - FAR).date(), (present.now() + FAR).date())
    over = Case.objects.own_of(actor).filter(
        LASTS, valid_until__range=days, written_at__lte=walk.since
    )
    after = walk.after.parent if walk.after else 0
    rows = over.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:most]
    found = [Found(Key(walk.since, row), row) for row in rows]
    return Stretch(found, found[-1].key if len(found) == most else None)


def cases_left(actor: Actor, walk: Walk, most: int) -> Stretch:
    """Return cases that another mission has now."""
    if actor.sees_all:
        return Stretch([], None)
    after = walk.after or Key(walk.since, 0)
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from cases_that_left(%s, %s, %s, %s)",
            [walk.since, after.at, after.parent, most],
        )
        rows = cursor.fetchall()
    found = [Found(Key(at, row), 0, Gone(reference, at)) for at, row, reference in rows]
    return Stretch(found, found[-1].key if len(found) == most else None)


Tells = Callable[[Actor, Walk, list[int]], Q]
"""(actor, walk, ids of cases) -> which rows tell of something else that changed since."""


def nothing_else(actor: Actor, walk: Walk, cases: list[int]) -> Q:
    """Return that rows tell of themselves alone."""
    return Q()


def judged(actor: Actor, walk: Walk, cases: list[int]) -> Q:
    """Return the questions whose answer is measured otherwise since."""
    clocks = Clock.objects.own_of(actor).filter(case_id__among=cases, inquiry__isnull=False)
    return Q(pk__in=clocks.filter(written_at__gt=walk.since).values("inquiry"))


def of_cases(model: type[Model], also: Tells = nothing_else) -> Part:
    """Return how rows that belong to cases are read: those that changed, all of cases that came.

    And those that tell of what `also` names.
    """
    manager: Any = model._default_manager

    def read(actor: Actor, walk: Walk, most: int) -> Stretch:
        cases = Case.objects.own_of(actor).filter(written_at__gt=walk.early)
        seen = in_order(cases, walk, WINDOW, ("written_at", "pk"))
        ids = [row for _at, row in seen]
        rows = manager.own_of(actor).filter(case_id__among=ids)
        changed = Q(written_at__gt=walk.since) | Q(case_id__among=came(actor, walk, ids))
        changed |= also(actor, walk, ids)
        return below(
            seen,
            rows.filter(changed).values_list("case_id", "pk"),
            {},
            walk,
            most,
            is_last=len(seen) < WINDOW,
        )

    return read


def came(actor: Actor, walk: Walk, cases: list[int]) -> list[int]:
    """Return the cases that changed hands since.

    What belongs to them is new to the mission, and headquarters is told its moments otherwise.
    """
    ledger = Transition.objects.own_of(actor).filter(MOVED, case_id__among=cases)
    moved = ledger.filter(written_at__gt=walk.since)
    return list(moved.values_list("case_id", flat=True).distinct())
