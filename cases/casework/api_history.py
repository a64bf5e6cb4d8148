"""Reading what was done on a case or a person, and what stood there before."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from cases.casework.pages.history import history_context, person_history_context
from cases.casework.queries import find_case
from cases.casework.unsealed import disclose_unsealed
from cases.core.api import HouseView, key_of
from cases.core.asked import UNKNOWN_PARAMETER
from cases.core.described import path_parameters
from cases.core.disclosure import disclose
from cases.core.openapi import Described, HouseSchema
from cases.core.registry import RESOURCES
from cases.core.roles import FILE
from cases.core.shapes import FLAG, MOMENT, TEXT, Schema, closed_object, nullable, require_all

ACT: dict[str, Schema] = {
    "at": MOMENT,
    "replayed_at": nullable(MOMENT) | {"description": "The moment it was entered for, if another."},
    "by": TEXT | {"description": "Who did it."},
    "what": TEXT | {"description": "The act or page view, in words."},
    "operation": TEXT,
    "is_refused": FLAG,
    "code": TEXT | {"description": "Why it was refused; empty for what was done."},
    "why": TEXT | {"description": "The same as a sentence."},
    "fields": TEXT | {"description": "Which fields carried something; never what."},
}
FORMER: dict[str, Schema] = {
    "record": TEXT,
    "values": {"type": "array", "items": TEXT},
    "until": MOMENT,
    "known_since": nullable(MOMENT),
    "by": TEXT | {"description": "Who changed it."},
    "why": TEXT | {"description": "By which act, and for what reason as far as it is on record."},
}


def listed(properties: Mapping[str, Schema]) -> Schema:
    """Return the schema of a list of such objects."""
    item = closed_object()
    item["properties"] = dict(properties)
    return {"type": "array", "items": require_all(item)}


class HistoryView(HouseView):
    """Who did what, who looked, and what stood there before; newest first."""

    sees = FILE
    unknown_code = UNKNOWN_PARAMETER
    noun: ClassVar[str]

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it answers, for OpenAPI."""
        answer = closed_object()
        answer["properties"] = {
            "acts": listed(ACT),
            "looks": listed(ACT),
            "former": listed(FORMER),
        }
        return Described(
            name=f"history_of_{self.noun}",
            summary=str(type(self).__doc__).partition("\n")[0],
            description="The newest 200 of each. Former values of a closed group are left out.",
            answer=schema.component("History", require_all(answer)),
            parameters=tuple(path_parameters(schema.path)),
            refusals=(401, 404, 422),
        )

    def told(self, context: dict[str, Any]) -> Response:
        """Return what the page shows, and put on record which sealed parts are in it."""
        disclose_unsealed(self.actor, context["sealed"])
        return Response(
            {
                "acts": [act_out(row) for row in context["acts"]],
                "looks": [act_out(row) for row in context["looks"]],
                "former": [former_out(row) for row in context["former"]],
            }
        )


class CaseHistory(HistoryView):
    """Who did what on a case and its person, who looked, and what stood there before."""

    noun = "case"

    def get(self, request: Request, **where: str) -> Response:
        """Return the history of a case."""
        case = find_case(self.actor, key_of(where))
        disclose("case.history_shown", "show_history", case)
        return self.told(history_context(case))


class CitizenHistory(HistoryView):
    """Who did what on a person beside her cases, who looked, and what stood there before."""

    noun = "citizen"

    def get(self, request: Request, **where: str) -> Response:
        """Return the history of a person."""
        person = RESOURCES["citizens"].find(self.actor, key_of(where))
        disclose("citizen.history_shown", "show_history", person)
        return self.told(person_history_context(self.actor, person))


def act_out(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return one act or page view."""
    return {
        "at": row["at"],
        "replayed_at": row["replayed_at"],
        "by": str(row["who"]),
        "what": str(row["what"]),
        "operation": row["operation"],
        "is_refused": row["is_refused"],
        "code": row["code"],
        "why": str(row["why"] or ""),
        "fields": row["fields"],
    }


def former_out(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stood in a record until it was changed."""
    return {
        "record": str(row["record"]),
        "values": [str(value) for value in row["values"]],
        "until": row["until"],
        "known_since": row["known_since"],
        "by": str(row["who"]),
        "why": row["why"],
    }
