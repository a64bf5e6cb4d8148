"""Addresses of the list of accesses."""

from django.urls import path

from cases.privacy import views

urlpatterns = [
    path("citizens/<uuid:uuid>/accesses/", views.access_list, name="citizen_accesses"),
]
