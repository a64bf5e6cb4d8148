"""Addresses of the pages of travel groups."""

from django.urls import path

from cases.casework.groups import views

urlpatterns = [
    path("travel-groups/", views.travel_groups, name="travel_groups"),
    path("travel-groups/<uuid:uuid>/", views.travel_group, name="travel_group"),
    path(
        "travel-groups/<uuid:uuid>/<slug:verb>/",
        views.travel_group_operation,
        name="travel_group_operation",
    ),
]
