"""What is typed into the one box is taken apart the same, whatever stands first."""

import time
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cases.citizens.search.asked import Asked, read

PROVINCES = [("nghe an", (1, 9)), ("an giang", (2,)), ("binh dinh", (3,)), ("dak lak", (4,))]
TODAY = date(2026, 11, 26)


def asked(typed):
    return read(typed, PROVINCES, TODAY)[0]


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("12/05/1998", [date(1998, 5, 12), date(1998, 12, 5)]),
        ("12.5.98", [date(1998, 5, 12), date(1998, 12, 5)]),
        ("1998-05-12", [date(1998, 5, 12)]),
        ("12/05/2541", [date(1998, 5, 12), date(1998, 12, 5)]),
        ("๑๒/๐๕/๒๕๔๑", [date(1998, 5, 12), date(1998, 12, 5)]),
        ("25/12/1998", [date(1998, 12, 25)]),
        ("12 05 1998", [date(1998, 5, 12), date(1998, 12, 5)]),
        ("31/12/2199", []),
    ],
)
def test_a_date_is_every_day_it_can_mean_and_its_year(typed, days):
    found = asked(f"Lan {typed}")

    assert list(found.days) == days
    assert found.years == tuple(dict.fromkeys(day.year for day in days))
    assert found.words == ("Lan",)


def test_a_date_that_never_was_still_names_a_year():
    assert (asked("Lan 29/02/1999").days, asked("Lan 29/02/1999").years) == ((), (1999,))


def test_what_may_be_keys_of_telex_is_read_both_ways():
    readings = read("Hwan Ti Hang", PROVINCES, TODAY)

    assert [reading.words for reading in readings] == [
        ("Hăn", "Ti", "Hang"),
        ("Hwan", "Ti", "Hang"),
    ]


@pytest.mark.parametrize(
    ("typed", "years"),
    [("1990", (1990,)), ("2533", (1990,)), ("๒๕๓๓", (1990,)), ("1998 1999", (1998, 1999)),
     ("1899", ()), ("2030", ()), ("0199", ())],
)  # fmt: skip
def test_four_digits_are_a_year_in_which_somebody_alive_was_born(typed, years):
    assert asked(f"Lan {typed}").years == years


@pytest.mark.parametrize(
    "typed",
    ["0912345678", "0912 345 678", "0912.345.678", "+84 912 345 678", "84912345678",
     "(0912) 345-678", "+84912345678"],
)  # fmt: skip
def test_a_phone_is_the_same_in_each_way_of_writing(typed):
    found = asked(f"Lan {typed} 1990")

    assert found.phones == ("912345678",)
    assert found.years == (1990,)


@pytest.mark.parametrize("typed", ["C1234567", "c 123 4567", "C-1234567", "c12345 67", "c 1234567"])
def test_a_passport_is_read_as_it_is_read_out(typed):
    for text in (typed, f"1990 {typed}", f"{typed} 1990", f"Hòa {typed}", f"{typed} 0912345678"):
        assert "C1234567" in asked(text).numbers, text


def test_a_letter_of_a_word_does_not_begin_a_passport():
    assert asked("Hòa 1234567").numbers == ("1234567",)
    assert asked("Hòa 1234567").words == ("Hòa",)


def test_a_phone_with_dots_is_no_date():
    found = asked("091.23.4567")

    assert (found.days, found.phones) == ((), ("091234567",))


def test_numbers_beside_each_other_are_not_joined():
    found = asked("038098001234 0912345678")

    assert found.numbers == ("038098001234", "0912345678")


@pytest.mark.parametrize(
    ("typed", "others", "provinces"),
    [
        ("Nguyễn Văn Hùng Nghệ An", ("Nguyễn", "Văn", "Hùng"), (1, 9)),
        ("nghe an nguyen van hung", ("nguyen", "van", "hung"), (1, 9)),
        ("Nguyễn Văn Hùng, Nghệ An, 1998", ("Nguyễn", "Văn", "Hùng"), (1, 9)),
        ("Nguyễn An Giang", ("Nguyễn",), (2,)),
        ("An Giang", ("An", "Giang"), ()),
        ("An Giang 1998", ("An", "Giang"), ()),
        ("Nguyễn An Bình", ("Nguyễn", "An", "Bình"), ()),
    ],
)
def test_a_province_beside_a_name_may_be_one_and_alone_is_a_name(typed, others, provinces):
    found = asked(typed)

    assert (found.others, found.provinces) == (others, provinces)
    assert set(others) <= set(found.words)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Hoangf Thij Hawngf 1992", ("Hoàng", "Thị", "Hằng")),
        ("Nguye6n4 Va8n Hu2ng 1990", ("Nguyễn", "Văn", "Hùng")),
        ("Tru7o7ng1 D9u71c", ("Trướng", "Đức")),
        ("Nguyen Van D9u71c", ("Nguyen", "Van", "Đức")),
        ("Hoangf Thij Hawngf Smith", ("Hoàng", "Thị", "Hằng", "Smith")),
        ("NguyÔn V¨n Hïng 1990", ("Nguyễn", "Văn", "Hùng")),
        ("Nguyá»…n VÄƒn HÃ¹ng 1990", ("Nguyễn", "Văn", "Hùng")),
        ("Nguyễn Văn Hùng", ("Nguyễn", "Văn", "Hùng")),
        ("Jörg Müller", ("Jörg", "Müller")),
        ("เหงียน หาย บั๋ง", ("เหงียน", "หาย", "บั๋ง")),
        ("ငုယင် ၁၉၉၀", ("ငုယင်",)),
    ],
)  # fmt: skip
def test_words_spoilt_on_the_way_are_read_as_they_were_meant(typed, words):
    assert asked(typed).words == words


@pytest.mark.parametrize("typed", ["AN123456", "E1234567", "AN1234567", "C1234567"])
def test_a_number_is_not_taken_for_keys_of_vni(typed):
    assert asked(typed).numbers == (typed,)
    assert asked(typed).words == ()


def as_sets(found: Asked):
    return {name: frozenset(getattr(found, name)) for name in Asked.__slots__}


@settings(max_examples=60, deadline=None)
@given(
    st.permutations(
        ["Nguyễn", "Văn", "Hùng", "12/05/1998", "Bình Định", "c 123 4567", "0912 345 678",
         "038098001234", "1997", "+66 81 234 5678"]
    )
)  # fmt: skip
@example(
    ["Nguyễn", "Văn", "Hùng", "12/05/1998", "Bình Định", "c 123 4567", "+66 81 234 5678",
     "038098001234", "1997", "0912 345 678"]
)  # fmt: skip
def test_the_order_does_not_matter(parts):
    found = as_sets(asked(" ".join(parts)))

    assert found == {
        "words": {"Nguyễn", "Văn", "Hùng", "Bình", "Định"},
        "others": {"Nguyễn", "Văn", "Hùng"},
        "days": {date(1998, 5, 12), date(1998, 12, 5)},
        "years": {1998, 1997},
        "numbers": {"C1234567", "0912345678", "038098001234", "66812345678"},
        "phones": {"912345678", "098001234", "812345678"},
        "provinces": {3},
        "months": set(),
    }


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=160))
def test_whatever_is_typed_is_read(typed):
    found = asked(typed)

    assert len(found.words) <= 12


@pytest.mark.parametrize(
    "typed",
    ["1 " * 80, "1-" * 80, "(" * 160, "a1" * 80, "c 1 " * 40, "1/1/1/" * 26, "'|&!:*\\" * 20,
     "\u0301" * 160, "a" * 160, "\x00", "é" * 160],
)  # fmt: skip
def test_what_is_hostile_takes_no_time(typed):
    begun = time.process_time()

    asked(typed)

    assert time.process_time() - begun < 0.5
