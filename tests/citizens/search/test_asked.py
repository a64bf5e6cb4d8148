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
        ("Trแบงn Ngแปc 1990", ("Trần", "Ng\ufffdc")),
        ("HoÃ ng Háºu Nguyá»…n", ("Hoàng", "H\ufffdu", "Nguyễn")),
        ("NguyÃ¡Â»â€¦n Lan", ("Nguyễn", "Lan")),
        ("Nguy&#7877;n V&#259;n", ("Nguyễn", "Văn")),
        ("Lo^.c Tru+o+ng Va(n", ("Lộc", "Trương", "Văn")),
        ("Nguy?n Lan", ("Nguy\ufffdn", "Lan")),
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


@pytest.mark.parametrize(
    ("typed", "years"),
    [("45 tuổi", {1980, 1981}), ("อายุ ๔๕ ปี", {1980, 1981}), ("aged 45", {1980, 1981}),
     ("အသက် (၄၅) နှစ်", {1980, 1981}), ("45 y/o", {1980, 1981}), ("45t", {1980, 1981})],
)  # fmt: skip
def test_an_age_says_in_which_years_somebody_was_born(typed, years):
    found = asked(f"Lan {typed}")

    assert (found.words, found.years, set(found.years_of_birth)) == (("Lan",), (), years)


@pytest.mark.parametrize(
    ("typed", "day"),
    [("sinh ngày 4/11/1998", 4), ("21 tháng 11 năm 1998", 21), ("D.O.B 17 Nov 1998", 17),
     ("Nov 17, 1998", 17), ("เกิด 17 พ.ย. 2541", 17), ("1998年11月17日", 17), ("17-Nov-98", 17)],
)  # fmt: skip
def test_a_birth_is_read_behind_words_that_announce_it_and_with_its_month_in_letters(typed, day):
    found = asked(f"Lan {typed}")

    assert (found.words, found.days[0]) == (("Lan",), date(1998, 11, day))


@pytest.mark.parametrize(
    ("typed", "years"),
    [("sinh năm 99", (1999,)), ("'99", (1999,)), ("เกิด 42", (1942, 1999)), ("SN99", (1999,))],
)
def test_two_figures_are_a_year_of_ours_or_of_the_buddhist_era(typed, years):
    assert asked(f"Lan {typed}").years == years


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ("con bà Lan", "relatives", ("Lan",)), ("mẹ: Trần Thị Lan", "relatives", ("Trần Thị Lan",)),
        ("ลูกนางLan", "relatives", ("Lan",)), ("quê Nghệ An", "provinces", (1, 9)),
        ("xã Yên Bình", "communes", ("yen binh",)), ("x. Yen Binh", "communes", ("yen binh",)),
        ("CCCD ***2437", "parts", (">2437",)), ("3.80990E+10", "parts", ("<0380990",)),
        ("SĐT 0912345678", "phones", ("912345678",)),
        ("0168 1234567", "phones", ("681234567", "381234567")),
        ("hộ chiếu O5101O871473", "numbers", ("O5101O871473", "051010871473")),
        ("38101871473", "numbers", ("38101871473", "038101871473")),
    ],
)  # fmt: skip
def test_words_before_the_others_say_what_these_are(typed, field, value):
    found = asked(f"Vừ Mỷ, {typed}")

    assert found.words == ("Vừ", "Mỷ")
    assert getattr(found, field) == value


def test_a_relative_named_first_ends_where_a_family_name_begins():
    found = asked("me ten Truc Bui Van Truong")

    assert (found.relatives, found.words) == (("Truc",), ("Bui", "Van", "Truong"))


@pytest.mark.parametrize("title", ["Mr.", "Bà", "Ma", "นางสาว", "U", "Mme"])
def test_a_title_is_no_part_of_the_name(title):
    assert asked(f"{title} Trần Thị Lan").words == ("Trần", "Thị", "Lan")


def as_sets(found: Asked):
    names = set(Asked.__slots__) - {"is_guess", "parts", "spans", "communes", "relatives"}
    return {name: frozenset(getattr(found, name)) for name in names}


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
