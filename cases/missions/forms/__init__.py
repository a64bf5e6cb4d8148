"""What the operations on missions, bodies and staff take, declared once for web, API and admin."""

from cases.missions.forms.calendar import (
    AddClosure,
    CalendarFilter,
    SetOfficeHours,
    WithdrawClosure,
)
from cases.missions.forms.contact import PutOfficeContact
from cases.missions.forms.country_day import PutCountryDay
from cases.missions.forms.reference import (
    EndPosting,
    PutAuthority,
    PutMission,
    PutStaff,
    SetPassword,
    StartPosting,
)

__all__ = [
    "AddClosure",
    "CalendarFilter",
    "EndPosting",
    "PutAuthority",
    "PutCountryDay",
    "PutMission",
    "PutOfficeContact",
    "PutStaff",
    "SetOfficeHours",
    "SetPassword",
    "StartPosting",
    "WithdrawClosure",
]
