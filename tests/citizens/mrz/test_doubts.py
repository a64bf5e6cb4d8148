"""Codes that are nearly right: refused with what is meant, or kept as doubted."""

from dataclasses import replace
from datetime import date

import pytest

from cases.citizens.mrz import read_mrz, says
from tests.citizens.mrz.test_reading import CARD, PASSPORT

TODAY = date(2026, 11, 26)
FIRST, SECOND = PASSPORT.lines
FRENCH = """IDFRAMARTIN<<<<<<<<<<<<<<<<<<<<75C001
            0406751000014JEANNE<<MARIE<8504127F2"""


def read(*lines):
    return read_mrz("\n".join(lines), TODAY)


def codes_of(reading):
    return [fault.code for fault in reading.faults]


def offered(reading):
    return [repair.lines for repair in reading.repairs]


@pytest.mark.parametrize("fillers", [1, 3, 9, 24, 26, 31])
def test_fillers_at_the_end_of_the_name_are_counted_anew_where_all_digits_hold(fillers):
    name = FIRST.rstrip("<")

    reading = read(name + "<" * fillers, SECOND)

    assert codes_of(reading) == ["fillers_miscounted"]
    assert reading.is_sound
    assert reading.lines == PASSPORT.lines


def test_where_a_digit_does_not_hold_a_short_line_is_not_filled_up():
    reading = read(FIRST[:-3], SECOND.replace("C1234567", "C12345G7"))

    assert "wrong_length" in codes_of(reading)
    assert says(reading) == says(read(""))
    assert offered(reading) == [PASSPORT.lines]


def test_a_name_without_any_filler_left_is_offered_and_not_taken():
    reading = read(FIRST.rstrip("<"), SECOND)

    assert not reading.is_sound
    assert PASSPORT.lines in offered(reading)


@pytest.mark.parametrize("at", range(1, 44))
@pytest.mark.parametrize("line", [0, 1])
def test_a_line_that_was_broken_is_no_card_and_is_offered_whole(line, at):
    lines = list(PASSPORT.lines)
    lines[line : line + 1] = [lines[line][:at], lines[line][at:]]

    reading = read(*lines)

    assert reading.layout not in {"TD1", "TD2"}
    assert says(reading).birth is None
    assert PASSPORT.lines in offered(reading)


@pytest.mark.parametrize("family", ["PHAM", "PATHAK", "IDNI", "VNMA"])
def test_a_line_that_lost_its_beginning_says_nothing(family):
    line = replace(PASSPORT, family=family).lines[0]

    reading = read(line[:5], line[5:], SECOND)

    assert says(reading).birth is None
    assert says(reading).holder_name == ""


def test_lines_in_the_other_order_are_offered_in_the_right_one():
    assert PASSPORT.lines in offered(read(SECOND, FIRST))
    assert CARD.lines in offered(read(*CARD.lines[::-1]))
    assert says(read(SECOND, FIRST)).birth is None


@pytest.mark.parametrize("name", ["NGUYỄN<<VĂN<AN", "NGUYÊN<<VAN<ÂN"])
def test_a_name_typed_with_its_marks_is_offered_without(name):
    reading = read(FIRST.replace("NGUYEN<<VAN<AN", name), SECOND)

    assert "bad_character" in codes_of(reading)
    assert PASSPORT.lines in offered(reading)


@pytest.mark.parametrize("text", ["P«VNM", "«VAN", "VAN«AN"])
def test_guillemets_are_one_filler_or_two(text):
    line = FIRST.replace(text.replace("«", "<"), text, 1).replace("<«", "«", 1)

    reading = read(line, SECOND)

    is_read = reading.is_sound and reading.printed.full == "NGUYEN VAN AN"
    assert is_read or PASSPORT.lines in offered(reading)


@pytest.mark.parametrize("line", [SECOND + SECOND[-1], SECOND[:8] + SECOND[7:], SECOND[0] + SECOND])
def test_a_character_typed_twice_is_offered_once(line):
    assert PASSPORT.lines in offered(read(FIRST, line))


@pytest.mark.parametrize("sex", ["X", "H", "N", "0"])
def test_another_sex_than_m_f_or_none_is_refused(sex):
    reading = read(FIRST, SECOND[:20] + sex + SECOND[21:])

    assert "unknown_sex" in codes_of(reading)
    assert not reading.is_sound
    assert says(reading).sex == ""


@pytest.mark.parametrize(
    ("printed", "misread"),
    [("060112", "0G0112"), ("010112", "0L0112"), ("010112", "0IO1L2"), ("070712", "0T0712")],
)
def test_look_alikes_inside_a_date_are_offered_as_figures(printed, misread):
    lines = replace(PASSPORT, birth=printed, optional="").lines

    reading = read(lines[0], lines[1][:13] + misread + lines[1][19:])

    assert reading.birth is None
    assert lines in offered(reading)


@pytest.mark.parametrize(
    ("number", "misread"),
    [("C1234567", "CL234567"), ("C1234567", "C12345G7"), ("C7234507", "CT2345Q7"),
     ("C1234507", "C12345D7"), ("C1234567", "C1234567K"), ("G1234567", "61234567")],
)  # fmt: skip
def test_a_number_that_has_not_the_form_of_its_country_is_refused_with_its_repair(number, misread):
    lines = replace(PASSPORT, number=number).lines

    reading = read(lines[0], misread.ljust(9, "<") + lines[1][9:])

    assert not reading.is_sound
    assert says(reading).number == ""
    assert lines in offered(reading)


def test_a_number_of_an_odd_form_without_repair_is_kept_as_doubted():
    reading = read(*replace(PASSPORT, number="CC345678").lines)

    assert reading.is_sound
    assert says(reading).number == "CC345678"
    assert "odd_number" in codes_of(reading)


@pytest.mark.parametrize(
    ("state", "number", "is_odd"),
    [("THA", "AA1234507", False), ("THA", "1234507", True), ("MMR", "MB123457", False),
     ("FRA", "13AB34507", False), ("FRA", "AB1234507", True), ("DEU", "C01X00T47", False)],
)  # fmt: skip
def test_other_countries_have_forms_of_their_own(state, number, is_odd):
    reading = read(*replace(PASSPORT, state=state, number=number, optional="").lines)

    assert ("odd_number" in codes_of(reading)) is is_odd


def test_what_weighs_the_same_is_remarked_where_no_form_tells_it_apart():
    odd = replace(PASSPORT, state="DEU", nationality="DEU", number="C01G00T47", optional="")

    assert "look_alike" in codes_of(read(*odd.lines))
    assert "look_alike" not in codes_of(read(*PASSPORT.lines))


def test_swapped_neighbours_that_no_digit_sees_are_remarked():
    swapped = replace(PASSPORT, number="C6123457")

    assert ("swap_alike", "61") in [(row.code, row.text) for row in read(*swapped.lines).faults]
    assert codes_of(read(*PASSPORT.lines)) == []


def test_a_personal_number_with_more_behind_it_is_none():
    reading = read(*replace(PASSPORT, optional="001203001234C").lines)

    assert reading.personal_number == ""


def test_the_numbers_of_a_card_prove_nothing_where_a_digit_does_not_hold():
    lines = list(CARD.lines)
    lines[0] = lines[0].replace("079198", "789198")
    lines[1] = lines[1].replace("980704", "980804", 1)

    assert says(read(*lines)).number == ""


@pytest.mark.parametrize(
    ("line", "family", "given", "codes"),
    [
        ("P<VNM<<VAN<AN", "", "VAN AN", ["no_family_name"]),
        ("P<VNMSUKARNO", "SUKARNO", "", ["no_parts"]),
    ],
)
def test_a_name_line_without_a_family_name_is_a_given_name(line, family, given, codes):
    reading = read(line.ljust(44, "<"), SECOND)

    assert (reading.printed.family, reading.printed.given) == (family, given)
    assert codes_of(reading) == codes


def test_the_french_card_of_the_old_form_says_what_it_is():
    reading = read_mrz(FRENCH, TODAY)

    assert codes_of(reading) == ["old_french_card"]
    assert says(reading) == says(read(""))
    assert reading.repairs == ()
