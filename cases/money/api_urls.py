"""Addresses of money in the API."""

from django.urls import path

from cases.core.addresses import list_url, record_url
from cases.money import api, api_totals

VIEWS = (
    ("cost-lines", "cost_line", api.CostLineList, api.CostLineDetail),
    ("deposits", "deposit", api.DepositList, api.DepositDetail),
    ("undertakings", "undertaking", api.UndertakingList, api.UndertakingDetail),
    ("repayments", "repayment", api.RepaymentList, api.RepaymentDetail),
    ("exchange-rates", "exchange_rate", api.ExchangeRateList, api.ExchangeRateDetail),
    ("shared-costs", "shared_cost", api.SharedCostList, api.SharedCostDetail),
)

urlpatterns = [
    path("money/totals/", api_totals.MoneyTotals.as_view(), name="api_money_totals"),
    record_url("cases", api_totals.MoneyOfCase.as_view(), name="api_case_money", below="money"),
    *(
        route
        for name, one, rows, row in VIEWS
        for route in (
            list_url(name, rows.as_view(), name=f"api_{one}_rows"),
            record_url(name, row.as_view(), name=f"api_{one}"),
        )
    ),
]
