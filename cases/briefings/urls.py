"""Addresses of briefings, and of what was published."""

from django.urls import path, re_path

from cases.briefings import views
from cases.briefings.models import NUMBER

BRIEFING = rf"(?P<number>{NUMBER})"

urlpatterns = [
    path("briefings/", views.briefing_list, name="briefing_list"),
    path("briefings/draft/", views.briefing_new, name="briefing_new"),
    re_path(rf"^briefings/{BRIEFING}/$", views.briefing_detail, name="briefing_detail"),
    re_path(rf"^briefings/{BRIEFING}/file/$", views.briefing_file, name="briefing_file"),
    re_path(
        rf"^briefings/{BRIEFING}/(?P<verb>[a-z-]+)/$",
        views.briefing_operation_page,
        name="briefing_operation",
    ),
    path("published/", views.published_list, name="published_list"),
    re_path(rf"^published/{BRIEFING}/$", views.published_detail, name="published_detail"),
    re_path(rf"^published/{BRIEFING}/file/$", views.published_file, name="published_file"),
]
