"""Reading how this installation is set up."""

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from cases.configuration.policies import READ
from cases.configuration.standing import Standing, standing
from cases.core.actor import Actor
from cases.core.api import HouseView
from cases.core.openapi import Described, HouseSchema
from cases.core.roles import REFERENCE
from cases.core.shapes import FLAG, TEXT, WHOLE, Schema

DIGEST: Schema = TEXT | {"pattern": "^[0-9a-f]{64}$"}


def rows_of(more: dict[str, Schema]) -> Schema:
    """Return the schema of the lines of one part."""
    values = {
        "kind": TEXT | {"description": "Name of the kind, as in its files."},
        "count": WHOLE,
        "digest": DIGEST,
        **more,
    }
    item = {"type": "object", "properties": values, "required": list(values)}
    return {"type": "array", "items": item}


def answer_schema() -> Schema:
    """Return the schema of the answer."""
    own = FLAG | {"description": "Of this installation and not of the release."}
    values: dict[str, Schema] = {
        "digest": DIGEST | {"description": "Equal where two servers are set up alike."},
        "outdated": FLAG | {"description": "Files were loaded since this server started."},
        "entries": rows_of({}),
        "files": rows_of({"own": own}),
    }
    return {"type": "object", "properties": values, "required": list(values)}


class ConfigurationView(HouseView):
    """How this installation is set up: each kind of entry and of file with its digest."""

    sees = REFERENCE

    @classmethod
    def is_for(cls, actor: Actor) -> bool:
        """Return whether the role reads the configuration."""
        return super().is_for(actor) and actor.may(READ)

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it answers, for OpenAPI."""
        return Described(
            name="configuration",
            summary=str(self.__doc__),
            answer=schema.component("Configuration", answer_schema()),
            parameters=(),
            refusals=(401, 403),
        )

    def get(self, request: Request) -> Response:
        """Return how it stands."""
        return Response(told(standing(self.actor)))


def told(found: Standing) -> dict[str, Any]:
    """Return the answer."""
    return {
        "digest": found.digest,
        "outdated": found.is_outdated,
        "entries": [
            {"kind": row.kind.table, "count": row.count, "digest": row.digest}
            for row in found.entries
        ],
        "files": [
            {
                "kind": row.kind.code,
                "count": row.count,
                "digest": row.digest,
                "own": row.is_own,
            }
            for row in found.files
        ],
    }
