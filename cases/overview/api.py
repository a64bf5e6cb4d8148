"""Reading the board."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from cases.core import present
from cases.core.actor import Actor
from cases.core.api import HouseView, RowsView, RowView
from cases.core.described import QUERY
from cases.core.listing import seen_row
from cases.core.offered import offering
from cases.core.openapi import Described, HouseSchema
from cases.core.roles import FILE
from cases.core.shapes import TEXT
from cases.incidents.models import Incident
from cases.missions.models import Mission
from cases.overview.board import board_of
from cases.overview.models import SavedView
from cases.overview.serializers import SAVED_VIEW, board_out, board_schema

CHOICES = {
    "incident": "Code of the incident.",
    "mission": "Code of the mission; only for headquarters.",
}


class BoardView(HouseView):
    """How many open cases are blocked by what and by whom, since when, and what is due today."""

    sees = FILE

    def parameters(self) -> Collection[str]:
        """Return what it is narrowed by; the mission for headquarters only."""
        return [name for name in CHOICES if name not in self.withheld()]

    def withheld(self) -> Collection[str]:
        """Return the mission where the caller sees only one."""
        return () if self.actor.is_headquarters else ("mission",)

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it takes and answers, for OpenAPI."""
        parameters = [
            OpenApiParameter(name, TEXT, QUERY, description=text) for name, text in CHOICES.items()
        ]
        return Described(
            name="board",
            summary=str(self.__doc__),
            answer=schema.component("Board", board_schema(schema)),
            parameters=tuple(parameters),
        )

    def get(self, request: Request) -> Response:
        """Return the board as of now."""
        incident, mission = chosen(self.actor, request.query_params)
        return Response(board_out(board_of(self.actor, present.now(), mission, incident)))


def chosen(actor: Actor, given: QueryDict) -> tuple[Incident | None, Mission | None]:
    """Return the incident and mission asked for; 422 for what does not exist for this caller."""
    incident = mission = None
    if "incident" in given:
        incident = seen_row("incident", Incident, "code", str(given["incident"]), actor)
    if "mission" in given:
        mission = seen_row("mission", Mission, "code", str(given["mission"]), actor)
    assert incident is None or isinstance(incident, Incident)
    assert mission is None or isinstance(mission, Mission)
    return incident, mission


class SavedViewList(RowsView):
    """The caller's own saved views of the work list, and those shared with the mission."""

    model = SavedView
    shape = SAVED_VIEW
    order = ("saved_at", "uuid")
    sees = FILE

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return those that were not removed."""
        return super().rows(**where).filter(removed_at__isnull=True)


class SavedViewDetail(RowView):
    """One saved view in the caller's sight; of a removed one also when it was removed."""

    resource = "saved-views"
    shape = offering(SAVED_VIEW)
    sees = FILE
