"""Addresses of files on cases, in the API."""

from cases.core.addresses import record_url
from cases.files import api

urlpatterns = [
    record_url("cases", api.AttachmentList.as_view(), name="api_attachments", below="attachments"),
    record_url("attachments", api.AttachmentDetail.as_view(), name="api_attachment"),
    record_url(
        "attachments",
        api.AttachmentContent.as_view(),
        name="api_attachment_content",
        below="content",
    ),
]
