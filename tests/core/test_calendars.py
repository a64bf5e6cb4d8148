"""The counting rule, on calendars written down here; each case is worked out by hand beside it.

The days off are those of February and April 2026 in Bangkok: Lunar New Year from Monday 16 to
Friday 20 February, Songkran from Monday 13 to Wednesday 15 April.
"""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import translation

from cases.core import calendars
from cases.core.calendars import UNITS, Away, OfficeCalendar, Term
from cases.procedures.choices import LimitUnit
from tests.counted import due_at

DAYS_OFF = {
    date(2026, 2, 16): "Lunar New Year",
    date(2026, 2, 17): "Lunar New Year",
    date(2026, 2, 18): "Lunar New Year",
    date(2026, 2, 19): "Lunar New Year",
    date(2026, 2, 20): "Lunar New Year",
    date(2026, 4, 13): "Songkran",
    date(2026, 4, 14): "Songkran",
    date(2026, 4, 15): "Songkran",
}
BANGKOK = OfficeCalendar("Asia/Bangkok", frozenset({5, 6}), time(17), DAYS_OFF)
YANGON = OfficeCalendar("Asia/Yangon", frozenset({5, 6}), time(16, 30), {})


def at(text: str) -> datetime:
    """Return a moment of Bangkok written without its zone, or any with it."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=BANGKOK.clock)


def test_the_units_are_those_of_the_limits():
    assert set(LimitUnit.values) == UNITS


@pytest.mark.parametrize(
    ("event", "amount", "unit", "due"),
    [
        # The day of the event does not count: after Monday 2 March, Wednesday 4 is the second day.
        ("2026-03-02T08:00", 2, "working_days", "2026-03-05T00:00"),
        ("2026-03-02T23:59", 2, "working_days", "2026-03-05T00:00"),
        # An event on Saturday 7 March counts from the next working day, Monday 9.
        ("2026-03-07T10:00", 1, "working_days", "2026-03-10T00:00"),
        # Friday 13 February is the event. Saturday 14 and Sunday 15 are off, Monday 16 to Friday 20
        # is Lunar New Year, Saturday 21 and Sunday 22 are off: Tuesday 24 is day 2.
        ("2026-02-13T15:00", 2, "working_days", "2026-02-25T00:00"),
        # Friday 10 April is the event. Saturday and Sunday are off, Monday 13 to Wednesday 15 is
        # Songkran. Thursday 16 is day 1, Friday 17 day 2.
        ("2026-04-10T09:00", 2, "working_days", "2026-04-18T00:00"),
        # Calendar days end at midnight of the last, day 15: Tuesday 17 March.
        ("2026-03-02T10:00", 15, "calendar_days", "2026-03-18T00:00"),
        # Those that end on a day off end on the next working day: day 15 is Sunday 15 February.
        # Monday 16 to Friday 20 is Lunar New Year, then a weekend; Monday 23 is worked.
        ("2026-01-31T10:00", 15, "calendar_days", "2026-02-24T00:00"),
        # Days off inside them count: Songkran, and day 7 is Friday 17 April.
        ("2026-04-10T10:00", 7, "calendar_days", "2026-04-18T00:00"),
        # Hours run through nights and days off: 48 from Friday 10 April 16:00.
        ("2026-04-10T16:00", 48, "hours", "2026-04-12T16:00"),
    ],
)
def test_a_term_ends_by_the_calendar_of_the_office(event, amount, unit, due):
    assert due_at(at(event), amount, unit, BANGKOK) == at(due)


def test_days_begin_at_midnight_of_the_zone():
    # 17:45 in Greenwich is 00:15 of Friday 16 January in Yangon (+06:30): Friday is the day of the
    # event, and the term ends with Monday 19 January there, 17:30 in Greenwich. In Bangkok it is
    # 00:45 of the same Friday.
    start = datetime(2026, 1, 15, 17, 45, tzinfo=UTC)

    assert due_at(start, 1, "working_days", YANGON) == datetime(2026, 1, 19, 17, 30, tzinfo=UTC)
    # 17:15 in Greenwich is 23:45 of Thursday in Yangon, but 00:15 of Friday in Bangkok.
    earlier = datetime(2026, 1, 15, 17, 15, tzinfo=UTC)
    assert due_at(earlier, 1, "working_days", YANGON) == datetime(2026, 1, 16, 17, 30, tzinfo=UTC)
    assert due_at(earlier, 1, "working_days", BANGKOK) == at("2026-01-20T00:00")


def test_the_zone_moves_its_clocks_and_the_days_follow():
    # Berlin, Friday 27 March 2026; clocks go forward on Sunday 29. Day 1 is Monday 30, over at
    # 22:00 in Greenwich; and 24 hours are 24 hours.
    berlin = OfficeCalendar("Europe/Berlin", frozenset({5, 6}), time(17), {})
    start = datetime(2026, 3, 28, 12, tzinfo=berlin.clock)

    due = datetime(2026, 3, 30, 22, tzinfo=UTC)
    assert due_at(start, 1, "working_days", berlin) == due
    assert due_at(start, 24, "hours", berlin) == datetime(2026, 3, 29, 11, tzinfo=UTC)
    assert due_at(start, 1, "calendar_days", berlin) == due


def test_a_day_worked_in_exchange_counts():
    # Friday 6 March is the event; Saturday 7 is worked, so it is day 1.
    exchanged = OfficeCalendar(
        "Asia/Bangkok", frozenset({5, 6}), time(17), DAYS_OFF, frozenset({date(2026, 3, 7)})
    )

    due = due_at(at("2026-03-06T10:00"), 1, "working_days", exchanged)

    assert due == at("2026-03-08T00:00")
    assert exchanged.why_closed(date(2026, 3, 7)) == ""


@pytest.mark.parametrize(
    ("event", "amount", "unit", "waits", "due"),
    [
        # Days of waiting do not count. After Wednesday 8 April, Thursday 9 is day 1. On Friday 10
        # the body is asked. Songkran. On Thursday 16 it answers. Friday 17 is day 2, Wednesday 22
        # day 5.
        (
            *("2026-04-08T09:00", 5, "working_days"),
            [("2026-04-10T16:59", "2026-04-16T08:01")],
            "2026-04-23T00:00",
        ),
        # Calendar days stand still too. Tuesday 3 March is day 1. Asked on Wednesday 4, answered on
        # Friday 6. Saturday 7 is day 2, Tuesday 10 day 5.
        (
            *("2026-03-02T10:00", 5, "calendar_days"),
            [("2026-03-04T10:00", "2026-03-06T10:00")],
            "2026-03-11T00:00",
        ),
        # Spans that overlap stop a day once. As before, and a second body from Thursday 5 to
        # Saturday 7: Sunday 8 is day 2, Wednesday 11 day 5.
        (
            *("2026-03-02T10:00", 5, "calendar_days"),
            [("2026-03-05T10:00", "2026-03-07T10:00"), ("2026-03-04T10:00", "2026-03-06T10:00")],
            "2026-03-12T00:00",
        ),
        # Hours are longer by the exact wait, 11:00 to 13:30 and, overlapping, 13:00 to 14:00.
        (
            *("2026-03-02T10:00", 4, "hours"),
            [("2026-03-02T11:00", "2026-03-02T13:30"), ("2026-03-02T13:00", "2026-03-02T14:00")],
            "2026-03-02T17:00",
        ),
        # A wait that began before the event counts from the event on.
        (
            *("2026-03-02T10:00", 4, "hours"),
            [("2026-03-01T10:00", "2026-03-02T11:00")],
            "2026-03-02T15:00",
        ),
        # A body asked after the end revives nothing: it ended with Tuesday 3 March.
        (
            *("2026-03-02T10:00", 1, "working_days"),
            [("2026-03-04T00:00", None)],
            "2026-03-04T00:00",
        ),
        # A long wait is no fault of the calendar: asked on Tuesday 3 March 2026, answered on
        # Thursday 1 June 2028. Friday 2 June is day 1.
        (
            *("2026-03-02T10:00", 1, "working_days"),
            [("2026-03-03T10:00", "2028-06-01T10:00")],
            "2028-06-03T00:00",
        ),
    ],
)
def test_a_term_stands_still_while_another_body_has_the_ball(event, amount, unit, waits, due):
    spans = [Away(at(asked), at(answered) if answered else None) for asked, answered in waits]

    assert due_at(at(event), amount, unit, BANGKOK, spans) == at(due)


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_nothing_is_due_before_the_other_body_answers(unit):
    waiting = [Away(at("2026-03-02T11:00"), None)]

    assert due_at(at("2026-03-02T10:00"), 5, unit, BANGKOK, waiting) is None


@pytest.mark.parametrize(
    ("amount", "unit", "start"),
    [
        (0, "working_days", at("2026-03-02T10:00")),
        (-3, "hours", at("2026-03-02T10:00")),
        (10**12, "calendar_days", at("2026-03-02T10:00")),
        (1, "weeks", at("2026-03-02T10:00")),
        (1, "working_days", datetime(2026, 3, 2, 10)),  # noqa: DTZ001 - what is refused
    ],
)
def test_what_is_no_term_is_an_error(amount, unit, start):
    with pytest.raises(ValueError, match=r"term|unit|zone"):
        due_at(start, amount, unit, BANGKOK)


@pytest.mark.parametrize(
    ("unit", "roll", "day_ends"),
    [
        ("calendar_days", "", "midnight"),
        ("working_days", "next", "midnight"),
        ("hours", "none", ""),
        ("hours", "", "midnight"),
        ("working_days", "", ""),
    ],
)
def test_nothing_is_assumed_of_a_term(unit, roll, day_ends):
    with pytest.raises(ValueError, match="term"):
        Term(2, unit, roll, day_ends)


def test_calendar_days_that_do_not_roll_end_on_a_day_off():
    # Friday 10 April is the event; day 3 is Songkran.
    due = calendars.due_at(
        at("2026-04-10T10:00"), Term(3, "calendar_days", "none", "midnight"), BANGKOK
    )

    assert due == at("2026-04-14T00:00")


def test_an_answer_before_the_question_is_an_error():
    with pytest.raises(ValueError, match="answer"):
        Away(at("2026-03-02T10:00"), at("2026-03-02T09:00"))
    with pytest.raises(ValueError, match="zone"):
        Away(datetime(2026, 3, 2), None)  # noqa: DTZ001 - what is refused


def test_an_office_that_never_works_is_an_error():
    never = OfficeCalendar("Asia/Bangkok", frozenset(range(7)), time(17), {})

    with pytest.raises(ValueError, match="no working day"):
        due_at(at("2026-03-02T10:00"), 1, "working_days", never)
    with pytest.raises(ValueError, match="no working day"):
        due_at(at("2026-03-02T10:00"), 1, "calendar_days", never)


def test_says_why_an_office_is_closed_in_the_language_of_the_reader():
    assert BANGKOK.why_closed(date(2026, 4, 13)) == "Songkran"
    assert BANGKOK.why_closed(date(2026, 4, 11)) == "Weekend"
    assert BANGKOK.why_closed(date(2026, 4, 16)) == ""
    with translation.override("vi"):
        assert BANGKOK.why_closed(date(2026, 4, 11)) == "Ngày nghỉ hằng tuần"
