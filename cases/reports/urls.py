"""Addresses of reports that came in."""

from django.urls import path

from cases.reports import views

urlpatterns = [
    path("received-reports/", views.received_reports, name="received_reports"),
    path("received-reports/take-down/", views.take_down_report, name="take_down_report"),
    path("received-reports/take-down-mails/", views.take_down_mails, name="take_down_mails"),
    path("received-reports/<uuid:uuid>/", views.received_report, name="received_report"),
    path(
        "received-reports/<uuid:uuid>/<slug:verb>/",
        views.received_report_operation,
        name="received_report_operation",
    ),
]
