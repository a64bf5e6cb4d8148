"""Terms as most of them are counted: a last day off moves the end, and a day ends at midnight."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from cases.core import calendars
from cases.core.calendars import CALENDAR_DAYS, HOURS, MIDNIGHT, NEXT, Away, OfficeCalendar, Term

COUNTED = {
    "working_days": {"calendar": "mission", "day_ends": "midnight"},
    "calendar_days": {"calendar": "mission", "roll": "next", "day_ends": "midnight"},
    "hours": {},
}
"""What limits of tests are counted by, where it does not matter to the test."""


def term(amount: int, unit: str) -> Term:
    """Return a term of days that ends at midnight and rolls, or of hours."""
    roll = NEXT if unit == CALENDAR_DAYS else ""
    return Term(amount, unit, roll, "" if unit == HOURS else MIDNIGHT)


def due_at(
    start: datetime,
    amount: int,
    unit: str,
    calendar: OfficeCalendar,
    away: Sequence[Away] = (),
) -> datetime | None:
    """Return the first instant after such a term."""
    return calendars.due_at(start, term(amount, unit), calendar, away)


READ: Final[dict[str, Any]] = {
    "verified": True,
    "legal_basis": "Act of a test, art. 1",
    "source": "An invented page",
    "valid_from": date(2000, 1, 1),
}
"""What a limit says whose sentence in the law was read."""
