"""Addresses of accounts and sessions in the API."""

from cases.accounts import api
from cases.core.addresses import list_url, record_url

urlpatterns = [
    list_url("staff", api.StaffList.as_view(), name="api_staff"),
    record_url("staff", api.StaffDetail.as_view(), name="api_staff_member"),
    record_url("staff", api.StaffSessions.as_view(), name="api_staff_sessions", below="sessions"),
    list_url("sessions", api.SessionList.as_view(), name="api_sessions"),
]
