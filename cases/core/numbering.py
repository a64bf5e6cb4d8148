"""Numbers of rows that a mission counts by year: the highest plus one, under a lock."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Max, QuerySet

from cases.core.actor import Actor


def next_serial(actor: Actor, moment: datetime, rows: QuerySet[Any], lock: int) -> tuple[int, int]:
    """Return year and next serial of the actor's mission among `rows`, which it sees all of.

    `lock` is the first key of the advisory lock under which they are given out. Nothing is deleted,
    so the next one follows the highest; that of an act refused in the end is taken again.
    """
    year = moment.astimezone(actor.clock).year
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [lock, actor.mission_id])
    own = rows.filter(mission_id=actor.mission_id, year=year)
    return year, (own.aggregate(last=Max("serial"))["last"] or 0) + 1
