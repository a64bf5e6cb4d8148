"""Addresses of following up in the API."""

from cases.casework.follow_up import api
from cases.core.addresses import list_url, record_url

VIEWS = (
    ("welfare-checks", "welfare_check", api.CheckList, api.CheckDetail),
    ("welfare-findings", "welfare_finding", api.FoundList, api.FoundDetail),
    ("earlier-returns", "earlier_return", api.EarlierList, api.EarlierDetail),
)

urlpatterns = [
    route
    for name, one, rows, row in VIEWS
    for route in (
        list_url(name, rows.as_view(), name=f"api_{one}_rows"),
        record_url(name, row.as_view(), name=f"api_{one}"),
    )
]
