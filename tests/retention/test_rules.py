"""The rules are data; a fault in them names its line."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from cases.retention.rules import FaultyRules, later, read_rules, rules

TEXT = (Path(settings.SEEDS_DIR) / "retention.toml").read_text(encoding="utf-8")


def faults(text):
    with pytest.raises(FaultyRules) as fault:
        read_rules(text)
    return str(fault.value)


def test_the_rules_of_the_house_hold_and_none_claims_a_source_it_does_not_name():
    assert len({rule.code for rule in rules()}) == len(rules())
    assert all(rule.legal_basis and rule.source for rule in rules() if rule.verified)


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_a_rule_called_as_what_it_is_about_is_so_in_each_language(language):
    """The page says what a rule is about beneath its name, where the two differ."""
    with override("en"):
        same = [rule for rule in rules() if rule.label == str(rule.about.label)]

    with override(language):
        odd = {rule.label for rule in same if rule.label != str(rule.about.label)}

    assert same
    assert not odd


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('unit = "years"', 'unit = "moons"', "unit is one of days, months, years"),
        ("amount = 5", "amount = 0", "amount is a whole number from 1 on"),
        ("amount = 5", 'amount = "5"', "amount is not of the right kind"),
        ('after = "closed"', 'after = "made"', "are counted from closed"),
        ('then = "anonymise"', 'then = "delete"', "rows of the machine are deleted"),
        ('then = "anonymise"', 'then = "anonymise"\nmood = "x"', "mood is not known here"),
        ('code = "otherwise"', 'code = "returned"', "the code returned is used twice"),
        ("verified = false", "verified = true", ""),
    ],
)
def test_a_fault_names_file_and_line(before, after, words):
    text = TEXT.replace(before, after, 1)
    if not words:
        assert read_rules(text)[0].verified
        return

    said = faults(text)

    assert words in said
    changed = TEXT.index(before) + after.rfind("\n") + 1
    assert said.startswith(f"retention.toml:{text[:changed].count(chr(10)) + 1}: ")


def test_a_kind_without_a_rule_is_a_fault():
    text = TEXT.replace('about = "void"', 'about = "closed_returned"').replace(
        'after = "voided"', 'after = "closed"'
    )

    assert "there is no rule about void" in faults(text)


@pytest.mark.parametrize(
    ("day", "amount", "unit", "end"),
    [
        (date(2025, 11, 30), 3, "months", date(2026, 2, 28)),
        (date(2024, 2, 29), 1, "years", date(2025, 2, 28)),
        (date(2025, 11, 25), 90, "days", date(2026, 2, 23)),
    ],
)
def test_a_term_ends_on_the_last_day_of_a_shorter_month(day, amount, unit, end):
    assert later(day, amount, unit) == end
