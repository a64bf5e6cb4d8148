"""Which briefing is written."""

from dataclasses import dataclass
from datetime import datetime

from cases.incidents.models import Incident


@dataclass(frozen=True, slots=True)
class Asking:
    """About what, as of when, as known when, under which number."""

    incident: Incident
    kind: str
    number: str
    as_of: datetime
    is_day: bool
    known_at: datetime
