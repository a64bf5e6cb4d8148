"""Birth dates are read as lists write them, and what cannot be told is asked."""

import calendar
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cases.citizens.birth_dates import (
    BUDDHIST,
    DAY_FIRST,
    MONTH_FIRST,
    NOTES,
    BirthReading,
    order_of,
    read_birth_date,
)

TODAY = date(2026, 11, 26)
DAYS = st.dates(min_value=date(1927, 1, 1), max_value=TODAY)


def read(text, order=""):
    return read_birth_date(text, TODAY, order)


def shown(text, order=""):
    return [str(choice) for choice in read(text, order).choices]


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("1998-04-12", "1998-04-12"), ("1998/04/12", "1998-04-12"), ("1998.4.12", "1998-04-12"),
        ("19980412", "1998-04-12"), ("25/04/1998", "1998-04-25"), ("25-4-98", "1998-04-25"),
        ("25.04.1998.", "1998-04-25"), ("25041998", "1998-04-25"), ("04/04/1998", "1998-04-04"),
        ("1998-04-12 00:00:00", "1998-04-12"), ("1998-04-12T00:00:00Z", "1998-04-12"),
        ("25 Apr 1998", "1998-04-25"), ("Apr 25, 1998", "1998-04-25"), ("12-APR-98", "1998-04-12"),
        ("3rd of May 2000", "2000-05-03"), ("né le 3 février 1999", "1999-02-03"),
        ("1er août 2001", "2001-08-01"), ("ngày 12 tháng 4 năm 1998", "1998-04-12"),
        ("12 tháng Tư năm 1998", "1998-04-12"), ("Sinh ngày 25/4/1998", "1998-04-25"),
        ("1998年4月12日", "1998-04-12"), ("1998", "1998"), ("sinh năm 1998", "1998"),
        ("~1998", "1998"), ("04/1998", "1998-04"), ("1998-04", "1998-04"),
        ("tháng 4/1998", "1998-04"),
        ("00/00/1998", "1998"), ("xx/xx/1998", "1998"), ("--/04/1998", "1998-04"),
        ("??/??/1998", "1998"), ("May 1998", "1998-05"),
    ],
)  # fmt: skip
def test_dates_are_read_as_precisely_as_they_are_written(text, birth):
    assert shown(text) == [birth]


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("2540", "1997"), ("25/04/2541", "1998-04-25"), ("2541-04-12", "1998-04-12"),
        ("พ.ศ. 2541", "1998"), ("B.E. 2541", "1998"), ("12 เมษายน 2541", "1998-04-12"),
        ("๑๒ เม.ย. ๒๕๔๑", "1998-04-12"), ("25/4/41 พ.ศ.", "1998-04-25"),
        ("29/02/2543", "2000-02-29"),
    ],
)  # fmt: skip
def test_buddhist_years_are_converted_and_said(text, birth):
    assert shown(text) == [birth]
    assert "buddhist" in read(text).notes


def test_a_western_year_marked_as_such_stays():
    assert shown("ค.ศ. 1998") == ["1998"]
    assert read("ค.ศ. 1998").notes == ()


def test_digits_of_other_scripts_are_digits():
    assert shown("၂၅/၄/၁၉၉၈") == shown("２５/４/１９９８") == ["1998-04-25"]


@pytest.mark.parametrize("text", ["12/04/1998", "12.4.1998", "12041998", "12/04/2541"])
def test_a_day_that_may_be_a_month_is_both_until_somebody_says(text):
    reading = read(text)

    assert [str(choice) for choice in reading.choices] == ["1998-04-12", "1998-12-04"]
    assert reading.is_ambiguous
    assert reading.birth is None
    assert "day_or_month" in reading.notes


def test_the_order_of_the_file_decides_what_can_be_both():
    assert shown("12/04/1998", DAY_FIRST) == ["1998-04-12"]
    assert shown("12/04/1998", MONTH_FIRST) == ["1998-12-04"]
    assert shown("25/04/1998", MONTH_FIRST) == ["1998-04-25"]
    assert shown("1998-04-12", MONTH_FIRST) == ["1998-04-12"]
    assert shown("12/4/41", DAY_FIRST) == ["1998-04-12", "1941-04-12"]


def test_a_month_that_can_only_stand_first_is_noted():
    assert shown("04/25/1998") == shown("04/25/1998", DAY_FIRST) == ["1998-04-25"]
    assert read("04/25/1998").notes == ("month_first",)


@pytest.mark.parametrize(
    ("text", "births"),
    [
        ("25.5.99", ["1999-05-25"]),
        ("25/12/05", ["2005-12-25"]),
        ("25/12/00", ["2000-12-25"]),
        ("25/4/41", ["1998-04-25", "1941-04-25"]),
    ],
)
def test_a_year_of_two_digits_is_never_ahead_and_may_be_buddhist(text, births):
    assert shown(text) == births
    assert {"short_year", "buddhist_guessed"} & set(read(text).notes)


def test_of_two_orders_the_one_in_the_future_is_left_out():
    assert shown("05/12/2026") == ["2026-05-12"]
    assert not read("05/12/2026").is_ambiguous


def test_the_first_of_january_is_noted_as_a_likely_default():
    assert read("01/01/1990").notes == ("default_day",)
    assert shown("01/01/1990") == ["1990-01-01"]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("", "empty"), ("  ", "empty"), ("abc", "unreadable"), ("25", "unreadable"),
        ("31/02/1998", "unreadable"), ("29/02/2541", "unreadable"), ("13/13/1998", "unreadable"),
        ("12/04/1998/7", "unreadable"), ("12/04/xx", "unreadable"),
        ("2030-01-01", "future"), ("1850", "too_old"),
        ("35123", "unreadable"), ("1998-04-12-13", "unreadable"), ("9" * 500, "unreadable"),
    ],
)  # fmt: skip
def test_what_is_no_birth_date_is_refused_with_a_reason(text, note):
    reading = read(text)

    assert reading.choices == ()
    assert reading.notes == (note,)
    assert reading.sentences


@given(DAYS, st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%Y%m%d"]))
def test_the_day_that_was_written_is_among_the_choices(day, form):
    choices = read(f"{day:{form}}").choices

    assert str(day) in [str(choice) for choice in choices]
    assert len(choices) <= 2


@given(DAYS)
def test_a_buddhist_year_is_the_same_day(day):
    assert shown(f"{day.day:02}/{day.month:02}/{day.year + BUDDHIST}", DAY_FIRST) == [str(day)]


@given(st.text(max_size=80))
def test_any_text_is_taken(text):
    reading = read(text)

    assert all(choice.first <= TODAY for choice in reading.choices)
    assert bool(reading.choices) or reading.notes
    assert isinstance(reading.sentences, tuple)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["12/04/1998", "25/04/1998", "1998"], DAY_FIRST),
        (["12/04/1998", "04/25/1998"], MONTH_FIRST),
        (["25/04/1998", "04/25/1998"], ""),
        (["12/04/1998", "1998-04-25"], ""),
        ([], ""),
    ],
)
def test_one_unmistakable_date_says_the_order_of_its_column(texts, order):
    assert order_of(texts, TODAY) == order


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_every_note_is_said_in_the_language_of_the_reader(language):
    reading = BirthReading("12/04/41", read("12/04/1998").choices, tuple(NOTES))
    english = reading.sentences

    with translation.override(language):
        assert not set(reading.sentences) & set(english)


def test_a_leap_day_is_one_in_leap_years_only():
    assert all(bool(shown(f"29/02/{year}")) is calendar.isleap(year) for year in range(1950, 2026))
