"""Addresses of incidents and their figures."""

from django.urls import path

from cases.publishing import views

urlpatterns = [
    path("incidents/", views.incident_list, name="incident_list"),
    path("incidents/<slug:code>/", views.incident_detail, name="incident_detail"),
    path("incidents/<slug:code>/people/", views.figure_people, name="figure_people"),
]
