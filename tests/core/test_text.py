"""Text that would change how its neighbours are read."""

import pytest

from cases.core.text import clean_text


@pytest.mark.parametrize("mark", ["\u202e", "\u202d", "\u2066", "\u2067", "\u2069"])
@pytest.mark.parametrize("multiline", [True, False])
def test_marks_that_turn_the_writing_direction_are_left_out(mark, multiline):
    assert clean_text(f"Nguyễn {mark}An", multiline=multiline) == "Nguyễn An"


@pytest.mark.parametrize("text", ["သန်း\u200dအောင်", "می\u200cخواهم", "Nguyễn Văn Đức"])
def test_marks_that_join_letters_stay(text):
    assert clean_text(text) == text
