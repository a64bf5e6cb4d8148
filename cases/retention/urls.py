"""Addresses of retention."""

from django.urls import path

from cases.retention import views

urlpatterns = [
    path("retention/", views.retention, name="retention"),
    path("retention-runs/ask/", views.report_ask, name="retention_report_ask"),
    path(
        "retention-runs/<uuid:uuid>/<slug:verb>/",
        views.run_operation_page,
        name="retention_run_operation",
    ),
]
