"""Numbers of handovers: mission, H, year, serial (`NBA-H-2025-0003`)."""

from datetime import datetime

from cases.core.actor import Actor
from cases.core.numbering import next_serial
from cases.movements.handover.models import Handover

LOCK = 7265620


def take_number(actor: Actor, moment: datetime) -> tuple[int, int, str]:
    """Return year, serial and number of the mission's next handover."""
    year, serial = next_serial(actor, moment, Handover.objects.visible_to(actor), LOCK)
    return year, serial, f"{actor.mission_code}-H-{year}-{serial:04d}"
