"""The terms of following up are data, and a faulty file is refused."""

import pytest

from cases.casework.follow_up.terms import FaultyTerms, kind_words, read_terms, terms

ROW = """
[[term]]
code = "{code}"
days = {days}
outcomes = [{outcomes}]
ground = "House rule"
name = "x"
name_vi = "x"
name_fr = "x"
"""
REST = "[overdue]\ndays = 7\n[silence]\ndays = 7\n"


def text(code="day-1", days="1", outcomes='"own_means"'):
    return ROW.format(code=code, days=days, outcomes=outcomes) + REST


def test_the_house_asks_after_30_and_90_days_and_says_that_no_law_asks_for_it():
    asked = terms().after("handed_over")

    assert [(term.code, term.days) for term in asked] == [("day-30", 30), ("day-90", 90)]
    assert {term.ground for term in asked} == {"House rule: no law found"}
    assert terms().after("died") == []


def test_a_code_that_the_file_no_longer_has_says_itself():
    assert kind_words("day-7") == "day-7"


@pytest.mark.parametrize(
    "faulty",
    [
        text(days="0"),
        text(days="true"),
        text(outcomes='"flown"'),
        text(outcomes=""),
        text(code="own-day"),
        text() + ROW.format(code="day-1", days="2", outcomes='"own_means"'),
        text().replace('ground = "House rule"\n', ""),
        ROW.format(code="day-1", days="1", outcomes='"own_means"'),
    ],
)
def test_refuses_a_faulty_file(faulty):
    with pytest.raises(FaultyTerms):
        read_terms(faulty)


def test_takes_a_good_one():
    assert read_terms(text()).after("own_means")[0].days == 1
