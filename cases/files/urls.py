"""Addresses of files on cases."""

from django.urls import path, re_path

from cases.casework.urls import REFERENCE
from cases.files import views, views_parts

urlpatterns = [
    re_path(rf"^cases/{REFERENCE}/attach-file/$", views.attach_file, name="attach_file"),
    re_path(rf"^cases/{REFERENCE}/files/$", views.case_files, name="case_files"),
    path("file-parts/", views_parts.file_parts, name="file_parts"),
    path("attachments/<uuid:uuid>/", views.attachment_detail, name="attachment_detail"),
    path("attachments/<uuid:uuid>/content/", views.attachment_content, name="attachment_content"),
    path("attachments/<uuid:uuid>/preview/", views.attachment_preview, name="attachment_preview"),
    path(
        "attachments/<uuid:uuid>/<slug:verb>/",
        views.attachment_operation,
        name="attachment_operation",
    ),
]
