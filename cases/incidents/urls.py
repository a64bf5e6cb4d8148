"""Addresses of directives and plans."""

from django.urls import path, re_path

from cases.incidents import views
from cases.incidents.models import CODE

DIRECTIVE = rf"(?P<code>{CODE})"

urlpatterns = [
    path("directives/", views.directive_list, name="directive_list"),
    path("directives/issue/", views.directive_new, name="directive_new"),
    re_path(rf"^directives/{DIRECTIVE}/$", views.directive_detail, name="directive_detail"),
    re_path(
        rf"^directives/{DIRECTIVE}/(?P<verb>[a-z-]+)/$",
        views.directive_operation_page,
        name="directive_operation",
    ),
    path("incidents/<slug:code>/plans/", views.plan_list, name="plan_list"),
    path("plans/put/", views.plan_new, name="plan_new"),
    path("incidents/<slug:code>/position-lines/", views.position_list, name="position_list"),
    path("position-lines/add/", views.position_new, name="position_new"),
    path("position-lines/<uuid:uuid>/", views.position_detail, name="position_detail"),
    path(
        "position-lines/<uuid:uuid>/<slug:verb>/",
        views.position_operation_page,
        name="position_operation",
    ),
    path("reported-figures/report/", views.figure_report, name="figure_report"),
    path("reported-figures/<uuid:uuid>/", views.figure_detail, name="figure_detail"),
    path("plans/<uuid:uuid>/", views.plan_detail, name="plan_detail"),
]
