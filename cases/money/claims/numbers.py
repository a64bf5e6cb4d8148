"""Numbers of claims: mission, C, year, serial (`BKK-C-2025-0001`)."""

from datetime import datetime

from cases.core.actor import Actor
from cases.core.numbering import next_serial
from cases.money.claims.models import Claim

LOCK = 7265621


def take_number(actor: Actor, moment: datetime) -> tuple[int, int, str]:
    """Return year, serial and number of the mission's next claim."""
    year, serial = next_serial(actor, moment, Claim.objects.visible_to(actor), LOCK)
    return year, serial, f"{actor.mission_code}-C-{year}-{serial:04d}"
