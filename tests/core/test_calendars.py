"""The counting rule, on calendars written down here; each case is worked out by hand beside it.

The days off are those of February and April 2026 in Bangkok: Lunar New Year from Monday 16 to
Friday 20 February, Songkran from Monday 13 to Wednesday 15 April.
"""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import translation

from cases.core.calendars import UNITS, Away, OfficeCalendar, due_at
from cases.procedures.choices import LimitUnit

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


def test_the_day_of_the_event_does_not_count():
    # Monday 2 March is the event; Tuesday 3 is the first day, Wednesday 4 the second.
    assert due_at(at("2026-03-02T08:00"), 2, "working_days", BANGKOK) == at("2026-03-04T17:00")
    assert due_at(at("2026-03-02T23:59"), 2, "working_days", BANGKOK) == at("2026-03-04T17:00")


def test_an_event_on_a_day_off_counts_from_the_next_working_day():
    # Saturday 7 March is the event; Sunday is off, Monday 9 is the first day.
    assert due_at(at("2026-03-07T10:00"), 1, "working_days", BANGKOK) == at("2026-03-09T17:00")


def test_two_working_days_across_lunar_new_year():
    # Friday 13 February is the event. Saturday 14 and Sunday 15 are off, Monday 16 to Friday 20 is
    # Lunar New Year, Saturday 21 and Sunday 22 are off. Monday 23 is day 1, Tuesday 24 day 2.
    assert due_at(at("2026-02-13T15:00"), 2, "working_days", BANGKOK) == at("2026-02-24T17:00")


def test_two_working_days_across_songkran():
    # Friday 10 April is the event. Saturday and Sunday are off, Monday 13 to Wednesday 15 is
    # Songkran. Thursday 16 is day 1, Friday 17 day 2.
    assert due_at(at("2026-04-10T09:00"), 2, "working_days", BANGKOK) == at("2026-04-17T17:00")


def test_calendar_days_end_at_midnight_of_the_last():
    # Monday 2 March is the event; day 15 is Tuesday 17 March.
    due = due_at(at("2026-03-02T10:00"), 15, "calendar_days", BANGKOK)

    assert due == at("2026-03-17T23:59:59.999999")


def test_calendar_days_that_end_on_a_day_off_end_on_the_next_working_day():
    # Saturday 31 January is the event; day 15 is Sunday 15 February, a day off. Monday 16 to
    # Friday 20 is Lunar New Year, then a weekend; Monday 23 February is the next working day.
    due = due_at(at("2026-01-31T10:00"), 15, "calendar_days", BANGKOK)

    assert due == at("2026-02-23T23:59:59.999999")


def test_days_off_inside_calendar_days_count():
    # Friday 10 April is the event. Songkran counts: day 7 is Friday 17 April.
    due = due_at(at("2026-04-10T10:00"), 7, "calendar_days", BANGKOK)

    assert due == at("2026-04-17T23:59:59.999999")


def test_hours_run_through_nights_and_days_off():
    # Friday 10 April 16:00 and 48 hours: Sunday 12 April 16:00.
    assert due_at(at("2026-04-10T16:00"), 48, "hours", BANGKOK) == at("2026-04-12T16:00")


def test_days_begin_at_midnight_of_the_zone():
    # 17:45 in Greenwich is 00:15 of Friday 16 January in Yangon (+06:30): Friday is the day of the
    # event, and the term ends on Monday 19 January, 16:30 there, 10:00 in Greenwich. In Bangkok it
    # is 00:45 of the same Friday.
    start = datetime(2026, 1, 15, 17, 45, tzinfo=UTC)

    assert due_at(start, 1, "working_days", YANGON) == datetime(2026, 1, 19, 10, tzinfo=UTC)
    # 17:15 in Greenwich is 23:45 of Thursday in Yangon, but 00:15 of Friday in Bangkok.
    earlier = datetime(2026, 1, 15, 17, 15, tzinfo=UTC)
    assert due_at(earlier, 1, "working_days", YANGON) == datetime(2026, 1, 16, 10, tzinfo=UTC)
    assert due_at(earlier, 1, "working_days", BANGKOK) == at("2026-01-19T17:00")


def test_the_zone_moves_its_clocks_and_the_days_follow():
    # Berlin, Friday 27 March 2026; clocks go forward on Sunday 29. Day 1 is Monday 30, 17:00 there,
    # 15:00 in Greenwich; and 24 hours are 24 hours.
    berlin = OfficeCalendar("Europe/Berlin", frozenset({5, 6}), time(17), {})
    start = datetime(2026, 3, 28, 12, tzinfo=berlin.clock)

    due = datetime(2026, 3, 30, 15, tzinfo=UTC)
    assert due_at(start, 1, "working_days", berlin) == due
    assert due_at(start, 24, "hours", berlin) == datetime(2026, 3, 29, 11, tzinfo=UTC)
    end = datetime(2026, 3, 30, 21, 59, 59, 999999, tzinfo=UTC)
    assert due_at(start, 1, "calendar_days", berlin) == end


def test_a_day_worked_in_exchange_counts():
    # Friday 6 March is the event; Saturday 7 is worked, so it is day 1.
    exchanged = OfficeCalendar(
        "Asia/Bangkok", frozenset({5, 6}), time(17), DAYS_OFF, frozenset({date(2026, 3, 7)})
    )

    due = due_at(at("2026-03-06T10:00"), 1, "working_days", exchanged)

    assert due == at("2026-03-07T17:00")
    assert exchanged.why_closed(date(2026, 3, 7)) == ""


def test_days_of_waiting_do_not_count():
    # Wednesday 8 April is the event, 5 working days. Thursday 9 is day 1. On Friday 10 the body is
    # asked: it does not count. Songkran. On Thursday 16 it answers: it does not count. Friday 17 is
    # day 2, Monday 20 day 3, Tuesday 21 day 4, Wednesday 22 day 5.
    waiting = Away(at("2026-04-10T16:59"), at("2026-04-16T08:01"))

    due = due_at(at("2026-04-08T09:00"), 5, "working_days", BANGKOK, [waiting])

    assert due == at("2026-04-22T17:00")


def test_calendar_days_stand_still_too():
    # Monday 2 March is the event, 5 calendar days. Tuesday 3 is day 1. Asked on Wednesday 4,
    # answered on Friday 6: neither counts. Saturday 7 is day 2, Sunday 8 day 3, Monday 9 day 4,
    # Tuesday 10 day 5.
    waiting = Away(at("2026-03-04T10:00"), at("2026-03-06T10:00"))

    due = due_at(at("2026-03-02T10:00"), 5, "calendar_days", BANGKOK, [waiting])

    assert due == at("2026-03-10T23:59:59.999999")


def test_spans_that_overlap_stop_a_day_once():
    # As before, and a second body from Thursday 5 to Saturday 7: days 3 to 7 do not count.
    # Sunday 8 is day 2, Monday 9 day 3, Tuesday 10 day 4, Wednesday 11 day 5.
    waiting = [
        Away(at("2026-03-05T10:00"), at("2026-03-07T10:00")),
        Away(at("2026-03-04T10:00"), at("2026-03-06T10:00")),
    ]

    due = due_at(at("2026-03-02T10:00"), 5, "calendar_days", BANGKOK, waiting)

    assert due == at("2026-03-11T23:59:59.999999")


def test_hours_are_longer_by_the_exact_wait():
    # 10:00, 4 hours; away 11:00 to 13:30 and, overlapping, 13:00 to 14:00: three hours longer.
    waiting = [
        Away(at("2026-03-02T11:00"), at("2026-03-02T13:30")),
        Away(at("2026-03-02T13:00"), at("2026-03-02T14:00")),
    ]

    assert due_at(at("2026-03-02T10:00"), 4, "hours", BANGKOK, waiting) == at("2026-03-02T17:00")


def test_a_wait_that_began_before_the_event_counts_from_the_event_on():
    waiting = [Away(at("2026-03-01T10:00"), at("2026-03-02T11:00"))]

    assert due_at(at("2026-03-02T10:00"), 4, "hours", BANGKOK, waiting) == at("2026-03-02T15:00")


def test_nothing_is_due_while_another_body_has_the_ball():
    for unit in UNITS:
        assert (
            due_at(at("2026-03-02T10:00"), 5, unit, BANGKOK, [Away(at("2026-03-02T11:00"), None)])
            is None
        )


def test_a_body_asked_after_the_end_revives_nothing():
    # Monday 2 March is the event, 1 working day: ended on Tuesday 3 March at 17:00.
    late = Away(at("2026-03-03T17:01"), None)

    assert due_at(at("2026-03-02T10:00"), 1, "working_days", BANGKOK, [late]) == at(
        "2026-03-03T17:00"
    )


def test_a_long_wait_is_no_fault_of_the_calendar():
    # Asked on Tuesday 3 March 2026, answered on Thursday 1 June 2028: Friday 2 June is day 1.
    waiting = Away(at("2026-03-03T10:00"), at("2028-06-01T10:00"))

    due = due_at(at("2026-03-02T10:00"), 1, "working_days", BANGKOK, [waiting])

    assert due == at("2028-06-02T17:00")


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
