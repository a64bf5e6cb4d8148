"""Addresses of incidents, reported figures, directives and plans in the API."""

from cases.core.addresses import list_url, record_url
from cases.incidents import api

urlpatterns = [
    list_url("incidents", api.IncidentList.as_view(), name="api_incidents"),
    record_url("incidents", api.IncidentDetail.as_view(), name="api_incident"),
    record_url(
        "incidents", api.IncidentHistory.as_view(), name="api_incident_history", below="history"
    ),
    record_url("incidents", api.FigureList.as_view(), name="api_figures", below="figures"),
    record_url("figures", api.FigureDetail.as_view(), name="api_figure"),
    list_url("directives", api.DirectiveList.as_view(), name="api_directives"),
    record_url("directives", api.DirectiveDetail.as_view(), name="api_directive"),
    record_url(
        "directives",
        api.DirectiveAddresseeList.as_view(),
        name="api_directive_missions",
        below="missions",
    ),
    record_url("directives", api.ReportList.as_view(), name="api_reports", below="reports"),
    list_url("directive-missions", api.AddresseeList.as_view(), name="api_addressees"),
    list_url("plans", api.PlanList.as_view(), name="api_plans"),
    record_url("plans", api.PlanDetail.as_view(), name="api_plan"),
    list_url("position-lines", api.PositionLineList.as_view(), name="api_position_lines"),
    record_url("position-lines", api.PositionLineDetail.as_view(), name="api_position_line"),
]
