"""Addresses of the pages of recounts."""

from django.urls import path

from cases.casework.recounts import views

urlpatterns = [
    path("recounts/", views.recount_list, name="recount_list"),
    path("recounts/<uuid:uuid>/", views.recount_detail, name="recount_detail"),
    path(
        "recounts/<uuid:uuid>/<slug:verb>/",
        views.recount_operation_page,
        name="recount_operation",
    ),
]
