"""Incidents, what others reported about them, and what our missions are to do in them."""

from cases.incidents.models.days import today_at
from cases.incidents.models.directive import (
    CODE,
    Directive,
    DirectiveMission,
    DirectiveReport,
)
from cases.incidents.models.figure import ReportedFigure, ReportedFigureQuerySet
from cases.incidents.models.incident import Incident, IncidentQuerySet
from cases.incidents.models.plan import MissionPlan
from cases.incidents.models.position import PositionLine, PositionLineQuerySet

__all__ = [
    "CODE",
    "Directive",
    "DirectiveMission",
    "DirectiveReport",
    "Incident",
    "IncidentQuerySet",
    "MissionPlan",
    "PositionLine",
    "PositionLineQuerySet",
    "ReportedFigure",
    "ReportedFigureQuerySet",
    "today_at",
]
