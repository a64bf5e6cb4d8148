"""Addresses of the lists."""

from django.urls import path
from django.views.generic import RedirectView

from cases.overview import styleguide_views, views

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="worklist"), name="home"),
    path("cases/", views.worklist, name="worklist"),
    path("styleguide/", styleguide_views.styleguide, name="styleguide"),
]
