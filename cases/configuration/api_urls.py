"""Address of the configuration in the API."""

from django.urls import path

from cases.configuration import api

urlpatterns = [
    path("configuration/", api.ConfigurationView.as_view(), name="api_configuration"),
]
