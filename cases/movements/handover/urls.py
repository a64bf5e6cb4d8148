"""Addresses of the pages of handovers."""

from django.urls import path, re_path

from cases.movements.handover import views
from cases.movements.handover.forms.lists import NUMBER

urlpatterns = [
    path("handovers/", views.handovers, name="handovers"),
    path("handovers/prepare/", views.prepare, name="prepare_handover"),
    re_path(rf"^handovers/(?P<number>{NUMBER})/$", views.handover, name="handover"),
    re_path(rf"^handovers/(?P<number>{NUMBER})/print/$", views.printed, name="handover_print"),
    re_path(
        rf"^handovers/(?P<number>{NUMBER})/(?P<verb>[a-z-]+)/$",
        views.handover_operation,
        name="handover_operation",
    ),
]
