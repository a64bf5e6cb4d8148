"""Addresses of the pages of changes to administrators."""

from django.urls import path

from cases.accounts.administrators import views

HOME = "administrator-changes/"

urlpatterns = [
    path(HOME, views.changes, name="administrator_changes"),
    path(f"{HOME}<uuid:uuid>/", views.change, name="administrator_change"),
    path(f"{HOME}<uuid:uuid>/<slug:verb>/", views.change_act, name="administrator_change_act"),
    path(f"{HOME}<slug:verb>/", views.ask, name="administrator_ask"),
]
