"""Addresses of incidents, their figures, and snapshots of them."""

from django.urls import path

from cases.publishing import views, views_snapshots

urlpatterns = [
    path("incidents/", views.incident_list, name="incident_list"),
    path("incidents/<slug:code>/", views.incident_detail, name="incident_detail"),
    path("incidents/<slug:code>/people/", views.figure_people, name="figure_people"),
    path("incidents/<slug:code>/reported/<uuid:uuid>/", views.figure_gap, name="figure_gap"),
    path("incidents/<slug:code>/snapshots/", views_snapshots.snapshot_list, name="snapshot_list"),
    path("incidents/<slug:code>/pictures/", views_snapshots.pictures, name="incident_pictures"),
    path("snapshots/take/", views_snapshots.snapshot_take, name="snapshot_take"),
    path("snapshots/<uuid:uuid>/", views_snapshots.snapshot_detail, name="snapshot_detail"),
    path("snapshots/<uuid:uuid>/cases/", views_snapshots.snapshot_cases, name="snapshot_cases"),
    path(
        "snapshots/<uuid:uuid>/difference/<uuid:later>/",
        views_snapshots.snapshot_difference,
        name="snapshot_difference",
    ),
    path(
        "snapshots/<uuid:uuid>/<slug:verb>/",
        views_snapshots.snapshot_act,
        name="snapshot_operation",
    ),
    path("figures/", views_snapshots.figure_definitions, name="figure_definitions"),
]
