"""Entering what a government made of days in its whole country."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.calendars import DAY, OfficeCalendar
from cases.core.errors import broken_rule
from cases.core.operations import operation
from cases.core.web_addresses import check_address
from cases.missions.calendars import (
    HOME,
    HOST,
    MISSION,
    calendars_for,
    days_changed,
    missions_resting_with,
)
from cases.missions.jobs import follow_country_day
from cases.missions.models import CountryDay
from cases.missions.operations.calendar import LONGEST_CLOSED
from cases.places.reference import former_row, put_row

COUNTRY_DAY_FIELDS = {
    "countryday_kind_known": "kind",
    "countryday_country_named": "country",
    "countryday_ends_after_start": "ends_on",
    "countryday_at_most_60_days": "ends_on",
    "countryday_said": "name",
    "countryday_no_overlap": "starts_on",
}
BEARS = ("country", "kind", "starts_on", "ends_on", "is_standing")
"""What of an entry bears on terms."""


@operation(may="mission.manage", audit="country_day.recorded")
def put_country_day(
    actor: Actor,
    *,
    code: str,
    country: str,
    kind: str,
    starts_on: date,
    name: str,
    source: str,
    ends_on: date | None = None,
    name_vi: str = "",
    name_fr: str = "",
    source_url: str = "",
    verified: bool = False,
    withdraw_reason: str = "",
    version: int | None = None,
) -> CountryDay:
    """Enter days of a country, or correct the entry with this code; what is out is emptied.

    With a reason why it was withdrawn it no longer counts. Clocks that run are counted anew in the
    background; stopped ones that would no longer be late are listed, to be decided about. Days
    already past may be entered too: what was off then did not count.
    """
    check_address(source_url, "source_url")
    values = {
        "country": country,
        "kind": kind,
        "starts_on": starts_on,
        "ends_on": ends_on or starts_on,
        "name": name,
        "name_vi": name_vi,
        "name_fr": name_fr,
        "source": source,
        "source_url": source_url,
        "verified": verified,
        "withdraw_reason": withdraw_reason,
    }
    before = former_row(CountryDay, {"code": code})
    row = put_row(CountryDay, {"code": code}, values, at=COUNTRY_DAY_FIELDS, version=version)
    standing = [day for day in (before, row) if day is not None and day.is_standing]
    countries = {day.country for day in standing}
    if before is None or any(getattr(before, name) != getattr(row, name) for name in BEARS):
        ask_days_left(countries, row)
        for one in sorted(countries):
            follow_country_day.enqueue(country=one)
        for whose, first, last in {(day.country, day.starts_on, day.ends_on) for day in standing}:
            days_changed(whose, (first, last))
    return row


def ask_days_left(countries: Collection[str], row: CountryDay) -> None:
    """Refuse, with 422, what would let an office rest so long that no term could be counted."""
    missions = [mission for country in countries for mission in missions_resting_with(country)]
    wanted = [(mission, whose) for mission in missions for whose in (MISSION, HOST, HOME)]
    for calendar in calendars_for(wanted).values():
        if rest_around(row.starts_on, calendar) >= LONGEST_CLOSED:
            raise broken_rule(
                _("Offices would be closed for more than a year. Leave working days between."),
                "closed_for_a_year",
                "ends_on",
            )


def rest_around(day: date, calendar: OfficeCalendar) -> int:
    """Return how many days of rest in a row there are around a day, a year's worth at most."""
    length = 0
    for step in (DAY, -DAY):
        at = day if step == DAY else day - DAY
        while length < LONGEST_CLOSED and not calendar.is_working(at):
            length, at = length + 1, at + step
    return length
