"""Closing a case by the API: beforehand, and in the answer, what stays open."""

from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from cases.casework.models import Case
from cases.casework.serializers import STAYS_OPEN
from cases.casework.stays_open import as_json, what_stays_open
from cases.core.api import key_of
from cases.core.api_acts import OperationView
from cases.core.delivery import Answer
from cases.core.described import describe_input
from cases.core.openapi import Described, HouseSchema
from cases.core.registry import RESOURCES
from cases.core.shapes import Schema


class CloseCaseView(OperationView):
    """Closing is no veto: what stays open is said and goes on."""

    answers_besides: ClassVar[dict[str, Schema]] = {"stays_open": STAYS_OPEN}

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say for OpenAPI that what stays open comes along."""
        if method == "GET":
            return describe_input(self.declared, schema, self.answers_besides)
        return super().describe(schema, method)

    def get(self, request: Request, **where: str) -> Response:
        """Describe the input, and say what stays open."""
        response = super().get(request, **where)
        response.data["stays_open"] = self.open_of(key_of(where))
        return response

    def more(self, answer: Answer) -> dict[str, Any]:
        """Return what stays open now; a repetition is told how it is by then."""
        return {"stays_open": self.open_of(answer.reference)}

    def open_of(self, reference: str) -> list[dict[str, Any]]:
        """Return what stays open of a case, as far as the caller sees it."""
        case: Case = RESOURCES["cases"].find(self.actor, reference)
        return as_json(what_stays_open(self.actor, case))
