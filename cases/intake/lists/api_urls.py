"""Addresses of lists in the API."""

from cases.core.addresses import list_url, record_url
from cases.intake.lists import api

urlpatterns = [
    list_url("lists", api.ReceivedLists.as_view(), name="api_lists"),
    record_url("lists", api.ReceivedListDetail.as_view(), name="api_list"),
    record_url("lists", api.RowsOfList.as_view(), name="api_rows_of_list", below="rows"),
    list_url("list-rows", api.ListRows.as_view(), name="api_list_rows"),
    record_url("list-rows", api.ListRowDetail.as_view(), name="api_list_row"),
]
