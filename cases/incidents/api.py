"""Reading incidents, reported figures, directives, plans and position lines."""

from typing import Any

from django.db.models import Q, QuerySet

from cases.core import present
from cases.core.actor import Actor
from cases.core.api import RowsView, RowView, key_of
from cases.core.api_history import RowHistoryView
from cases.core.listing import Filter, bad_filter, choice_filter, flag_filter, row_filter
from cases.core.offered import offering
from cases.core.registry import RESOURCES
from cases.core.roles import FIGURES
from cases.core.shapes import FLAG
from cases.incidents.choices import DirectiveState, Metric
from cases.incidents.models import (
    Directive,
    DirectiveMission,
    DirectiveReport,
    Incident,
    MissionPlan,
    PositionLine,
    ReportedFigure,
)
from cases.incidents.serializers import (
    ADDRESSEE,
    DIRECTIVE,
    DIRECTIVE_ROW,
    FIGURE,
    INCIDENT,
    PLAN,
    POSITION_LINE,
    POSITION_LINE_ROW,
    REPORT,
)
from cases.missions.models import Mission
from cases.places.choices import Country


class IncidentList(RowsView):
    """Incidents, by code."""

    sees = FIGURES
    model = Incident
    shape = INCIDENT
    order = ("code",)
    filters = (flag_filter("open", Q(is_open=True), "Whether new cases may be opened."),)


class IncidentDetail(RowView):
    """One incident."""

    sees = FIGURES
    resource = "incidents"
    shape = offering(INCIDENT)


class IncidentHistory(RowHistoryView):
    """What was changed in an incident, newest first."""

    sees = FIGURES
    resource = "incidents"


class FigureList(RowsView):
    """What sources reported about an incident, by the moment they speak of."""

    sees = FIGURES
    model = ReportedFigure
    shape = FIGURE
    order = ("ordered_at", "uuid")
    filters = (
        choice_filter("metric", "metric", Metric, "What is counted."),
        choice_filter("country", "country", Country, "Where the figure places the people."),
        flag_filter("disputed", Q(disputed=True), "Whether the figure is disputed."),
    )

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return the figures of one incident."""
        incident = RESOURCES["incidents"].find(self.actor, key_of(where))
        return super().rows().filter(incident=incident)


class FigureDetail(RowView):
    """One reported figure."""

    sees = FIGURES
    resource = "figures"
    shape = FIGURE


def overdue_filter(help_text: str) -> Filter:
    """Narrow to rows whose day has passed where their mission is, or to the others."""

    def apply(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
        if value not in {"true", "false"}:
            raise bad_filter("overdue", ("true", "false"))
        late: Any = query.model._default_manager
        late = late.overdue(present.now()).values("pk")
        return query.filter(pk__in=late) if value == "true" else query.exclude(pk__in=late)

    return Filter("overdue", help_text, FLAG, apply)


def of_mission(path: str) -> Filter:
    """Narrow to the rows of one mission."""
    return row_filter(
        "mission",
        path,
        Mission,
        "code",
        "Code of the mission; only for headquarters.",
        headquarters_only=True,
    )


class DirectiveList(RowsView):
    """Directives the caller sees, oldest first: headquarters all, a mission those to itself."""

    model = Directive
    shape = DIRECTIVE_ROW
    order = ("issued_on", "code")
    filters = (
        row_filter("incident", "incident", Incident, "code", "Code of the incident."),
        flag_filter("withdrawn", Q(withdrawn_at__isnull=False), "Whether it was withdrawn."),
    )


class DirectiveDetail(RowView):
    """One directive, and what the caller's mission may do with it now."""

    resource = "directives"
    shape = DIRECTIVE


class AddresseeList(RowsView):
    """How far each mission is with each directive: who has not answered, who is overdue."""

    model = DirectiveMission
    shape = ADDRESSEE
    order = ("uuid",)
    filters = (
        row_filter("incident", "directive__incident", Incident, "code", "Code of the incident."),
        choice_filter("state", "state", DirectiveState, "How far the mission is."),
        overdue_filter("Whether it is not done by the day on which it was due."),
        of_mission("mission"),
    )


class DirectiveAddresseeList(AddresseeList):
    """How far each mission is with one directive; a mission sees itself."""

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return the missions that the directive is addressed to."""
        directive = RESOURCES["directives"].find(self.actor, key_of(where))
        return super().rows().filter(directive=directive)


class ReportList(RowsView):
    """What missions said on a directive, oldest first; a mission reads its own reports."""

    model = DirectiveReport
    shape = REPORT
    order = ("recorded_at", "uuid")
    filters = (
        choice_filter("state", "state", DirectiveState, "The state the mission came to."),
        of_mission("addressee__mission"),
    )

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return the reports on one directive."""
        directive = RESOURCES["directives"].find(self.actor, key_of(where))
        return super().rows().filter(addressee__directive=directive)


def by_standing(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    """Narrow to the plans that stand, or to those that were replaced."""
    if value not in {"true", "false"}:
        raise bad_filter("standing", ("true", "false"))
    standing: Any = query.model._default_manager
    standing = standing.newest().values("pk")
    return query.filter(pk__in=standing) if value == "true" else query.exclude(pk__in=standing)


class PlanList(RowsView):
    """Plans of missions, oldest first; a mission reads its own."""

    model = MissionPlan
    shape = PLAN
    order = ("recorded_at", "uuid")
    filters = (
        row_filter("incident", "incident", Incident, "code", "Code of the incident."),
        Filter("standing", "Whether it stands, or was replaced by another.", FLAG, by_standing),
        overdue_filter("Whether it stands and was to be looked at again before today."),
        of_mission("mission"),
    )


class PlanDetail(RowView):
    """One plan of a mission."""

    resource = "plans"
    shape = PLAN


class PositionLineList(RowsView):
    """What may be said about incidents, oldest first; drafts are for headquarters."""

    sees = FIGURES
    model = PositionLine
    shape = POSITION_LINE_ROW
    order = ("stated_on", "uuid")
    filters = (
        row_filter("incident", "incident", Incident, "code", "Code of the incident."),
        flag_filter("approved", Q(approved_at__isnull=False), "Whether it was approved."),
        flag_filter("withdrawn", Q(withdrawn_at__isnull=False), "Whether it was withdrawn."),
    )


class PositionLineDetail(RowView):
    """One position line, and what the caller may do with it now."""

    sees = FIGURES
    resource = "position-lines"
    shape = POSITION_LINE
