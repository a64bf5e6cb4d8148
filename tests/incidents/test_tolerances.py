"""Which numbers of ours confirm a reported figure, by how firmly the source speaks."""

from datetime import date

import pytest

from cases.core.configured import path_of
from cases.incidents.choices import Qualifier
from cases.incidents.tolerances import (
    FILE,
    FaultyTolerances,
    read_tolerances,
    tolerance_of,
    tolerances,
)

TODAY = date(2025, 11, 24)


@pytest.mark.parametrize(
    ("qualifier", "reported", "first", "last"),
    [
        ("exact", 151, 151, 151),
        ("about", 70, 63, 77),
        ("about", 75, 68, 82),
        ("about", 12, 9, 15),
        ("more_than", 100, 101, 120),
        ("at_least", 100, 100, 120),
        ("up_to", 100, 80, 100),
        ("nearly", 400, 380, 399),
    ],
)
def test_confirms_from_the_first_to_the_last_number_and_no_other(qualifier, reported, first, last):
    rule = tolerance_of(qualifier, TODAY)

    confirmed = [ours for ours in range(600) if rule.confirms(reported, ours)]

    assert confirmed == list(range(first, last + 1))


@pytest.mark.parametrize(
    ("qualifier", "reported", "ours"), [("more_than", 4, [5]), ("nearly", 10, [9])]
)
def test_of_a_small_number_the_one_beside_it_confirms_it(qualifier, reported, ours):
    rule = tolerance_of(qualifier, date(2026, 12, 2))

    assert [count for count in range(20) if rule.confirms(reported, count)] == ours


def test_each_qualifier_has_a_rule_and_each_rule_a_source():
    assert {row.qualifier for row in tolerances()} == set(Qualifier.values)
    assert all(row.source for row in tolerances())


def test_no_rule_is_in_force_before_it_was_made():
    assert tolerance_of("about", date(2025, 9, 30)) is None


def text_of():
    return path_of(FILE).read_text(encoding="utf-8")


def third(text, words, instead):
    """Return the text with the words changed in the rule of "more than" alone."""
    begins = text.index('"more_than"')
    return text[:begins] + text[begins:].replace(words, instead, 1)


@pytest.mark.parametrize(
    ("words", "instead", "why"),
    [
        ("to_percent = 120\n", "", "“to_percent” is missing"),
        ("margin = 0\n", "", "“margin” is missing"),
        ("to_percent = 120", "to_percent = 99", "begins before it ends"),
        ("to_percent = 120", "to_percent = 1.2", "may not be 1.2"),
        ("version = 1", "version = 2", "begin at 1"),
        ("above = true", "over = true", "“over” is not known"),
        ('source = "House rule', 'source = " " #', "where the rule comes from"),
    ],
)
def test_a_fault_names_its_line(words, instead, why):
    with pytest.raises(FaultyTolerances, match=f"tolerances.toml, line [2-9][0-9]: .*{why}"):
        read_tolerances(third(text_of(), words, instead))


def test_a_qualifier_without_a_tolerance_is_refused():
    without = "[[tolerance]]".join(
        part for part in text_of().split("[[tolerance]]") if '"nearly"' not in part
    )

    with pytest.raises(FaultyTolerances, match="no tolerance for nearly"):
        read_tolerances(without)
