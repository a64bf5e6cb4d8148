"""Addresses of the lists."""

from django.urls import path

from cases.overview import board_views, styleguide_views, views

urlpatterns = [
    path("", views.home, name="home"),
    path("cases/", views.worklist_view, name="worklist"),
    path("board/", board_views.board, name="board"),
    path("board/gates/", board_views.passed_gates, name="passed_gates"),
    path("board/check/", board_views.entries_to_review, name="entries_to_review"),
    path("styleguide/", styleguide_views.styleguide, name="styleguide"),
]
