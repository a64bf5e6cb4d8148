"""Why a reported figure and ours differ, line by line."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from cases.core.addresses import address_of
from cases.core.api import HouseView, key_of
from cases.core.described import QUERY, path_parameters
from cases.core.fields import Moment
from cases.core.openapi import Described, HouseSchema
from cases.core.precision import iso_as_of, iso_known_at
from cases.core.registry import RESOURCES
from cases.core.roles import FIGURES
from cases.core.shapes import AS_KNOWN, FLAG, TEXT, WHOLE, nullable
from cases.publishing.api import MOMENTS, moments_of
from cases.publishing.gap_pages import WORDS, hint_words
from cases.publishing.gaps import Gap, gaps_of
from cases.publishing.gaps.asked import Asked
from cases.publishing.serializers import object_of

LINE: Final = object_of({"code": TEXT, "label": TEXT, "why": TEXT, "change": WHOLE})
HINT: Final = object_of({"code": TEXT, "count": WHOLE, "words": TEXT})
WAY: Final = object_of(
    {
        "is_of_list": FLAG,
        "is_later": FLAG,
        "comparison_url": nullable(TEXT),
        "listed": WHOLE,
        "differently": WHOLE,
        "spoke_at": nullable(AS_KNOWN),
        "reported": WHOLE,
        "lines": {"type": "array", "items": LINE},
        "ours": WHOLE,
        "hints": {"type": "array", "items": HINT},
    }
)
GAP: Final = object_of(
    {
        "figure": TEXT,
        "as_of": AS_KNOWN,
        "known_at": nullable(AS_KNOWN),
        "ways": {"type": "array", "items": WAY},
    }
)


class GapOfFigure(HouseView):
    """The way from a reported figure to ours: its lines add up from the one to the other.

    By a list that was laid beside our records, else by what became known after the source spoke.
    """

    sees = FIGURES
    takes = ("known_at",)

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it takes and answers, for OpenAPI."""
        known = OpenApiParameter(
            "known_at", Moment().schema(), QUERY, description=MOMENTS["known_at"]
        )
        return Described(
            name="figure_gap",
            summary=str(self.__doc__),
            answer=schema.component("FigureGap", GAP),
            parameters=(*path_parameters(schema.path), known),
        )

    def get(self, request: Request, **where: str) -> Response:
        """Return the lines; 404 where our ledgers have no counterpart for this reader."""
        figure = RESOURCES["figures"].find(self.actor, key_of(where))
        known_at = moments_of(request.query_params, figure.incident)["known_at"]
        return Response(gap_out(gaps_of(self.actor, figure, known_at)))


def gap_out(asked: Asked) -> dict[str, Any]:
    """Return the gap of a figure as the API shows it."""
    figure = asked.pair.figure
    known_at = asked.known_at
    return {
        "figure": str(figure.uuid),
        "as_of": iso_as_of(asked.pair.moment, figure.zone),
        "known_at": iso_known_at(known_at, figure.zone) if known_at else None,
        "ways": [way_out(gap, figure.zone) for gap in asked.gaps],
    }


def way_out(gap: Gap, zone: str) -> dict[str, Any]:
    """Return one way from theirs to ours; hints are no part of the sum."""
    compared = gap.compared
    return {
        "is_of_list": gap.is_of_list,
        "is_later": gap.is_later,
        "comparison_url": address_of("reconciliations", str(compared.uuid)) if compared else None,
        "listed": gap.listed,
        "differently": gap.differently,
        "spoke_at": iso_as_of(gap.spoke_at, zone) if gap.spoke_at else None,
        "reported": gap.reported,
        "lines": [
            {
                "code": line.code,
                "label": str(WORDS[line.code][0]),
                "why": str(WORDS[line.code][1]),
                "change": line.change,
            }
            for line in gap.lines
        ],
        "ours": gap.ours,
        "hints": [
            {"code": hint.code, "count": hint.count, "words": hint_words(hint)}
            for hint in gap.hints
        ],
    }
