"""Addresses of the lists."""

from django.urls import path

from cases.overview import (
    basis_views,
    board_views,
    chosen_views,
    find_views,
    saved_views,
    styleguide_views,
    views,
)

urlpatterns = [
    path("", views.home, name="home"),
    path("cases/", views.worklist_view, name="worklist"),
    path("cases/chosen/", chosen_views.chosen, name="chosen_cases"),
    path("cases/chosen/undo/", chosen_views.chosen_undo, name="chosen_undo"),
    path("cases/views/", views.worklist_views, name="worklist_views"),
    path("cases/look/", chosen_views.look, name="worklist_look"),
    path("views/", saved_views.saved_view_list, name="saved_view_list"),
    path("views/save/", saved_views.saved_view_save, name="saved_view_save"),
    path(
        "views/<uuid:reference>/<slug:verb>/",
        saved_views.saved_view_operation,
        name="saved_view_operation",
    ),
    path("find/", find_views.find_view, name="find"),
    path("board/", board_views.board, name="board"),
    path("board/gates/", board_views.passed_gates, name="passed_gates"),
    path("board/bases/", basis_views.cases_without_basis, name="cases_without_basis"),
    path("board/check/", board_views.entries_to_review, name="entries_to_review"),
    path("styleguide/", styleguide_views.styleguide, name="styleguide"),
]
