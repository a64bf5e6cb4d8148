"""Addresses of notices in the API."""

from cases.core.addresses import list_url, record_url
from cases.notices import api

urlpatterns = [
    list_url("notices", api.NoticeList.as_view(), name="api_notices"),
    record_url("notices", api.NoticeDetail.as_view(), name="api_notice"),
]
