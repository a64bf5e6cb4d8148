"""The main figures over time in the API."""

from typing import Any, Final

from rest_framework.request import Request
from rest_framework.response import Response

from cases.core.api import HouseView
from cases.core.openapi import Described, HouseSchema
from cases.core.precision import iso_as_of, iso_known_at
from cases.core.shapes import AS_KNOWN, TEXT, WHOLE
from cases.publishing.api import MOMENTS, asked_at, described_at
from cases.publishing.over_time import Line, OverTime, over_time
from cases.publishing.serializers import object_of

POINT: Final = object_of(
    {"as_of": AS_KNOWN, "known_then_at": AS_KNOWN, "known_then": WHOLE, "known_now": WHOLE}
)
LINE: Final = object_of(
    {"key": TEXT, "label": TEXT, "points": {"type": "array", "items": POINT}},
)
OVER_TIME: Final = object_of(
    {
        "incident": TEXT,
        "known_at": AS_KNOWN,
        "zone": TEXT,
        "lines": {"type": "array", "items": LINE},
    }
)


class IncidentLines(HouseView):
    """The main figures at some moments up to one, each as known then and as known now.

    `key` is the address of a figure: `counted`, `present/TH`, `present/` (not known where),
    `crossed/TH`, `open`, `stage/closed`.
    """

    takes = tuple(MOMENTS)

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it takes and answers, for OpenAPI."""
        answer = schema.component("FiguresOverTime", OVER_TIME)
        return described_at(self, schema, "incident_lines", answer)

    def get(self, request: Request, **where: str) -> Response:
        """Return the lines; 403 for a mission that never had a case in the incident."""
        return Response(lines_out(over_time(self.actor, *asked_at(self, request, where))))


def lines_out(found: OverTime) -> dict[str, Any]:
    """Return the lines of an incident as the API shows them."""
    return {
        "incident": found.incident.code,
        "known_at": iso_known_at(found.known_at, found.incident.zone),
        "zone": found.incident.zone,
        "lines": [line_out(found, line) for line in found.lines],
    }


def line_out(found: OverTime, line: Line) -> dict[str, Any]:
    """Return one line with its points."""
    zone = found.incident.zone
    return {
        "key": line.key,
        "label": str(line.label),
        "points": [
            {
                "as_of": iso_as_of(point.as_of, zone),
                "known_then_at": iso_known_at(point.known_at, zone),
                "known_then": then,
                "known_now": now,
            }
            for point, then, now in zip(found.points, line.then, line.now, strict=True)
        ],
    }
