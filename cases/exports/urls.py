"""Addresses of the pages of exports."""

from django.urls import path

from cases.exports import views

urlpatterns = [
    path("exports/", views.exports, name="exports"),
    path("exports/ask/", views.ask_for_export, name="ask_export"),
    path("exports/<uuid:uuid>/", views.export, name="export"),
    path("exports/<uuid:uuid>/file/", views.export_file, name="export_file"),
    path("exports/<uuid:uuid>/<slug:verb>/", views.export_act, name="export_operation"),
]
