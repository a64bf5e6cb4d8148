"""Two birth dates compared: each slip has its reason, in either direction."""

from datetime import date

import pytest

from cases.citizens.birth_dates import read_birth_date
from cases.citizens.search.births import birth_reason, compared
from cases.core.partial import PartialDate

parse = PartialDate.parse
TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("1998-05-12", "1998-05-12", "born"),
        ("1998-05-12", "1998-12-05", "born_swapped"),
        ("1998-01-01", "1998-01-01", "born_default"),
        ("1998-01-01", "1998-05-12", "born_january"),
        ("1998-05-12", "1998-05-13", "born_digit"),
        ("1998-05-12", "1998-05-22", "born_digit"),
        ("1998-05-12", "1998-05-21", "born_digit"),
        ("1998-05-31", "1998-06-01", "born_digit"),
        ("1998-05-12", "1988-05-12", "born_digit"),
        ("1989-05-12", "1990-05-12", "born_digit"),
        ("1998-05-12", "1998-09-30", "born_same_year"),
        ("1998-05-12", "1985-11-30", "born_other"),
        ("1998", "1998-05-12", "born_year"),
        ("1998", "1998", "born_year"),
        ("1998", "1999-05-12", "born_near"),
        ("1998", "1985", "born_other"),
        ("1998-05", "1998-05-12", "born_month"),
        ("1998-06", "1998-05-12", "born_same_year"),
        ("2541-05-12", "1998-05-12", "born_buddhist"),
        ("2541", "1998-05-12", "born_buddhist"),
        ("2541-06-12", "1998-05-12", "born_other"),
    ],
)
def test_each_way_in_which_two_dates_fit(one, other, reason):
    assert compared(parse(one), parse(other)) == reason
    assert compared(parse(other), parse(one)) == reason


def test_of_two_readings_only_the_first_is_the_same_date():
    readings = [parse("1998-05-04"), parse("1998-04-05")]

    assert birth_reason(readings, parse("1998-05-04")) == "born"
    assert birth_reason(readings, parse("1998-04-05")) == "born_swapped"


def test_the_likeliest_reading_counts():
    assert birth_reason([parse("1941"), parse("1998")], parse("1998-07-01")) == "born_year"


@pytest.mark.parametrize(
    ("text", "on_record", "reason"),
    [
        ("12/05/2541", "1998-05-12", "born"),
        ("๑๒/๐๕/๒๕๔๑", "1998-05-12", "born"),
        ("04/05/1998", "1998-04-05", "born_swapped"),
        ("01/01/1998", "1998-05-12", "born_january"),
        ("1998", "1998-05-12", "born_year"),
    ],
)
def test_what_a_list_writes_is_compared_as_it_can_be_read(text, on_record, reason):
    assert birth_reason(read_birth_date(text, TODAY).choices, parse(on_record)) == reason
