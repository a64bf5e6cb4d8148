"""A definition by which something was published is not changed in place."""

from datetime import date

import pytest

from cases.configuration.versions import in_place
from cases.core.configured import path_of

TODAY = date(2025, 11, 24)
EARLY = date(2025, 9, 30)
FIGURES, TOLERANCES = "figures.toml", "tolerances.toml"


def faults(file, words, instead, today=TODAY):
    text = path_of(file).read_text(encoding="utf-8")
    assert words in text
    return list(in_place({file: text.replace(words, instead, 1).encode()}, today))


@pytest.mark.parametrize(
    ("file", "words", "instead", "name"),
    [
        (FIGURES, 'country = "TH"', 'country = "LA"', "in-thailand"),
        (TOLERANCES, "to_percent = 110", "to_percent = 150", "about"),
        (TOLERANCES, "margin = 3", "margin = 30", "about"),
    ],
)
def test_what_counts_is_not_changed_under_what_was_published(file, words, instead, name):
    (fault,) = faults(file, words, instead)

    assert (fault.file, fault.line > 1) == (file, True)
    assert f"Version 1 of “{name}” is in force" in fault.sentence
    assert "add version 2" in fault.sentence


@pytest.mark.parametrize(
    ("file", "words", "instead"),
    [
        (FIGURES, 'en = "In Myanmar"', 'en = "Still in Myanmar"'),
        (TOLERANCES, "since = 2025-10-01", "since = 2025-10-01\nuntil = 2025-12-31"),
    ],
)
def test_words_may_change_and_a_version_may_end(file, words, instead):
    assert faults(file, words, instead) == []


@pytest.mark.parametrize(
    ("file", "words", "before"),
    [
        (FIGURES, "until = 2026-11-30", ""),
        (TOLERANCES, "since = 2025-10-01", "since = 2025-10-01\n"),
    ],
)
def test_a_version_does_not_end_on_a_day_that_is_over(file, words, before):
    first, *_more = faults(file, words, f"{before}until = 2025-10-20")

    assert "It can end today or later" in first.sentence
    assert faults(file, words, f"{before}until = 2025-11-24") == []


def test_what_is_not_in_force_yet_may_change():
    assert faults(TOLERANCES, "margin = 3", "margin = 30", EARLY) == []
