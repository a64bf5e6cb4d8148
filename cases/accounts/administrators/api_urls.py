"""Addresses of changes to administrators in the API."""

from cases.accounts.administrators import api
from cases.accounts.administrators.policies import RESOURCE
from cases.core.addresses import list_url, record_url

urlpatterns = [
    list_url(RESOURCE, api.AdministratorChanges.as_view(), name="api_administrator_changes"),
    record_url(RESOURCE, api.AdministratorChangeDetail.as_view(), name="api_administrator_change"),
]
