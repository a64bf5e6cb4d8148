"""A bare day that is said of a body is a day of that body, wherever it is written down."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from cases.casework.operations.step_rows import interval_said
from cases.core.errors import Refused
from cases.core.facts import When

HANOI = "Asia/Ho_Chi_Minh"
TWELFTH, THIRTEENTH = date(2026, 11, 12), date(2026, 11, 13)
DEPARTMENT = "immigration_department"


def at(text, zone):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("zone", "now", "today_there"),
    [
        ("Asia/Yangon", "2026-11-12 23:45", THIRTEENTH),
        ("Asia/Kolkata", "2026-11-12 22:45", THIRTEENTH),
        ("Europe/Warsaw", "2026-11-12 19:00", THIRTEENTH),
        ("Africa/Luanda", "2026-11-12 19:00", THIRTEENTH),
        ("Asia/Tokyo", "2026-11-13 01:00", TWELFTH),
        ("Australia/Sydney", "2026-11-13 03:00", TWELFTH),
    ],
)
def test_a_day_is_taken_once_it_has_come_at_the_body(zone, now, today_there):
    moment = at(now, zone)
    told = interval_said(When(day=today_there), zone, DEPARTMENT, moment)

    assert told.last <= moment
    assert told.last.astimezone(ZoneInfo(HANOI)).date() == today_there
    day_after = date.fromordinal(today_there.toordinal() + 1)
    with pytest.raises(Refused) as refusal:
        interval_said(When(day=day_after), zone, DEPARTMENT, moment)
    assert refusal.value.code == "day_to_come_there"
    assert f"{today_there.day} Nov 2026" in str(refusal.value.message)


def test_a_day_that_has_come_at_home_first_is_kept_as_its_hours_so_far():
    moment = at("2026-11-12 19:00", "Europe/Warsaw")

    told = interval_said(When(day=THIRTEENTH), "Europe/Warsaw", DEPARTMENT, moment)

    assert (told.first, told.last) == (at("2026-11-13 00:00", HANOI), moment)


def test_of_a_body_of_the_host_the_days_are_those_of_the_mission():
    moment = at("2026-11-13 01:00", "Asia/Tokyo")

    told = interval_said(When(day=THIRTEENTH), "Asia/Tokyo", "host_authority", moment)

    assert told.first == at("2026-11-13 00:00", "Asia/Tokyo")
