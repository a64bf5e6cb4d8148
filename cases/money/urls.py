"""Addresses of money; what is written down about a case lies below it."""

from django.urls import path, re_path

from cases.casework.urls import REFERENCE
from cases.money import views

ROWS = (
    ("cost-lines", "cost_line_operation"),
    ("deposits", "deposit_operation"),
    ("undertakings", "undertaking_operation"),
    ("repayments", "repayment_operation"),
    ("exchange-rates", "exchange_rate_operation"),
)

urlpatterns = [
    path("money/", views.money, name="money"),
    path("money/sheet/", views.money_sheet, name="money_sheet"),
    path("money/groups/<uuid:reference>/", views.group_money, name="group_money"),
    path("money/rates/", views.exchange_rates, name="exchange_rates"),
    path("exchange-rates/record/", views.record_exchange_rate, name="record_exchange_rate"),
    path("shared-costs/split/", views.split_cost, name="split_cost"),
    path("shared-costs/<uuid:reference>/", views.shared_cost, name="shared_cost"),
    path("cost-lines/<uuid:reference>/", views.cost_line, name="cost_line"),
    *(
        path(
            f"{resource}/<uuid:reference>/<slug:verb>/",
            views.row_act,
            {"resource": resource},
            name=name,
        )
        for resource, name in ROWS
    ),
    re_path(rf"^cases/{REFERENCE}/money/$", views.case_money, name="case_money"),
    *(
        re_path(
            rf"^cases/{REFERENCE}/{verb}/$",
            views.case_act,
            {"verb": verb},
            name=f"case_{verb.replace('-', '_')}",
        )
        for verb in views.ON_CASE
    ),
]
