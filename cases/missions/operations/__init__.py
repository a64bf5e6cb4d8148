"""Operations on missions and their calendars, counterpart bodies, staff and their postings."""

from cases.missions.operations.calendar import add_closure, set_office_hours, withdraw_closure
from cases.missions.operations.contact import put_office_contact
from cases.missions.operations.country_day import put_country_day
from cases.missions.operations.postings import end_posting, start_posting
from cases.missions.operations.reference import (
    put_authority,
    put_mission,
    put_staff,
    set_password,
)

__all__ = [
    "add_closure",
    "end_posting",
    "put_authority",
    "put_country_day",
    "put_mission",
    "put_office_contact",
    "put_staff",
    "set_office_hours",
    "set_password",
    "start_posting",
    "withdraw_closure",
]
