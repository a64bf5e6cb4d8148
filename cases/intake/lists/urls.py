"""Addresses of lists."""

from django.urls import path

from cases.intake.lists import views, views_rows

urlpatterns = [
    path("lists/", views.list_index, name="list_index"),
    path("lists/receive/", views.list_receive, name="list_receive"),
    path("lists/receive-answers/", views.list_receive_answers, name="list_receive_answers"),
    path("lists/template/", views.list_template, name="list_template"),
    path("lists/<uuid:uuid>/", views.list_detail, name="list_detail"),
    path("lists/<uuid:uuid>/workbook/", views.list_workbook, name="list_workbook"),
    path(
        "lists/<uuid:uuid>/accept-answers/", views.list_accept_answers, name="list_accept_answers"
    ),
    path("lists/<uuid:uuid>/<slug:verb>/", views.list_operation, name="list_operation"),
    path("list-rows/<uuid:uuid>/", views_rows.list_row, name="list_row"),
    path(
        "list-rows/<uuid:uuid>/<slug:verb>/",
        views_rows.list_row_operation,
        name="list_row_operation",
    ),
]
