"""Addresses of briefings and of what was published in the API."""

from cases.briefings import api
from cases.core.addresses import list_url, record_url

urlpatterns = [
    list_url("briefings", api.BriefingList.as_view(), name="api_briefings"),
    record_url("briefings", api.BriefingDetail.as_view(), name="api_briefing"),
    list_url("published-briefings", api.PublishedList.as_view(), name="api_published_list"),
    record_url("published-briefings", api.PublishedDetail.as_view(), name="api_published"),
]
