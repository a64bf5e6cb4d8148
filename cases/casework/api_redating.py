"""Correcting the dates of a step by the API: the answer says which limits are judged otherwise."""

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from cases.casework.models import Case
from cases.casework.verdicts import Judged, judged, turned, turns_schema
from cases.core.api import key_of
from cases.core.api_acts import OperationView
from cases.core.delivery import Answer
from cases.core.described import describe_act
from cases.core.openapi import Described, HouseSchema
from cases.core.registry import RESOURCES


class RedateStepView(OperationView):
    """A limit may turn from late to in time, or the other way."""

    before: Judged

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say for OpenAPI that the verdicts come along."""
        if method == "GET":
            return super().describe(schema, method)
        return describe_act(self.declared, schema, {"verdicts": turns_schema(schema.named)})

    def post(self, request: Request, **where: str) -> Response:
        """Keep how everything was judged before."""
        self.before = self.judged(key_of(where))
        return super().post(request, **where)

    def more(self, answer: Answer) -> dict[str, Any]:
        """Return which limits are judged otherwise."""
        after = self.judged(answer.reference)
        return {"verdicts": [turn.as_json() for turn in turned(self.before, after)]}

    def judged(self, reference: str) -> Judged:
        """Return how the clocks of a case are judged."""
        case: Case = RESOURCES["cases"].find(self.actor, reference)
        return judged(self.actor, case)
