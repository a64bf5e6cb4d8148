"""Addresses of the inbox."""

from django.urls import path

from cases.notices import views

urlpatterns = [
    path("notices/", views.notice_list, name="notice_list"),
    path("notices/<uuid:uuid>/<slug:verb>/", views.notice_operation_page, name="notice_operation"),
]
