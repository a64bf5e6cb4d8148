"""Languages are named in the language of the reader, whichever they were written in."""

import pytest
from django.utils import translation

from cases.core.tongues import language_within


@pytest.mark.parametrize(
    ("reader", "written", "said"),
    [
        ("vi", "Vietnamese", "tiếng Việt"),
        ("fr", "Vietnamese", "vietnamien"),
        ("en", "tiếng việt", "Vietnamese"),
        ("vi", " thaï ", "tiếng Thái"),
        ("fr", "Karen of the north", "Karen of the north"),
        ("vi", "", ""),
    ],
)
def test_a_language_is_named_as_the_reader_names_it(reader, written, said):
    with translation.override(reader):
        assert language_within(written) == said
