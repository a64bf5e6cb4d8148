"""Addresses of travel groups in the API."""

from cases.casework.groups import api
from cases.core.addresses import list_url, record_url

urlpatterns = [
    list_url("travel-groups", api.TravelGroupList.as_view(), name="api_travel_groups"),
    record_url("travel-groups", api.TravelGroupDetail.as_view(), name="api_travel_group"),
    list_url("group-members", api.GroupMemberList.as_view(), name="api_group_members"),
]
