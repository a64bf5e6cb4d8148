"""Logging out, and the calendars of missions."""

from django.urls import path, re_path

from cases.missions import views

urlpatterns = [
    path("posting/", views.choose_posting, name="choose_posting"),
    path("logout/", views.StaffLogout.as_view(), name="logout"),
    path("calendar/", views.calendar, name="calendar"),
    re_path(
        r"^missions/(?P<code>[A-Z]{3})/(?P<verb>[a-z-]+)/$",
        views.mission_operation_page,
        name="mission_operation",
    ),
]
