"""Addresses of missions and counterpart bodies in the API."""

from cases.core.addresses import list_url, record_url
from cases.missions import api

urlpatterns = [
    list_url("missions", api.MissionList.as_view(), name="api_missions"),
    record_url("missions", api.MissionDetail.as_view(), name="api_mission"),
    list_url("authorities", api.AuthorityList.as_view(), name="api_authorities"),
    record_url("authorities", api.AuthorityDetail.as_view(), name="api_authority"),
]
