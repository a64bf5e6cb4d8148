"""Addresses of the configuration."""

from django.urls import path

from cases.configuration import views, views_loads

urlpatterns = [
    path("configuration/", views.configuration, name="configuration"),
    path("configuration/download/", views.configuration_download, name="configuration_download"),
    path("configuration/loads/", views_loads.configuration_loads, name="configuration_loads"),
    path("configuration/loads/bring/", views_loads.bring_set, name="bring_set"),
    path(
        "configuration/loads/<uuid:uuid>/",
        views_loads.configuration_load,
        name="configuration_load",
    ),
    path(
        "configuration/loads/<uuid:uuid>/entries/<slug:kind>/",
        views_loads.configuration_load_entries,
        name="configuration_load_entries",
    ),
    path(
        "configuration/loads/<uuid:uuid>/<slug:verb>/",
        views_loads.load_act,
        name="configuration_load_operation",
    ),
]
