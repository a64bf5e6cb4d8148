"""Text that would change how its neighbours are read, and text in the reader's language."""

import pytest
from django.utils import translation

from cases.core.text import clean_text, in_reader_words, labelled


@pytest.mark.parametrize("mark", ["\u202e", "\u202d", "\u2066", "\u2067", "\u2069"])
@pytest.mark.parametrize("multiline", [True, False])
def test_marks_that_turn_the_writing_direction_are_left_out(mark, multiline):
    assert clean_text(f"Nguyễn {mark}An", multiline=multiline) == "Nguyễn An"


@pytest.mark.parametrize("text", ["သန်း\u200dအောင်", "می\u200cخواهم", "Nguyễn Văn Đức"])
def test_marks_that_join_letters_stay(text):
    assert clean_text(text) == text


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Court"), ("vi", "Tòa án"), ("fr", "Tribunal"), ("fr-ca", "Tribunal")],
)
def test_a_name_is_read_in_the_language_of_the_reader(language, words):
    with translation.override(language):
        assert in_reader_words("Court", "Tòa án", "Tribunal") == words


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_a_name_without_a_translation_is_read_in_english(language):
    with translation.override(language):
        assert in_reader_words("Court", "") == "Court"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Stage: 3"), ("vi", "Stage: 3"), ("fr", "Stage\u202f: 3")]
)
def test_a_label_is_parted_from_its_value_as_in_the_language(language, words):
    with translation.override(language):
        assert labelled("Stage", 3) == words


@pytest.mark.parametrize(
    "unseen",
    ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u3164", "\U000e0041"],
)
def test_a_name_with_an_unseen_character_is_the_name_without_it(unseen):
    assert clean_text(f"Ngu{unseen}yễn{unseen} Văn An{unseen}") == "Nguyễn Văn An"


@pytest.mark.parametrize("filler", ["\u200b", "\u2800", "\u3164", "\u115f", "\u200d", "\u202e"])
def test_a_text_of_nothing_that_is_seen_is_empty(filler):
    assert clean_text(filler * 3) == ""


def test_letters_that_an_unseen_character_kept_apart_are_composed():
    assert clean_text("e\u200b\u0301") == "é"


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85", "\r\n"])
def test_every_end_of_a_line_is_the_same(end):
    assert clean_text(f"one{end}two", multiline=True) == "one\ntwo"
    assert clean_text(f"one{end}two") == "one two"
