"""Addresses of missions, their calendars and counterpart bodies in the API."""

from cases.core.addresses import list_url, record_url
from cases.missions import api, api_days

urlpatterns = [
    list_url("missions", api.MissionList.as_view(), name="api_missions"),
    record_url("missions", api.MissionDetail.as_view(), name="api_mission"),
    record_url("missions", api.MissionCalendar.as_view(), name="api_calendar", below="calendar"),
    record_url("closures", api.ClosureDetail.as_view(), name="api_closure"),
    list_url("authorities", api.AuthorityList.as_view(), name="api_authorities"),
    record_url("authorities", api.AuthorityDetail.as_view(), name="api_authority"),
    record_url(
        "missions", api.MissionHistory.as_view(), name="api_mission_history", below="history"
    ),
    record_url(
        "closures", api.ClosureHistory.as_view(), name="api_closure_history", below="history"
    ),
    record_url(
        "authorities", api.AuthorityHistory.as_view(), name="api_authority_history", below="history"
    ),
    list_url("country-days", api_days.CountryDayList.as_view(), name="api_country_days"),
    record_url("country-days", api_days.CountryDayDetail.as_view(), name="api_country_day"),
    record_url(
        "country-days",
        api_days.CountryDayHistory.as_view(),
        name="api_country_day_history",
        below="history",
    ),
    list_url("office-contacts", api.OfficeContactList.as_view(), name="api_office_contacts"),
    record_url("office-contacts", api.OfficeContactDetail.as_view(), name="api_office_contact"),
    record_url(
        "office-contacts",
        api.OfficeContactHistory.as_view(),
        name="api_office_contact_history",
        below="history",
    ),
]
