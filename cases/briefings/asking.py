"""Which briefing is written."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models.expressions import RawSQL

from cases.incidents.models import Incident, ReportedFigure

UNCOUNTED: Final = "select f.case_id from figure_foreign(%s, %s, %s) as f"


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

    @property
    def uncounted(self) -> RawSQL:
        """The cases of those who are no nationals, or of unknown nationality: in no number."""
        asked = [self.incident.pk, self.as_of, self.known_at]
        return RawSQL(UNCOUNTED, asked)  # noqa: S611 - our own text and its parameters
