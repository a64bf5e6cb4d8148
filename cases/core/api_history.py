"""Reading what stood in a row of reference data: who changed what, when and on what ground."""

from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from cases.core.api import HouseView, key_of
from cases.core.asked import UNKNOWN_PARAMETER
from cases.core.described import path_parameters
from cases.core.openapi import Described, HouseSchema
from cases.core.registry import RESOURCES
from cases.core.roles import REFERENCE
from cases.core.row_history import Changed, history_of_row
from cases.core.shapes import FLAG, MOMENT, TEXT, Schema, closed_object, require_all

CHANGE: dict[str, Schema] = {
    "field": TEXT | {"description": "The column, as the record names it."},
    "label": TEXT | {"description": "What staff call it, in the language asked for."},
    "before": TEXT | {"description": "In words; empty for nothing."},
    "after": TEXT | {"description": "In words; empty for nothing."},
}
CHANGED: dict[str, Schema] = {
    "at": MOMENT,
    "by": TEXT | {"description": "Who did it."},
    "operation": TEXT | {"description": "The name of the act."},
    "title": TEXT,
    "why": TEXT | {"description": "The source or reason that stood in the row from then on."},
    "way": TEXT
    | {"description": "Of what the act was a part, such as a load; empty where it was done alone."},
}


class RowHistoryView(HouseView):
    """What was changed in a row of reference data, newest first."""

    sees = REFERENCE
    resource: ClassVar[str]
    unknown_code = UNKNOWN_PARAMETER

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it answers, for OpenAPI."""
        change, changed, answer = closed_object(), closed_object(), closed_object()
        change["properties"] = CHANGE
        changed["properties"] = CHANGED | {
            "changes": {"type": "array", "items": require_all(change)}
        }
        answer["properties"] = {
            "results": {"type": "array", "items": require_all(changed)},
            "is_whole": FLAG | {"description": "Whether there are no older changes."},
        }
        return Described(
            name=f"history_of_{RESOURCES[self.resource].model._meta.model_name}",
            summary=str(type(self).__doc__).partition("\n")[0],
            answer=schema.component("RowHistory", require_all(answer)),
            parameters=tuple(path_parameters(schema.path)),
            refusals=(401, 404, 422),
        )

    def get(self, request: Request, **where: str) -> Response:
        """Return the changes."""
        row = RESOURCES[self.resource].find(self.actor, key_of(where))
        history = history_of_row(self.actor, row)
        return Response(
            {
                "results": [changed_out(act) for act in history.changes],
                "is_whole": history.is_whole,
            }
        )


def changed_out(act: Changed) -> dict[str, Any]:
    """Return one act with every column it changed."""
    return {
        "at": act.at,
        "by": act.who,
        "operation": act.operation,
        "title": act.title,
        "why": act.why,
        "way": act.way,
        "changes": [
            {
                "field": change.column,
                "label": change.label,
                "before": change.before,
                "after": change.after,
            }
            for change in act.changes
        ],
    }
