"""Numbers of claims: mission, C, year, serial (`BKK-C-2025-0001`)."""

from datetime import datetime

from django.db import connection
from django.db.models import Max

from cases.core.actor import Actor
from cases.money.claims.models import Claim

LOCK = 7265621
"""The first key of the advisory lock under which a mission's numbers are given out."""


def take_number(actor: Actor, moment: datetime) -> tuple[int, int, str]:
    """Return year, serial and number of the mission's next claim.

    Nothing is deleted, so the next one follows the highest; a number of an act that was refused in
    the end is taken again.
    """
    year = moment.astimezone(actor.clock).year
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [LOCK, actor.mission_id])
    own = Claim.objects.visible_to(actor).filter(mission_id=actor.mission_id, year=year)
    serial = (own.aggregate(last=Max("serial"))["last"] or 0) + 1
    return year, serial, f"{actor.mission_code}-C-{year}-{serial:04d}"
