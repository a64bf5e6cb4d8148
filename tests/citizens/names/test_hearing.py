"""Syllables that ears of other languages mix up are looked for together."""

import pytest

from cases.citizens.names.comparison import compare
from cases.citizens.names.hearing import heard_from
from cases.citizens.names.keys import name_key
from cases.citizens.names.known import begun_with
from cases.citizens.names.sound import sounds


@pytest.mark.parametrize(
    ("heard", "meant"), [("hio", "huu"), ("yan", "van"), ("khwar", "khoa"), ("teeng", "dinh")]
)
def test_what_a_foreign_ear_writes_may_be_a_syllable_that_sounds_nearly_so(heard, meant):
    assert meant in heard_from(frozenset(sounds(heard)))


def test_the_same_sound_stands_before_one_that_is_near():
    found = heard_from(frozenset(sounds("zung")))

    steps = [heard.steps for heard in found.values()]
    assert steps == sorted(steps)
    assert found["dung"].steps == 0


def test_a_name_cut_off_goes_on_with_what_begins_so():
    assert "thang" in begun_with("tha")
    assert (
        "abbreviation" in compare(name_key("Nguyễn Công Thắ"), name_key("Nguyễn Công Thắng")).codes
    )


@pytest.mark.parametrize(
    ("typed", "known"), [("Nguyên Tuyêt", "Nguyễn Tuyết"), ("Trân Ba", "Trần Bá")]
)
def test_marks_that_were_lost_do_not_make_another_name(typed, known):
    assert "marks_differ" not in compare(name_key(typed), name_key(known)).codes


def test_a_letter_that_was_lost_stands_for_each_syllable_that_fits():
    lost, whole = name_key("Nguy\ufffdn D\ufffdng"), name_key("Nguyễn Dũng")

    assert compare(lost, whole).codes == {"abbreviation"}
    assert "abbreviation" not in compare(name_key("D\ufffdng"), name_key("Hùng")).codes
