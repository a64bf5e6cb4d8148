"""Listing the cases behind a snapshot of a large incident, some thousands of people after another.

What was known at a settled moment no longer changes, so that the parts make the same whole as one
look would, however long they take; and a worker that is killed goes on behind its last part.
"""

import time
from typing import Final

from django.db import connection

from cases.core.facts import ledger_moment
from cases.incidents.models import Incident
from cases.publishing.definitions.accounted import Behind
from cases.publishing.freezing import counted, freeze, keep_cases, kept
from cases.publishing.models import Snapshot

AT_ONCE: Final = 5_000
"""Up to so many cases an incident is frozen in the act itself: within a second or two."""
PEOPLE: Final = 4_000
"""Of so many people each part lists the cases."""

MORE_THAN: Final = """
select count(*) > %s from (select from cases_case where incident_id = %s limit %s) as found
"""
NEXT: Final = """
with next as (select distinct citizen_id from cases_case
  where incident_id = %(incident)s and citizen_id > %(after)s order by citizen_id limit %(most)s)
select own.citizen_id, own.id from cases_case as own
where own.incident_id = %(incident)s and own.citizen_id in (select citizen_id from next)
order by own.citizen_id
"""


def is_for_parts(incident: Incident) -> bool:
    """Return whether the incident has too many cases to freeze its figures in one act."""
    with connection.cursor() as cursor:
        cursor.execute(MORE_THAN, [AT_ONCE, incident.pk, AT_ONCE + 1])
        return bool(cursor.fetchone()[0])


def freeze_some(snapshot: Snapshot, after: int, seconds: float) -> int | None:
    """List the cases of the next people for some seconds; return the last one, None at the end.

    With eyes that see all. When nobody was left to begin with, the values follow and the digest
    closes it: a piece of work of its own.
    """
    begun, stop = after, time.monotonic() + seconds
    while (behind := people_behind(snapshot.incident, after)).citizens:
        moments = (snapshot.as_of, snapshot.known_at)
        keep_cases(snapshot, counted(snapshot.incident, snapshot.figures, *moments, behind))
        after = behind.citizens[-1]
        if time.monotonic() > stop:
            return after
    if after > begun:
        return after
    freeze(kept(snapshot), ledger_moment([]))
    return None


def people_behind(incident: Incident, after: int) -> Behind:
    """Return the next people who have, or ever had, a case of the incident."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, {"incident": incident.pk, "after": after, "most": PEOPLE})
        found = cursor.fetchall()
    return Behind(list(dict.fromkeys(row[0] for row in found)), [row[1] for row in found])
