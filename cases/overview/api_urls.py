"""Addresses of the board and of saved views in the API."""

from django.urls import path

from cases.core.addresses import list_url, record_url
from cases.overview import api

urlpatterns = [
    path("board/", api.BoardView.as_view(), name="api_board"),
    list_url("saved-views", api.SavedViewList.as_view(), name="api_saved_views"),
    record_url("saved-views", api.SavedViewDetail.as_view(), name="api_saved_view"),
]
