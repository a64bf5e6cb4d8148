"""How much of a term is left or over, and how long others had the ball."""

from datetime import date

import pytest

from cases.core.calendars import remaining, working_days_between
from tests.core.test_calendars import BANGKOK, at


def test_counts_working_days_after_the_first_up_to_the_last():
    # After Friday 10 April: Thursday 16, Friday 17.
    assert working_days_between(date(2026, 4, 10), date(2026, 4, 19), BANGKOK) == 2
    assert working_days_between(date(2026, 4, 10), date(2026, 4, 10), BANGKOK) == 0
    assert working_days_between(date(2026, 4, 17), date(2026, 4, 10), BANGKOK) == 0


@pytest.mark.parametrize(
    ("now", "left"),
    [
        ("2026-04-09T09:00", 3),  # Friday 10, Thursday 16, Friday 17
        ("2026-04-13T09:00", 2),  # Songkran: Thursday 16, Friday 17
        ("2026-04-16T23:00", 1),
        ("2026-04-17T00:00", 0),
        ("2026-04-17T23:59", 0),  # the last day, at whatever hour
        ("2026-04-18T00:00", -1),  # Saturday
        ("2026-04-19T09:00", -1),  # Sunday
        ("2026-04-20T09:00", -1),  # Monday, one working day late
        ("2026-04-21T09:00", -2),
    ],
)
def test_says_how_many_working_days_are_left_or_over(now, left):
    assert remaining(at(now), at("2026-04-18T00:00"), "working_days", BANGKOK) == left


@pytest.mark.parametrize(
    ("now", "left"),
    [
        ("2026-04-15T09:00", 2),
        ("2026-04-17T23:59", 0),
        ("2026-04-18T00:00", -1),
        ("2026-04-19T00:00", -2),
    ],
)
def test_says_how_many_calendar_days_are_left_or_over(now, left):
    due = at("2026-04-18T00:00")

    assert remaining(at(now), due, "calendar_days", BANGKOK) == left


@pytest.mark.parametrize(
    ("now", "left"),
    [
        ("2026-04-17T14:30", 2),
        ("2026-04-17T16:30", 0),
        ("2026-04-17T17:00", -1),
        ("2026-04-17T18:30", -2),
    ],
)
def test_says_how_many_hours_are_left_or_over(now, left):
    assert remaining(at(now), at("2026-04-17T17:00"), "hours", BANGKOK) == left
