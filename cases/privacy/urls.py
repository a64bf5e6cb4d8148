"""Addresses of accesses, of the report to a person and of what people ask about their data."""

from django.urls import path

from cases.privacy import views, views_report, views_requests

urlpatterns = [
    path("citizens/<uuid:uuid>/accesses/", views.access_list, name="citizen_accesses"),
    path("citizens/<uuid:uuid>/report/", views_report.report_form, name="person_report_form"),
    path("person-reports/<uuid:uuid>/", views_report.person_report, name="person_report"),
    path(
        "person-reports/<uuid:uuid>/data/",
        views_report.person_report_data,
        name="person_report_data",
    ),
    path("rights-requests/", views_requests.rights_requests, name="rights_requests"),
    path(
        "citizens/<uuid:uuid>/record-rights-request/",
        views_requests.rights_request_new,
        name="rights_request_new",
    ),
    path(
        "citizens/<uuid:uuid>/rights-requests/",
        views_requests.rights_requests_of,
        name="rights_requests_of",
    ),
    path(
        "rights-requests/<uuid:uuid>/",
        views_requests.rights_request,
        name="rights_request",
    ),
    path(
        "rights-requests/<uuid:uuid>/<slug:verb>/",
        views_requests.rights_request_operation,
        name="rights_request_operation",
    ),
]
