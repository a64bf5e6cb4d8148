"""Totals of money by the API: of a case, of an incident, of whatever is asked for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from cases.casework.queries import find_case
from cases.core.api import HouseView
from cases.core.asked import moment_named
from cases.core.disclosure import disclose
from cases.core.openapi import Described, HouseSchema
from cases.core.shapes import DAY, TEXT, Schema
from cases.money import serializers as shapes
from cases.money.choices import CostState, Payer
from cases.money.claims.received import received_for
from cases.money.forms.filters import NAMES, asked_of_query
from cases.money.rules import CostCategory
from cases.money.totals import Asked, lines_of, totals_of
from cases.procedures.choices import RestrictedGroup

MONEY: Final = RestrictedGroup.MONEY.value
QUERY: Final = OpenApiParameter.QUERY
KNOWN: Final = OpenApiParameter(
    "known_at",
    {"type": "string", "format": "date-time"},
    QUERY,
    description="Counting only what was known at this moment (now without it).",
)


def narrowing(schema: HouseSchema) -> dict[str, tuple[Schema, str]]:
    """Return what the totals can be narrowed by: its values, and what it means."""
    return {
        "incident": (TEXT, "Code of the incident."),
        "mission": (TEXT, "Code of the mission; only for headquarters."),
        "payer": (schema.named(Payer), "Who pays."),
        "category": (schema.named(CostCategory), "Kind of cost."),
        "state": (schema.named(CostState), "How far the cost is."),
        "since": (DAY, "Spent from this day."),
        "until": (DAY, "Spent until this day."),
    }


class MoneyOfCase(HouseView):
    """Totals of a case: what was spent by payer and currency, and what waits."""

    sees = MONEY
    takes = ("known_at",)

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it answers, for OpenAPI."""
        return Described(
            name="money_of_case",
            summary=str(self.__doc__),
            answer=schema.component("MoneyTotals", shapes.TOTALS),
            parameters=(KNOWN,),
        )

    def get(self, request: Request, **where: str) -> Response:
        """Return the sums; that they were looked at is on record."""
        case = find_case(self.actor, where["reference"])
        known = known_of(request.query_params)
        rows = lines_of(self.actor, Asked(case=case))
        totals, came = totals_of(rows, known), received_for(self.actor, rows, known)
        disclose("money.shown", "show_money", case)
        return Response(shapes.totals_as_json(totals, came))


class MoneyTotals(HouseView):
    """Totals over the cases in sight: of an incident, a mission, a payer, a kind, a period."""

    sees = MONEY
    takes = (*NAMES, "known_at")

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it takes and answers, for OpenAPI."""
        return Described(
            name="money_totals",
            summary=str(self.__doc__),
            answer=schema.component("MoneyTotals", shapes.TOTALS),
            parameters=(
                *(
                    OpenApiParameter(name, kind, QUERY, description=text)
                    for name, (kind, text) in narrowing(schema).items()
                ),
                KNOWN,
            ),
        )

    def get(self, request: Request, **where: str) -> Response:
        """Return the sums of what is asked for, now or as known at a moment."""
        query = request.query_params
        given = {name: query.get(name, "") for name in query if name != "known_at"}
        known = known_of(request.query_params)
        asked = asked_of_query(given, self.actor)
        rows = lines_of(self.actor, asked)
        came = received_for(self.actor, rows, known)
        return Response(shapes.totals_as_json(totals_of(rows, known), came))


def known_of(given: Mapping[str, str]) -> datetime | None:
    """Return the moment as of which it is asked; None for now, 422 for what is no moment."""
    text = given.get("known_at", "")
    return moment_named("known_at", text) if text else None
