"""Reading incidents and reported figures."""

from typing import Any

from django.db.models import Q, QuerySet

from cases.core.api import RowsView, RowView, key_of
from cases.core.listing import choice_filter, flag_filter
from cases.core.registry import RESOURCES
from cases.incidents.choices import Metric
from cases.incidents.models import Incident, ReportedFigure
from cases.incidents.serializers import FIGURE, INCIDENT
from cases.places.choices import Country


class IncidentList(RowsView):
    """Incidents, by code."""

    model = Incident
    shape = INCIDENT
    order = ("code",)
    filters = (flag_filter("open", Q(is_open=True), "Whether new cases may be opened."),)


class IncidentDetail(RowView):
    """One incident."""

    resource = "incidents"
    shape = INCIDENT


class FigureList(RowsView):
    """What sources reported about an incident, by the moment they speak of."""

    model = ReportedFigure
    shape = FIGURE
    order = ("as_of", "uuid")
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

    resource = "figures"
    shape = FIGURE
