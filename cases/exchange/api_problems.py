"""The codes with which calls are refused, each with its statuses and what it says."""

from rest_framework.request import Request
from rest_framework.response import Response

from cases.core.api import HouseView
from cases.core.openapi import Described, HouseSchema
from cases.core.shapes import FLAG, TEXT, WHOLE, closed_object, require_all
from cases.exchange.description.codes import all_codes

CODE = require_all(
    closed_object()
    | {
        "description": "One code of refusals; stable, for programs.",
        "properties": {
            "code": TEXT,
            "statuses": {"type": "array", "items": WHOLE},
            "in_fields": FLAG
            | {"description": "Whether it stands in `problems`, beside the field it is about."},
            "says": {
                "type": "array",
                "items": TEXT,
                "description": "In the caller's language; words in %(…)s are filled in.",
            },
        },
    }
)


class ProblemList(HouseView):
    """The codes of refusals, by name."""

    sees = ""

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what is answered, for OpenAPI."""
        answer = closed_object() | {
            "properties": {
                "results": {"type": "array", "items": schema.component("ProblemCode", CODE)}
            }
        }
        return Described(
            name="problem_list",
            summary="The codes of refusals",
            description="All of them, in the caller's language; there are no pages.",
            answer=schema.component("ProblemCodes", require_all(answer)),
        )

    def get(self, request: Request) -> Response:
        """Return all codes."""
        return Response({"results": all_codes()})
