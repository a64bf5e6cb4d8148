"""Which briefing is written."""

from dataclasses import dataclass
from datetime import datetime

from cases.incidents.models import Incident, ReportedFigure


@dataclass(frozen=True, slots=True)
class Asking:
    """About what, as of when, as known when, under which number, quoting whom."""

    incident: Incident
    kind: str
    number: str
    as_of: datetime
    is_day: bool
    known_at: datetime
    quoted: tuple[ReportedFigure, ...] = ()

    @property
    def is_hindsight(self) -> bool:
        """Whether more may be known of the moment than was known at it."""
        return self.known_at > self.as_of
