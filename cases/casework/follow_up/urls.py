"""Addresses of the pages of following up."""

from django.urls import path

from cases.casework.follow_up import views

urlpatterns = [
    path("follow-up/", views.follow_up, name="follow_up"),
    path(
        "welfare-checks/<uuid:uuid>/<slug:verb>/",
        views.welfare_check_operation,
        name="welfare_check_operation",
    ),
]
