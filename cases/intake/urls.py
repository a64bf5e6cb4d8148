"""Addresses of intake."""

from django.urls import path

from cases.intake import views

urlpatterns = [path("cases/new/", views.case_new, name="case_new")]
