"""A misread code says what is wrong with it, and what would fit; nothing is changed unasked."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation
from hypothesis import assume, given
from hypothesis import strategies as st

from cases.citizens.mrz import read_mrz
from cases.citizens.mrz.faults import FIELDS, SENTENCES, Fault
from cases.citizens.mrz.layouts import LAYOUTS
from cases.citizens.mrz.repairs import TWINS
from tests.citizens.mrz.test_reading import CARD, PASSPORT, SPECIMENS
from tests.citizens.mrz.written import codes

TODAY = date(2026, 11, 26)
FIRST, SECOND = PASSPORT.lines


def read(*lines):
    return read_mrz("\n".join(lines), TODAY)


def codes_of(reading):
    return [fault.code for fault in reading.faults]


@pytest.mark.parametrize(
    ("number", "misread"),
    [
        ("C1234507", "C12345O7"), ("C1234517", "CI234517"), ("B1234567", "81234567"),
        ("C1234557", "C1234S57"), ("C1223456", "C1Z23456"), ("C1882345", "C18B2345"),
    ],
)  # fmt: skip
def test_a_look_alike_in_the_number_is_offered(number, misread):
    line = replace(PASSPORT, number=number).lines[1]

    reading = read(FIRST, misread + line[8:])

    assert "bad_check_digit" in codes_of(reading)
    assert number in [repair.value for repair in reading.repairs]
    assert not reading.is_sound
    assert reading.number == misread


def test_a_repair_says_what_it_changes_and_gives_the_whole_code():
    (found,) = read(FIRST, SECOND.replace("C1234567", "C1234S67")).repairs
    assert (found.field, found.line, found.places) == ("number", 2, (6,))
    assert (found.read, found.meant, found.basis) == ("S", "5", "check")
    assert read(*found.lines).is_sound


def test_a_letter_in_a_date_can_only_be_a_digit():
    reading = read(FIRST, SECOND.replace("030512", "O3O5I2"))

    assert [(repair.field, repair.value) for repair in reading.repairs] == [("birth", "030512")]


def test_a_misread_check_digit_is_repaired_too():
    reading = read(FIRST, SECOND[:19] + TWINS.get(SECOND[19], "S")[0] + SECOND[20:])

    assert "bad_check_digit" in codes_of(reading)


def test_each_misread_field_is_repaired_by_itself():
    lines = SPECIMENS["TD3"].split()
    reading = read(lines[0], lines[1].replace("L898902C3", "L89890ZC3").replace("740812", "74O812"))

    assert [repair.value for repair in reading.repairs] == [
        "LB9890ZC3",
        "L898902C3",
        "I89890ZC3",
        "740812",
    ]


def test_of_two_repairs_the_one_with_the_form_of_a_vietnamese_number_is_offered():
    line = replace(PASSPORT, number="C8989023").lines[1]
    reading = read(FIRST, line.replace("C8989023", "C89890Z3"))

    assert [repair.value for repair in reading.repairs] == ["C8989023"]


def test_six_and_g_weigh_the_same_and_only_the_form_tells():
    reading = read(FIRST, SECOND.replace("C1234567", "C12345G7"))

    assert "bad_check_digit" not in codes_of(reading)
    assert [(repair.value, repair.basis) for repair in reading.repairs] == [("C1234567", "form")]


def test_a_digit_in_the_name_is_found_and_the_letter_offered():
    reading = read(FIRST.replace("VAN<AN<", "VAN<H0A"), SECOND)

    assert "digit_in_name" in codes_of(reading)
    assert reading.repairs[0].value == "NGUYEN<<VAN<HOA"
    assert reading.repairs[0].basis == "form"


def test_the_last_digit_guards_what_has_no_check_of_its_own():
    lines = list(CARD.lines)
    lines[0] = lines[0].replace("079198001234", "O79198001234")

    reading = read(*lines)

    assert "bad_composite" in codes_of(reading)
    assert [repair.field for repair in reading.repairs] == ["optional"]
    assert read(*reading.repairs[0].lines).is_sound


@given(codes(), st.data())
def test_one_look_alike_is_found_and_the_right_one_among_the_offers(said, data):
    layout = LAYOUTS[said.layout]
    places = [
        (name, span, at)
        for name, span in layout.spans.items()
        if span.check is not None
        for at in range(span.start, span.end)
        if said.lines[span.line][at] in TWINS and said.lines[span.line][at] not in "G61L"
    ]
    assume(places)
    name, span, at = data.draw(st.sampled_from(places))
    lines = list(said.lines)
    line = lines[span.line]
    lines[span.line] = line[:at] + TWINS[line[at]][0] + line[at + 1 :]

    reading = read(*lines)

    assert [fault.field for fault in reading.faults if fault.code == "bad_check_digit"] == [name]
    assert said.lines in [repair.lines for repair in reading.repairs]
    assert all(repair.lines != reading.lines for repair in reading.repairs)


@pytest.mark.parametrize(
    "line",
    [
        "P<VNMNGUYEN<<VAN<AN<<<<<<<KKKKKK<<<CC<<<<<<<",
        "P<VNMNGUYEN<<VAN<ANKKKKKKKKKKKKKKKKKKKKKKKKK",
        "P<VNMNGUYEN<<VAN<AN<<<<<<<<<<<<<<<<<<<<<<<<K",
    ],
)
def test_fillers_read_as_letters_are_left_out(line):
    reading = read(line, SECOND)

    assert reading.printed.full == "NGUYEN VAN AN"
    assert codes_of(reading) == ["fillers_misread"]
    assert reading.is_sound


@pytest.mark.parametrize("parting", ["KK", "K<", "<C"])
def test_fillers_between_the_names_read_as_letters_are_offered_back(parting):
    reading = read(FIRST.replace("NGUYEN<<", f"NGUYEN{parting}"), SECOND)

    assert FIRST in [repair.lines[0] for repair in reading.repairs]


@pytest.mark.parametrize(
    ("given_name", "full"),
    [
        ("VAN K", "NGUYEN VAN K"),
        ("DUC", "NGUYEN DUC"),
        ("NGOC K", "NGUYEN NGOC K"),
        ("K", "NGUYEN K"),
    ],
)
def test_a_name_that_ends_in_k_or_c_stays(given_name, full):
    reading = read(*replace(PASSPORT, given=given_name).lines)

    assert reading.printed.full == full
    assert not reading.faults


@pytest.mark.parametrize(
    "text",
    [
        "\r\n".join((FIRST, SECOND)),
        f"{FIRST}\n\n{SECOND}\n",
        FIRST + SECOND,
        f"{FIRST} {SECOND}",
        f"  {FIRST.lower()}\n{SECOND.lower()}  ",
        "\n".join((FIRST, SECOND)).replace("<<", "«"),
        "\n".join((FIRST, SECOND)).replace("<", "‹"),
        f"Passport\nNo. C1234567\n{FIRST}\n{SECOND}\nViet Nam",
        "\n".join((" ".join(FIRST), " ".join(SECOND))),
        f"\ufeff{FIRST}\n{SECOND}",
    ],
)
def test_codes_are_taken_as_scanners_and_people_paste_them(text):
    reading = read_mrz(text, TODAY)

    assert reading.is_sound
    assert reading.lines == PASSPORT.lines


def test_blanks_for_fillers_are_read_with_a_warning():
    reading = read(FIRST.rstrip("<").replace("<", " ").ljust(44, "<"), SECOND)

    assert codes_of(reading) == ["spaces"]
    assert reading.printed.family.startswith("NGUYEN")


@pytest.mark.parametrize("cut", [1, 2, 5])
def test_a_line_of_the_wrong_length_is_named_with_its_length(cut):
    reading = read(FIRST, SECOND[:-cut])

    (fault,) = reading.faults
    assert fault.sentence == f"Line 2 has {44 - cut} characters; it must have 44."
    assert reading.number == ""
    assert reading.printed.full == "NGUYEN VAN AN"


def test_lost_fillers_of_the_second_line_are_put_back_where_all_digits_fit():
    whole = replace(PASSPORT, optional="").lines
    reading = read(whole[0], whole[1].replace("<<<<", "<<", 1))

    assert "wrong_length" in codes_of(reading)
    assert whole in [repair.lines for repair in reading.repairs]


def test_a_line_of_names_that_lost_fillers_is_still_read():
    reading = read(FIRST[:-3], SECOND)

    assert reading.printed.full == "NGUYEN VAN AN"
    assert reading.number == "C1234567"
    assert codes_of(reading) == ["fillers_miscounted"]
    assert reading.is_sound


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("  \n ", "empty"),
        ("abc", "line_count"),
        ("\n".join([FIRST] * 5), "line_count"),
    ],
)
def test_what_is_no_code_is_refused_with_a_sentence(text, code):
    assert codes_of(read_mrz(text, TODAY)) == [code]


def test_a_character_that_cannot_be_there_is_named_with_its_place():
    (fault, *_rest) = read(FIRST, SECOND[:4] + "*" + SECOND[5:]).faults

    assert (fault.code, fault.line, fault.column) == ("bad_character", 2, 5)


def test_a_huge_text_is_cut():
    assert read_mrz("A<" * 5_000_000, TODAY).faults


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_every_fault_and_repair_is_said_in_the_language_of_the_reader(language):
    faults = [Fault(code, line=1, column=2, field=field) for code in SENTENCES for field in FIELDS]
    repairs = [
        *read(FIRST, SECOND.replace("C1234567", "C1234S67")).repairs,
        *read(FIRST, replace(PASSPORT, optional="").lines[1].replace("<<<<", "<<", 1)).repairs,
    ]
    english = {said.sentence for said in (*faults, *repairs)}

    with translation.override(language):
        assert not {said.sentence for said in (*faults, *repairs)} & english
