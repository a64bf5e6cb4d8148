"""A moment is told as precisely as it is known, and what is told is taken in again."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cases.core.errors import Refused
from cases.core.facts import When
from cases.core.fields.dates import parse_when
from cases.core.precision import day_ending, iso_as_of, iso_between, iso_instant

BANGKOK = "Asia/Bangkok"
ZONES = (
    BANGKOK,
    "Asia/Yangon",
    "Asia/Kathmandu",
    "Europe/Warsaw",
    "Pacific/Auckland",
    "America/New_York",
)
LATER = datetime(2200, 12, 31, tzinfo=UTC)
NOW = datetime(2025, 11, 27, 4, 0, 0, 1, tzinfo=UTC)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 1))


def kept(said, zone, known=LATER):
    interval = parse_when(said).resolve(zone, known)
    return interval.first, interval.last


@given(day=DAYS, count=st.integers(1, 70), zone=st.sampled_from(ZONES))
def test_days_are_told_as_they_were_said(day, count, zone):
    last = day + timedelta(days=count - 1)
    said = "/".join(dict.fromkeys((day.isoformat(), last.isoformat())))
    if day.day == 1 and (last + timedelta(days=1)).day == 1:
        said = "/".join(dict.fromkeys((f"{day:%Y-%m}", f"{last:%Y-%m}")))

    assert iso_between(*kept(said, zone), zone) == said
    assert iso_between(*kept(said, zone)) == said
    assert day_ending(kept(said, zone)[1]) == last


@given(seconds=st.integers(0, 4_000_000_000), minutes=st.integers(0, 9999))
def test_what_is_told_of_instants_means_the_same_when_it_is_taken_in(seconds, minutes):
    begin = datetime.fromtimestamp(seconds, UTC)
    end = begin + timedelta(minutes=minutes)
    told = iso_between(begin, end, BANGKOK)
    taken = parse_when(told).resolve(BANGKOK, LATER)

    assert taken.first <= begin
    assert taken.last >= end
    assert parse_when(told).day is not None or (taken.first, taken.last) == (begin, end)


def test_an_instant_is_told_to_the_second_with_the_offset_of_the_place():
    moment = datetime(2025, 11, 27, 1, 10, 52, 609285, tzinfo=UTC)

    assert iso_instant(moment, BANGKOK) == "2025-11-27T08:10:52+07:00"
    assert iso_between(moment, moment, BANGKOK) == "2025-11-27T08:10:52+07:00"
    assert iso_between(moment - timedelta(days=1), moment).endswith("/2025-11-27T01:10:52+00:00")


@pytest.mark.parametrize(
    "said", ["2025-10", "2024-02", "2025-08-30/2025-09-02", "2025-10/2025-11", "2024-12/2025-02"]
)
def test_months_and_several_days_are_taken_in(said):
    assert iso_between(*kept(said, BANGKOK), BANGKOK) == said


def test_a_day_that_was_recorded_before_it_was_over_is_a_day_where_it_was_said():
    noon = datetime(2025, 10, 22, 12, tzinfo=ZoneInfo(BANGKOK))
    first, last = kept("2025-10-22", BANGKOK, noon)

    assert iso_between(first, last, BANGKOK) == "2025-10-22"
    assert iso_between(first, last) == "2025-10-21T17:00:00+00:00/2025-10-22T05:00:00+00:00"


def test_a_month_that_was_recorded_before_it_was_over_is_told_as_the_month():
    known = datetime(2025, 11, 27, 8, 5, 32, 829489, tzinfo=ZoneInfo(BANGKOK))

    for said in ("2025-11", "2025-09/2025-11"):
        assert iso_between(*kept(said, BANGKOK, known), BANGKOK) == said


def test_a_day_that_cannot_have_begun_before_an_instant_is_told_as_a_day():
    first, last = kept("2025-10-27", BANGKOK)
    asked = first + timedelta(hours=13, minutes=41)

    assert iso_between(asked, last, BANGKOK) == "2025-10-27"


def test_an_instant_has_the_offset_of_the_place():
    instant = datetime(2025, 10, 15, 23, 19, tzinfo=UTC)

    assert iso_between(instant, instant, BANGKOK) == "2025-10-16T06:19:00+07:00"


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2025-10-22T23:59:59.999999", "2025-10-22"),
        ("2025-10-22T14:59:59.999999", "2025-10-22T14:59:00+07:00"),
        ("2025-10-22T14:30:05.123456", "2025-10-22T14:30:05+07:00"),
        ("2025-10-22T14:30:00", "2025-10-22T14:30:00+07:00"),
    ],
)
def test_a_figure_tells_the_moment_that_was_asked_for(moment, told):
    local = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(BANGKOK))

    assert iso_as_of(local.astimezone(UTC), BANGKOK) == told


def test_no_other_instant_ends_a_day():
    assert day_ending(datetime(2025, 10, 22, 17, tzinfo=UTC)) is None
    assert day_ending(datetime(2025, 10, 22, 16, 59, 59, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    "said",
    ["2025-13", "2025-1", "2025-10/2025-09", "2025-10-22/2025-10-22T14:30+07:00", "2025", "/"],
)
def test_refuses_what_is_no_moment(said):
    with pytest.raises(ValidationError):
        parse_when(said)


def test_a_month_is_the_days_from_its_first_to_its_last():
    assert parse_when("2025-02") == When(day=date(2025, 2, 1), until=date(2025, 2, 28))


@pytest.mark.parametrize(
    "said",
    [
        "2025-11-20/2025-12-31",
        "2025-11-20/2025-11-28",
        "2025-11/2025-12",
        "2025-11-20/2025-12",
        "2025-11-20T09:00+07:00/2025-11-28T09:00+07:00",
        "2025-11-20T09:00+07:00/2025-11-27T23:59+07:00",
    ],
)
def test_a_time_that_ends_in_the_future_is_refused(said):
    with pytest.raises(Refused) as caught:
        kept(said, BANGKOK, NOW)

    assert (caught.value.status, caught.value.code) == (422, "in_the_future")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("2025-11", "2025-11"),
        ("2025-11-27", "2025-11-27"),
        ("2025-11-20/2025-11-27", "2025-11-20/2025-11-27"),
        ("2025-10/2025-11", "2025-10/2025-11"),
    ],
)
def test_the_day_or_the_month_that_runs_may_be_the_last(said, told):
    assert iso_between(*kept(said, BANGKOK, NOW), BANGKOK) == told
