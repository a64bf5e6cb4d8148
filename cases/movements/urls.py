"""Addresses of movements."""

from django.urls import path, re_path

from cases.movements import views
from cases.movements.forms.planning import NUMBER

urlpatterns = [
    path("movements/", views.movements, name="movements"),
    path("movements/plan/", views.plan_movement, name="plan_movement"),
    re_path(rf"^movements/(?P<number>{NUMBER})/$", views.movement, name="movement"),
    re_path(
        rf"^movements/(?P<number>{NUMBER})/lists/(?P<version>[0-9]{{1,4}})/$",
        views.manifest,
        name="manifest",
    ),
    re_path(
        rf"^movements/(?P<number>{NUMBER})/(?P<verb>[-a-z]+)/$",
        views.movement_act,
        name="movement_operation",
    ),
]
