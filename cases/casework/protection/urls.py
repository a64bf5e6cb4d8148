"""Addresses of the pages of protection."""

from django.urls import path

from cases.casework.protection import views

urlpatterns = [
    path("assessments/<uuid:uuid>/", views.assessment_detail, name="assessment_detail"),
    path(
        "vulnerabilities/<uuid:uuid>/<slug:verb>/",
        views.vulnerability_operation,
        name="vulnerability_operation",
    ),
    path(
        "protection-decisions/<uuid:uuid>/<slug:verb>/",
        views.decision_operation,
        name="protection_decision_operation",
    ),
    path(
        "kept-apart/<uuid:uuid>/<slug:verb>/",
        views.kept_apart_operation,
        name="kept_apart_operation",
    ),
]
