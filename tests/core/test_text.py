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
    ("language", "words"),
    [("en", "Stage: 3"), ("vi", "Stage: 3"), ("fr", "Stage\u202f: 3")],
)
def test_a_label_is_parted_from_its_value_as_in_the_language(language, words):
    with translation.override(language):
        assert labelled("Stage", 3) == words
