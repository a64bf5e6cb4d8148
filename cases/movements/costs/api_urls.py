"""Addresses of the money of movements in the API."""

from cases.core.addresses import list_url, record_url
from cases.movements.costs import api

urlpatterns = [
    list_url("leg-costs", api.LegCostList.as_view(), name="api_leg_costs"),
    record_url(
        "movements", api.MoneyOfMovement.as_view(), name="api_movement_money", below="money"
    ),
]
