"""Addresses of the list of accesses and of the report to a person."""

from django.urls import path

from cases.privacy import views, views_report

urlpatterns = [
    path("citizens/<uuid:uuid>/accesses/", views.access_list, name="citizen_accesses"),
    path("citizens/<uuid:uuid>/report/", views_report.report_form, name="person_report_form"),
    path("person-reports/<uuid:uuid>/", views_report.person_report, name="person_report"),
    path(
        "person-reports/<uuid:uuid>/data/",
        views_report.person_report_data,
        name="person_report_data",
    ),
]
