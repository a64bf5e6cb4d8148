"""Snapshots of figures, for the tests that try every operation and every wall."""

from datetime import date, timedelta
from typing import Any
from unittest.mock import patch

from cases.core.actor import Actor
from cases.core.context import eyes
from cases.core.facts import When
from cases.incidents.models import Incident, ReportedFigure
from cases.incidents.operations import report_figure
from cases.publishing.models import Snapshot
from cases.publishing.operations import take_snapshot
from tests.factories import IncidentFactory, headquarters
from tests.register import fresh

DAY = When(day=date(2025, 10, 22))
Prepared = tuple[Any, dict[str, Any]]


def a_snapshot(actor: Actor | None = None, **values: Any) -> Snapshot:
    """Return a snapshot of a whole day, as known now unless said otherwise.

    Nothing is on its way in a test, so that what was recorded a moment ago counts too.
    """
    taker = actor if actor is not None and actor.sees_all else headquarters()
    said: dict[str, Any] = {"title": "Invented briefing", "as_of": DAY} | values
    at_once = patch("cases.publishing.operations.snapshots.SETTLED_AFTER", timedelta())
    with eyes(taker), at_once:
        return take_snapshot(taker, incident=IncidentFactory(), **said)


def a_figure(incident: Incident, **values: Any) -> ReportedFigure:
    """Return a figure that a source reported."""
    said: dict[str, Any] = {
        "metric": "crossed",
        "value": 151,
        "qualifier": "exact",
        "as_of": DAY,
        "source_name": "A gazette",
        "scope": "Vietnamese citizens.",
        "nationality": "VN",
    }
    with eyes(headquarters()) as who:
        return report_figure(who, incident=incident, **(said | values))


def snapshot(actor: Actor) -> Prepared:
    """A snapshot that stands."""
    return fresh(a_snapshot(actor)), {}


FIGURES = {"snapshots": snapshot}
