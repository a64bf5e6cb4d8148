"""Addresses of intake."""

from django.urls import path, re_path

from cases.casework.urls import REFERENCE
from cases.intake import views, views_doubles

urlpatterns = [
    path("cases/new/", views.case_new, name="case_new"),
    path("cases/new/likely/", views_doubles.case_likely, name="case_likely"),
    path("cases/new/draft/", views.draft_save, name="draft_save"),
    re_path(rf"^cases/{REFERENCE}/register-another/$", views.case_another, name="case_another"),
    path("doubles/", views_doubles.possible_doubles, name="possible_doubles"),
    path("drafts/<uuid:reference>/discard/", views.draft_discard, name="draft_discard"),
]
