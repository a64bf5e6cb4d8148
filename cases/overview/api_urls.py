"""Address of the board in the API."""

from django.urls import path

from cases.overview import api

urlpatterns = [path("board/", api.BoardView.as_view(), name="api_board")]
