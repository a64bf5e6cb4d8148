"""What holds for every calendar and every term, tried on many, and a slow second opinion."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cases.core.calendars import DAY, Away, OfficeCalendar, remaining
from tests.counted import due_at

FIRST = date(2026, 1, 1)
days = st.integers(0, 119).map(lambda number: FIRST + number * DAY)
moments = st.integers(0, 90 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
amounts = st.integers(1, 25)
units = st.sampled_from(["working_days", "calendar_days", "hours"])
terms = st.tuples(moments, amounts, units)
terms_in_days = st.tuples(moments, amounts, st.sampled_from(["working_days", "calendar_days"]))
calendars = st.builds(
    OfficeCalendar,
    zone=st.sampled_from(["Asia/Bangkok", "Asia/Yangon", "America/New_York"]),
    weekend=st.frozensets(st.integers(0, 6), max_size=4),
    closes_at=st.times(time(12), time(20)),
    closed=st.dictionaries(days, st.just("Closed"), max_size=30),
    opened=st.frozensets(days, max_size=5),
)


@st.composite
def waits(draw):
    """One span of waiting that was answered."""
    first = draw(moments)
    return Away(first, first + draw(st.timedeltas(timedelta(), timedelta(days=20))))


def touched(day, calendar, spans):
    return any(calendar.day_of(s.first) <= day <= calendar.day_of(s.last) for s in spans)


def counted_slowly(term, calendar, spans):
    """Count day by day, with nothing clever; spans begun after the end are left out one by one."""
    start, amount, unit = term
    spans = sorted(spans, key=lambda span: span.first)
    for known in range(len(spans) + 1):
        taken = [span for span in spans[:known] if span.last > start]
        day, left = calendar.day_of(start), amount
        while left:
            day += DAY
            works = calendar.is_working(day) or unit == "calendar_days"
            left -= works and not touched(day, calendar, taken)
        while not calendar.is_working(day) or touched(day, calendar, taken):
            day += DAY
        due = calendar.end_of(day)
        if known == len(spans) or spans[known].first >= due:
            return due
    raise AssertionError


@given(terms_in_days, calendars, st.lists(waits(), max_size=4))
def test_agrees_with_counting_day_by_day(term, calendar, spans):
    assert due_at(*term, calendar, spans) == counted_slowly(term, calendar, spans)


@given(terms_in_days, calendars, st.lists(waits(), max_size=2), days)
def test_a_further_closed_day_never_makes_a_term_end_earlier(term, calendar, spans, day):
    closed_too = replace(calendar, closed={**calendar.closed, day: "Closed"})

    assert due_at(*term, closed_too, spans) >= due_at(*term, calendar, spans)


@given(terms_in_days, calendars, st.lists(waits(), max_size=2))
def test_a_term_in_days_ends_on_a_working_day_after_the_event(term, calendar, spans):
    last = calendar.last_day(due_at(*term, calendar, spans))

    assert calendar.is_working(last)
    assert last > calendar.day_of(term[0])


@given(terms_in_days, calendars, st.times())
def test_the_hour_of_the_event_does_not_matter_to_days(term, calendar, hour):
    start, amount, unit = term
    same_day = datetime.combine(calendar.day_of(start), hour, calendar.clock)

    assert due_at(same_day, amount, unit, calendar) == due_at(*term, calendar)


@given(terms, calendars, st.lists(waits(), max_size=3), waits())
def test_a_further_wait_never_makes_a_term_end_earlier(term, calendar, spans, more):
    assert due_at(*term, calendar, [*spans, more]) >= due_at(*term, calendar, spans)


@given(moments, amounts, calendars)
def test_hours_are_exact(start, amount, calendar):
    assert due_at(start, amount, "hours", calendar) - start == timedelta(hours=amount)


@given(moments, moments, units, calendars)
def test_overdue_is_negative_and_nothing_else_is(now, due, unit, calendar):
    assert (remaining(now, due, unit, calendar) < 0) == (now >= due)
