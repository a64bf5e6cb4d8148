"""Words of a name are read: joined ones, initials, abbreviations, slips of the pen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.citizens.names.accents import suggest_accents
from cases.citizens.names.folding import folded
from cases.citizens.names.known import is_known, other_regions, rarity, shares
from cases.citizens.names.syllables import (
    corrections,
    is_one_letter_off,
    one_letter_off,
    read_words,
    splits,
    syllables,
)
from cases.citizens.names.table import SPELLINGS, is_spelled, is_syllable

WORDS = st.text(alphabet="abcdeghiklmnopqrstuvxy", min_size=1, max_size=7)


@pytest.mark.parametrize(
    "word", ["nguyen", "quynh", "nghiem", "giang", "thuy", "oanh", "yen", "uyen", "khue", "phuoc"]
)
def test_syllables_of_names_are_in_the_table(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["smith", "fam", "kwang", "zung", "nguyne", "str", "jun", "ngien"])
def test_what_cannot_be_written_is_not(word):
    assert not is_syllable(word)


def test_the_table_is_about_as_large_as_the_language():
    assert 1_500 < len(SPELLINGS) < 2_300


@pytest.mark.parametrize(
    ("word", "can_be"),
    [("đất", True), ("đất".replace("ấ", "ầ"), False), ("học", True), ("hòc", False)],
)
def test_a_syllable_that_ends_in_a_stop_bears_two_tones_only(word, can_be):
    assert is_spelled(word) is can_be


def test_every_listed_syllable_of_the_majority_can_be_written():
    minority = {
        "nie",
        "eban",
        "ksor",
        "rmah",
        "kpa",
        "rcom",
        "ayun",
        "mlo",
        "bkrong",
        "hmok",
        "kbuor",
    } | {"adrong"}

    assert {fold for fold in shares() if not is_syllable(fold)} == minority


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("NGUYENVANA", "nguyen van a"),
        ("Vanan", "van an"),
        ("Nguyenthi Hoa", "nguyen thi hoa"),
        ("TRANTHITHANHTHUY", "tran thi thanh thuy"),
        ("Phamminhduc", "pham minh duc"),
        ("Hoàng Thiên", "hoang thien"),
        ("Nguyễn Toàn", "nguyen toan"),
    ],
)
def test_joined_syllables_are_taken_apart(written, read):
    assert " ".join(syllables(written)) == read


@pytest.mark.parametrize("written", ["Maria Garcia", "Ivanov", "Abraham", "Smith", "Ksor", "Êban"])
def test_a_foreign_name_stays_whole(written):
    assert " ".join(syllables(written)) == folded(written)


def test_other_ways_to_take_a_word_apart_are_ranked_after_the_likeliest():
    assert splits("vanan")[0] == ("van", "an")
    assert ("va", "nan") in splits("vanan")


@given(st.lists(st.sampled_from(sorted(shares())), min_size=1, max_size=4))
def test_the_ways_to_take_apart_put_together_give_the_word(words):
    line = "".join(words)

    assert all("".join(parts) == line for parts in splits(line))


@pytest.mark.parametrize("length", [41, 5_000])
def test_a_word_of_absurd_length_is_left_alone(length):
    assert splits("an" * length) == ()
    assert corrections("a" * length) == ()


@pytest.mark.parametrize(
    ("written", "kinds"),
    [
        ("Ng. V. A", ["abbreviation", "initial", "initial"]),
        ("N. T. Lan", ["initial", "initial", "syllable"]),
        ("Ngn. Th. Hoa", ["abbreviation", "abbreviation", "syllable"]),
        ("NguyenVan An", ["joined", "syllable"]),
        ("Petr Nam", ["foreign", "syllable"]),
    ],
)
def test_each_word_says_what_it_is(written, kinds):
    assert [word.kind for word in read_words(written)] == kinds


def test_an_abbreviation_names_what_it_can_stand_for():
    assert read_words("Ph.")[0].parts == ("pham", "phan", "phung")


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("nguyne", "nguyen"),
        ("ngyuen", "nguyen"),
        ("hoagn", "hoang"),
        ("trann", "tran"),
        ("phoung", "phuong"),
    ],
)
def test_a_slip_is_corrected_to_the_commonest_syllable(slip, meant):
    assert corrections(slip)[0] == meant


@given(WORDS)
def test_corrections_are_syllables_one_letter_away(word):
    assert all(
        (is_syllable(found) or is_known(found)) and is_one_letter_off(word, found)
        for found in corrections(word)
    )


@given(WORDS, st.data())
def test_one_letter_off_means_the_same_both_ways(word, data):
    other = data.draw(st.sampled_from(sorted(one_letter_off(word))))

    assert is_one_letter_off(word, other)
    assert is_one_letter_off(other, word)


@pytest.mark.parametrize(
    ("one", "other"), [("lan", "lan"), ("lan", "hoa"), ("an", "anhh"), ("abc", "cab")]
)
def test_more_than_a_letter_is_more_than_a_letter(one, other):
    assert not is_one_letter_off(one, other)


def test_what_everybody_is_called_is_no_evidence():
    assert rarity("nguyen") < 2
    assert rarity("nguyen") + 3 < rarity("hung") < rarity("khue") < rarity("smith")


def test_a_syllable_is_looked_up_by_its_form_in_other_regions_too():
    assert other_regions("hoang") == ("huynh",)
    assert other_regions("lan") == ()


def test_marks_are_suggested_likeliest_first_and_never_one_alone():
    found = suggest_accents("NGUYEN VAN DUNG")

    assert [suggestion.text for suggestion in found[:2]] == ["Nguyễn Văn Dũng", "Nguyễn Văn Dung"]
    assert all(folded(suggestion.text) == "nguyen van dung" for suggestion in found)
    assert sum(suggestion.likelihood for suggestion in found) <= 1.01


@pytest.mark.parametrize("written", ["SMITH JOHN", "", "เหงียน", "AN " * 20])
def test_no_marks_are_suggested_for_what_is_no_vietnamese_name(written):
    assert suggest_accents(written) == ()
