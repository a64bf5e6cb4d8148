"""Operations on missions and their calendars, counterpart bodies, staff and their postings."""

from cases.missions.operations.calendar import add_closure, set_office_hours, withdraw_closure
from cases.missions.operations.contact import put_office_contact
from cases.missions.operations.reference import (
    end_posting,
    put_authority,
    put_mission,
    put_staff,
    set_password,
    start_posting,
)

__all__ = [
    "add_closure",
    "end_posting",
    "put_authority",
    "put_mission",
    "put_office_contact",
    "put_staff",
    "set_office_hours",
    "set_password",
    "start_posting",
    "withdraw_closure",
]
