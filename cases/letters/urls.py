"""Addresses of letters; the page on which one is issued lies below its case."""

from django.urls import path, re_path

from cases.casework.urls import REFERENCE
from cases.letters import views

urlpatterns = [
    path("letters/", views.letter_list, name="letter_list"),
    path("letters/<uuid:reference>/", views.letter_detail, name="letter_detail"),
    path("letters/<uuid:reference>/file/", views.letter_file, name="letter_file"),
    path(
        "letters/<uuid:reference>/<slug:verb>/",
        views.letter_operation_page,
        name="letter_operation",
    ),
    path("letter-batches/issue/", views.issue_letters_page, name="issue_letters"),
    path("letter-batches/<uuid:reference>/", views.letter_batch, name="letter_batch"),
    path(
        "letter-batches/<uuid:reference>/file/", views.letter_batch_file, name="letter_batch_file"
    ),
    path(
        "letter-batches/<uuid:reference>/<slug:verb>/",
        views.letter_batch_operation,
        name="letter_batch_operation",
    ),
    re_path(rf"^cases/{REFERENCE}/issue-letter/$", views.issue_letter_page, name="issue_letter"),
    re_path(
        rf"^cases/{REFERENCE}/letters/(?P<letter>[a-z0-9-]+)/draft/$",
        views.letter_draft,
        name="letter_draft",
    ),
]
