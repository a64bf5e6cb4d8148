"""The gap of one reported figure, as a reader asks for it."""

from dataclasses import dataclass
from datetime import date, datetime

from cases.core.actor import Actor
from cases.core.errors import not_found
from cases.incidents.models import ReportedFigure
from cases.publishing.figures import Comparison, comparable
from cases.publishing.figures.moments import database_clock, end_of_minute, moments
from cases.publishing.gaps.explaining import explained
from cases.publishing.gaps.values import Gap


@dataclass(frozen=True, slots=True)
class Asked:
    """A reported figure beside ours; `gaps` are the ways from one to the other."""

    pair: Comparison
    known_at: datetime | None
    gaps: tuple[Gap, ...]


def gaps_of(actor: Actor, figure: ReportedFigure, known_at: date | datetime | None) -> Asked:
    """Return why a figure and ours differ; 404 where ours has no counterpart for this reader."""
    incident = figure.incident
    if figure.as_of is None:
        raise not_found()
    asked = end_of_minute(figure.as_of)
    found = comparable(actor, incident, asked, known_at, among=[figure])
    pair = next((pair for pair in found if pair.value is not None), None)
    if pair is None:
        raise not_found()
    used = moments(actor, incident.zone, asked, known_at, database_clock())
    return Asked(pair, used.known_at, tuple(explained(actor, pair, used.known_at)))
