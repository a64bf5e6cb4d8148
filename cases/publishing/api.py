"""Reading computed figures."""

from typing import Any

from django.core.exceptions import ValidationError
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from cases.core import present
from cases.core.api import HouseView, key_of
from cases.core.described import QUERY, path_parameters
from cases.core.errors import Problem, invalid
from cases.core.fields import Moment
from cases.core.openapi import Described, HouseSchema
from cases.core.registry import RESOURCES
from cases.incidents.models import Incident
from cases.publishing.figures import figures_of
from cases.publishing.operations.snapshots import moment_of
from cases.publishing.serializers import FIGURES, figures_out

MOMENTS = {
    "as_of": "What was so at this moment (now without it); a bare day means its end.",
    "known_at": "Counting only what was known at this moment (now without it).",
}


class IncidentTotals(HouseView):
    """What the two ledgers give for an incident, as of any moment, as known at any moment."""

    takes = tuple(MOMENTS)

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it takes and answers, for OpenAPI."""
        answer = schema.component("ComputedFigures", FIGURES)
        return described_at(self, schema, "incident_totals", answer)

    def get(self, request: Request, **where: str) -> Response:
        """Return the figures; 403 for a mission that never had a case in the incident."""
        return Response(figures_out(figures_of(self.actor, *asked_at(self, request, where))))


def described_at(view: HouseView, schema: HouseSchema, name: str, answer: Any) -> Described:
    """Return how a read of an incident at two moments stands in OpenAPI."""
    moments = [
        OpenApiParameter(moment, Moment().schema(), QUERY, description=text)
        for moment, text in MOMENTS.items()
    ]
    return Described(
        name=name,
        summary=str(view.__doc__),
        answer=answer,
        parameters=(*path_parameters(schema.path), *moments),
    )


def asked_at(view: HouseView, request: Request, where: dict[str, str]) -> tuple[Incident, Any, Any]:
    """Return the incident in sight, the moment asked for (else now), and that of knowledge.

    422 for a moment that is still to come.
    """
    incident = RESOURCES["incidents"].find(view.actor, key_of(where))
    moments = moments_of(request.query_params, incident)
    return incident, moments["as_of"] or present.now(), moments["known_at"]


def moments_of(query: Any, incident: Incident) -> dict[str, Any]:
    """Return the moments asked for; 422 for anything that is none, or that is still to come."""
    faults: list[Problem] = []
    found: dict[str, Any] = {}
    for name in MOMENTS:
        try:
            found[name] = Moment(required=False).clean(query.get(name, ""))
        except ValidationError as fault:
            faults.append(Problem(name, fault.code or "bad_moment", fault.messages[0]))
    if faults:
        raise invalid(faults)
    for name, asked in found.items():
        if asked is not None:
            moment_of(asked, incident, present.now(), name)
    return found
