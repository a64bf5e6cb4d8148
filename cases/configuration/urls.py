"""Addresses of the configuration."""

from django.urls import path

from cases.configuration import views

urlpatterns = [
    path("configuration/", views.configuration, name="configuration"),
    path("configuration/download/", views.configuration_download, name="configuration_download"),
]
