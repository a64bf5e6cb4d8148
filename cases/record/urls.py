"""Addresses of the record."""

from django.urls import path, re_path

from cases.record import views
from cases.record.numbers import NUMBER, WORD

urlpatterns = [
    path("record/", views.record_list, name="record_list"),
    path("record/state/", views.record_state, name="record_state"),
    path("record/sheet/", views.record_sheet, name="record_sheet"),
    re_path(rf"^record/(?P<number>{NUMBER}|{WORD})/$", views.record_entry, name="record_entry"),
]
