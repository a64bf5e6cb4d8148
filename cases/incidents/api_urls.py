"""Addresses of incidents and reported figures in the API."""

from cases.core.addresses import list_url, record_url
from cases.incidents import api

urlpatterns = [
    list_url("incidents", api.IncidentList.as_view(), name="api_incidents"),
    record_url("incidents", api.IncidentDetail.as_view(), name="api_incident"),
    record_url("incidents", api.FigureList.as_view(), name="api_figures", below="figures"),
    record_url("figures", api.FigureDetail.as_view(), name="api_figure"),
]
