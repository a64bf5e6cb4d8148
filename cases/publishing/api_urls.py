"""Addresses of computed figures, their definitions and snapshots in the API."""

from cases.core.addresses import list_url, record_url
from cases.publishing import api, api_gaps, api_lines, api_snapshots

urlpatterns = [
    record_url("incidents", api.IncidentTotals.as_view(), name="api_totals", below="totals"),
    record_url("incidents", api_lines.IncidentLines.as_view(), name="api_lines", below="lines"),
    record_url("figures", api_gaps.GapOfFigure.as_view(), name="api_figure_gap", below="gap"),
    record_url(
        "incidents",
        api_snapshots.SnapshotList.as_view(),
        name="api_incident_snapshots",
        below="snapshots",
    ),
    record_url("snapshots", api_snapshots.SnapshotDetail.as_view(), name="api_snapshot"),
    record_url(
        "snapshots",
        api_snapshots.SnapshotCaseList.as_view(),
        name="api_snapshot_cases",
        below="cases",
    ),
    record_url(
        "snapshots",
        api_snapshots.SnapshotDifference.as_view(),
        name="api_snapshot_difference",
        below="difference",
    ),
    list_url(
        "figure-definitions",
        api_snapshots.DefinitionList.as_view(),
        name="api_figure_definitions",
    ),
]
