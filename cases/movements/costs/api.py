"""Reading what the legs of a movement cost."""

from typing import Final

from rest_framework.request import Request
from rest_framework.response import Response

from cases.casework.protection.api import OF_CASE, RestrictedList
from cases.core.api import HouseView
from cases.core.disclosure import disclose, disclose_rows
from cases.core.errors import not_for_role
from cases.core.listing import row_filter
from cases.core.openapi import Described, HouseSchema
from cases.core.registry import RESOURCES
from cases.core.roles import FILE
from cases.money.models import CostLine
from cases.movements.costs import serializers as shapes
from cases.movements.costs.models import LegCost
from cases.movements.costs.reading import LegMoney
from cases.movements.models import Movement
from cases.procedures.choices import RestrictedGroup

MONEY: Final = RestrictedGroup.MONEY.value


class LegCostList(RestrictedList):
    """Which costs belong to which legs, those taken from one too; oldest first."""

    sees = MONEY
    model = LegCost
    shape = shapes.COST_ROW
    disclosed = ("leg_cost.listed", "list_legcosts")
    filters = (
        OF_CASE,
        row_filter("movement", "leg__movement", Movement, "number", "Number of the movement."),
    )


class MoneyOfMovement(HouseView):
    """Sums of the costs of a movement: by leg, person and payer; what waits stands apart."""

    sees = MONEY

    def describe(self, schema: HouseSchema, method: str) -> Described:
        """Say what it answers, for OpenAPI."""
        return Described(
            name="money_of_movement",
            summary=str(self.__doc__),
            answer=schema.component("MovementMoney", shapes.MONEY),
        )

    def get(self, request: Request, **where: str) -> Response:
        """Return the sums; that they were looked at is on record."""
        movement = RESOURCES["movements"].find(self.actor, where["number"])
        if not self.actor.sees(FILE):
            raise not_for_role()
        money = LegMoney.of(self.actor, movement)
        disclose("movement.money_shown", "show_movement_money", movement)
        ids = [row.line_id for row in money.costs]
        disclose_rows("costline.listed", "list_costlines", CostLine, ids, by=["movement"])
        return Response(shapes.money_as_json(money))
