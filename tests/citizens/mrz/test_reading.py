"""Codes of passports, visas and cards are read field by field. Specimens: ICAO Doc 9303."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.citizens.choices import DocumentKind, Sex
from cases.citizens.mrz import read_mrz
from cases.citizens.mrz.layouts import LAYOUTS, VALUES, check_digit
from tests.citizens.mrz.written import Written, codes

TODAY = date(2026, 11, 26)
SPECIMENS = {
    "TD3": """P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
              L898902C36UTO7408122F1204159ZE184226B<<<<<10""",
    "TD2": """I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<
              D231458907UTO7408122F1204159<<<<<<<6""",
    "TD1": """I<UTOD231458907<<<<<<<<<<<<<<<
              7408122F1204159UTO<<<<<<<<<<<6
              ERIKSSON<<ANNA<MARIA<<<<<<<<<<""",
    "MRV-A": """V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
                L8988901C4XXX4009078F96121096ZE184226B<<<<<<""",
    "MRV-B": """V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<
                L8988901C4XXX4009078F9612109<<<<<<<<""",
}
PASSPORT = Written(
    layout="TD3",
    kind="P",
    state="VNM",
    family="NGUYEN",
    given="VAN AN",
    number="C1234567",
    nationality="VNM",
    birth="030512",
    sex="M",
    expiry="331130",
    optional="001203001234",
)
CARD = Written(
    layout="TD1",
    kind="ID",
    state="VNM",
    family="TRAN",
    given="THI LAN",
    number="198001234",
    nationality="VNM",
    birth="980704",
    sex="F",
    expiry="380704",
    optional="079198001234<<8",
)


def read(text, **kwargs):
    return read_mrz(text, TODAY, **kwargs)


def codes_of(reading):
    return [fault.code for fault in reading.faults]


@pytest.mark.parametrize("layout", SPECIMENS)
def test_the_specimens_of_the_standard_are_right_in_every_digit(layout):
    reading = read(SPECIMENS[layout])

    assert reading.layout == layout
    assert (reading.printed.family, reading.printed.given) == ("ERIKSSON", "ANNA MARIA")
    assert set(codes_of(reading)) - {"look_alike"} == {"unknown_state", "expired"}
    assert not reading.repairs
    assert reading.sex == Sex.FEMALE
    assert str(reading.birth) in {"1974-08-12", "1940-09-07"}


def test_a_vietnamese_passport_is_read_whole():
    reading = read(PASSPORT.text)

    assert reading.is_sound
    assert not reading.faults
    assert reading.document_kind == DocumentKind.PASSPORT
    assert reading.printed.full == "NGUYEN VAN AN"
    assert reading.number == "C1234567"
    assert reading.country == "VN"
    assert str(reading.birth) == "2003-05-12"
    assert reading.expires_on == date(2033, 11, 30)
    assert reading.personal_number == "001203001234"


def test_a_vietnamese_card_is_read_with_its_personal_number():
    reading = read(CARD.text)

    assert reading.is_sound
    assert not reading.faults
    assert reading.document_kind == DocumentKind.PERSONAL_NUMBER
    assert reading.personal_number == "079198001234"
    assert str(reading.birth) == "1998-07-04"


def test_the_personal_number_is_held_against_the_rest():
    wrong = replace(CARD, birth="970704", sex="M")

    sentences = " ".join(fault.sentence for fault in read(wrong.text).faults)

    assert "1998" in sentences
    assert "1997" in sentences
    assert "Female" in sentences


def test_the_personal_number_begins_with_a_province():
    assert codes_of(read(CARD.text, province_codes=frozenset({"079"}))) == []
    assert codes_of(read(CARD.text, province_codes=frozenset({"001"}))) == ["odd_number"]


def test_a_card_whose_two_numbers_differ_says_so():
    assert codes_of(read(replace(CARD, number="198001235").text)) == ["number_differs"]


def test_the_number_of_a_vietnamese_passport_has_a_form():
    assert codes_of(read(replace(PASSPORT, number="CC345678").text)) == ["odd_number"]


@pytest.mark.parametrize("layout", ["MRV-A", "MRV-B"])
def test_a_visa_is_told_apart_from_a_passport(layout):
    reading = read(replace(PASSPORT, layout=layout, kind="V", optional="").text)

    assert reading.is_visa
    assert reading.layout == layout
    assert reading.document_kind == DocumentKind.OTHER


@pytest.mark.parametrize(
    ("code", "country", "is_known"),
    [
        ("VNM", "VN", True), ("D", "XX", True), ("THA", "TH", True), ("GBN", "XX", True),
        ("XXA", "", True), ("XXB", "", True), ("XXC", "", True), ("RKS", "XX", True),
        ("UNO", "XX", True), ("VMM", "XX", False), ("", "", False), ("DE", "XX", False),
    ],
)  # fmt: skip
def test_states_germany_and_the_stateless_have_their_codes(code, country, is_known):
    reading = read(replace(PASSPORT, nationality=code, state="THA").text)

    assert reading.nationality == code
    assert reading.country == country
    assert ("unknown_state" not in codes_of(reading)) is is_known


@pytest.mark.parametrize(
    ("birth", "read_as"),
    [
        ("261126", "2026-11-26"), ("261127", "1926-11-27"), ("270101", "1927-01-01"),
        ("000229", "2000-02-29"), ("850000", "1985"), ("85<<<<", "1985"), ("8506<<", "1985-06"),
    ],
)  # fmt: skip
def test_nobody_is_born_in_the_future(birth, read_as):
    assert str(read(replace(PASSPORT, birth=birth, optional="").text).birth) == read_as


def test_the_personal_number_says_the_century_of_the_very_old():
    old = replace(CARD, birth="200704", optional="079120001234<<8", number="120001234")

    assert str(read(old.text).birth) == "1920-07-04"


@pytest.mark.parametrize("birth", ["<<<<<<", "000000"])
def test_an_unknown_birth_date_is_no_fault(birth):
    reading = read(replace(PASSPORT, birth=birth, optional="").text)

    assert "not_a_date" not in codes_of(reading)


@pytest.mark.parametrize("birth", ["981301", "980230", "980431", "980132"])
def test_a_day_that_does_not_exist_is_a_fault(birth):
    reading = read(replace(PASSPORT, birth=birth, optional="").text)

    assert reading.birth is None
    assert "not_a_date" in codes_of(reading)


@pytest.mark.parametrize(
    ("expiry", "day"),
    [("351231", date(2035, 12, 31)), ("760101", date(2076, 1, 1)), ("990101", date(1999, 1, 1))],
)
def test_documents_expire_ahead_or_have_expired(expiry, day):
    assert read(replace(PASSPORT, expiry=expiry).text).expires_on == day


def test_an_expired_document_is_read_with_a_warning():
    reading = read(replace(PASSPORT, expiry="200101").text)

    assert reading.is_sound
    assert codes_of(reading) == ["expired"]


def test_a_card_without_an_end_has_none():
    reading = read(replace(CARD, expiry="991231").text)

    assert reading.expires_on is None
    assert reading.is_sound


def test_a_name_that_fills_the_line_may_be_cut_off():
    reading = read(replace(PASSPORT, family="A" * 20, given="B" * 30).text)

    assert reading.printed.is_truncated
    assert codes_of(reading) == ["truncated_name"]


def test_a_name_in_one_part_is_not_divided_by_guess():
    lines = PASSPORT.lines
    reading = read("P<VNMNGUYEN<VAN<AN".ljust(44, "<") + "\n" + lines[1])

    assert (reading.printed.family, reading.printed.given) == ("NGUYEN VAN AN", "")
    assert codes_of(reading) == ["no_parts"]


def test_a_long_number_of_a_card_goes_on_in_the_additional_data():
    lines = list(replace(CARD, state="THA", nationality="THA", optional="").lines)
    number = "AB1234567890"
    lines[0] = f"IDTHA{number[:9]}<{number[9:]}{check_digit(number)}".ljust(30, "<")
    whole = lines[0][5:30] + lines[1][0:7] + lines[1][8:15] + lines[1][18:29]
    lines[1] = lines[1][:29] + check_digit(whole)

    reading = read("\n".join(lines))

    assert reading.number == number
    assert reading.is_sound


@given(codes())
def test_what_is_written_is_read(said):
    reading = read(said.text)

    assert reading.layout == said.layout
    assert reading.number == said.number
    assert reading.nationality == said.nationality
    assert reading.printed.family == said.family
    assert reading.printed.given == said.given
    assert reading.birth is not None
    assert f"{reading.birth.first:%y%m%d}" == said.birth
    assert reading.birth.first <= TODAY
    assert all(field.is_right is not False for field in reading.fields)
    assert not {"bad_check_digit", "bad_composite", "wrong_length"} & set(codes_of(reading))


@given(codes(), st.data())
def test_one_damaged_character_is_found(said, data):
    layout = LAYOUTS[said.layout]
    name, span = data.draw(
        st.sampled_from([(name, span) for name, span in layout.spans.items() if span.check])
    )
    place = data.draw(st.integers(span.start, span.end - 1))
    lines = list(said.lines)
    old = lines[span.line][place]
    # Characters whose values differ by tens weigh the same; no check digit tells them apart.
    other = data.draw(
        st.sampled_from([char for char in VALUES if (VALUES[char] - VALUES[old]) % 10])
    )
    lines[span.line] = lines[span.line][:place] + other + lines[span.line][place + 1 :]

    found = [
        fault.field for fault in read("\n".join(lines)).faults if fault.code == "bad_check_digit"
    ]

    assert found == [name]


@given(st.text(max_size=300))
def test_any_text_is_taken(text):
    reading = read(text)

    assert all(fault.sentence for fault in reading.faults)


@given(
    st.lists(
        st.text(alphabet="PVI<ABNMK0123456789", min_size=25, max_size=50), min_size=1, max_size=4
    )
)
def test_any_lines_of_such_characters_are_taken(lines):
    reading = read("\n".join(lines))

    assert all(fault.sentence for fault in reading.faults)
    assert all(repair.sentence for repair in reading.repairs)


@pytest.mark.parametrize("layout", SPECIMENS)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Hộ chiếu số B1234567 cấp ngày 01022020", ""),
        ("Ho chieu so B1234567 cap ngay 01022020", "em gửi anh của em số 0912345678"),
        ("", "Hộ chiếu của em số B1234567"),
    ],
)
def test_words_of_a_message_beside_a_code_are_no_lines_of_it(layout, before, after):
    found = read(f"{before}\n{SPECIMENS[layout]}\n{after}")

    assert (found.layout, found.printed.family) == (layout, "ERIKSSON")
    assert found.is_sound == read(SPECIMENS[layout]).is_sound
