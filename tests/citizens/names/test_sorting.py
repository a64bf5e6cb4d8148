"""Names sort as people at home expect: given name first, letters and tones in their own order."""

import pytest

from cases.citizens.names import ALPHABET, sort_key, syllable_key

GIVEN_NAMES = [
    "An",
    "Ân",
    "Bình",
    "Cường",
    "Dũng",
    "Đạt",
    "Em",
    "Giang",
    "Ổn",
    "Uyên",
    "Ưng",
    "Yên",
]


def test_letters_come_in_the_order_of_the_alphabet():
    assert sorted(set(GIVEN_NAMES), key=sort_key) == GIVEN_NAMES


def test_tones_come_in_their_order():
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]

    assert sorted(set(tones), key=syllable_key) == tones


def test_a_shorter_syllable_comes_before_a_longer_one():
    assert syllable_key("lan") < syllable_key("lang")
    assert syllable_key("lạn") < syllable_key("lang")


def test_the_given_name_decides_then_the_family_name():
    names = ["Trần Văn An", "Nguyễn Văn Bình", "Trần Văn Bình"]

    assert sorted(set(names), key=sort_key) == names


def test_both_ways_of_writing_a_mark_give_one_key():
    assert sort_key("Nguyễn") == sort_key("Nguye\u0302\u0303n")


@pytest.mark.parametrize("name", ["", "   ", "Ф", "李 小龙", "x" * 400])
def test_takes_any_name(name):
    assert len(sort_key(name)) <= 200


def test_keys_are_made_of_letters_and_digits():
    assert "".join(syllable_key(letter) for letter in ALPHABET).isalnum()


@pytest.mark.parametrize(
    ("foreign", "plain"),
    [("Müller", "Muller"), ("François", "Francois"), ("O’Brien", "OBrien"), ("Łukasz", "Lukasz")],
)
def test_letters_with_foreign_marks_sort_with_their_plain_letter(foreign, plain):
    assert syllable_key(foreign) == syllable_key(plain)


def test_names_of_other_alphabets_come_after_all_others():
    assert sort_key("เหงียน หาย") > sort_key("Zyx Yến")


def test_a_dot_is_no_given_name():
    assert sort_key("Nguyễn Văn A .") == sort_key("Nguyễn Văn A")


def test_what_has_no_letters_sorts_last():
    assert sort_key("—") > sort_key("Yến")


def test_a_look_alike_of_d_with_stroke_sorts_as_it():
    assert sort_key("Ðạt") == sort_key("Ɖạt") == sort_key("Đạt")
