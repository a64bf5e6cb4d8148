"""Each mission keeps its own past totals when a case goes to another."""

import pytest

from cases.casework.operations import record_fact
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.publishing.figures import figures_of, late_news
from tests.factories import IncidentFactory, headquarters, officer
from tests.publishing.course import at, course, day, opened, taken_over
from tests.register import fresh

pytestmark = pytest.mark.django_db

YANGON = {"yangon": True}


def by(actor, dimension, *asked):
    figures = figures_of(actor, IncidentFactory(), *asked)
    return {row.key: row.count for row in figures.table(dimension).rows if row.count}


@pytest.fixture
def moved():
    """Two cases of Yangon and one of Bangkok; on the 23rd Bangkok takes one of Yangon's over."""
    with course(**YANGON) as yangon:
        case = opened(yangon, at(20))
        opened(yangon, at(20))
    with course() as bangkok:
        opened(bangkok, at(20))
    taken_over(case, at(23), by={}, of=YANGON)
    return case


EYES = {"yangon": lambda: officer(yangon=True), "bangkok": officer, "headquarters": headquarters}


@pytest.mark.parametrize("whose", EYES)
def test_the_day_before_stays_as_it_was_known_then_and_now(moved, whose):
    with eyes(EYES[whose]()) as actor:
        before = {"RGN": 2, "BKK": 1}

        assert by(actor, "mission", day(22)) == before
        assert by(actor, "mission", day(22), day(22)) == before
        assert by(actor, "mission", day(22), day(25)) == before


@pytest.mark.parametrize("whose", EYES)
def test_the_day_after_counts_it_with_the_new_owner(moved, whose):
    with eyes(EYES[whose]()) as actor:
        assert by(actor, "mission", day(24)) == {"RGN": 1, "BKK": 2}
        assert by(actor, "mission", day(24), day(22)) == {"RGN": 2, "BKK": 1}
        assert by(actor, "stage", day(24)) == {"reported": 3}


def test_late_news_of_the_new_owner_changes_the_past_as_known_now_only(moved):
    with course() as bangkok, replay(at(26)):
        record_fact(
            bangkok,
            fresh(moved),
            stage="contacted",
            when=When.at(at(21)),
            source="mission",
            reason="As Yangon wrote.",
        )

    with eyes(headquarters()) as actor:
        assert by(actor, "stage", day(22), day(25)) == {"reported": 3}
        assert by(actor, "stage", day(22)) == {"reported": 2, "contacted": 1}
        assert by(actor, "mission", day(22)) == {"RGN": 2, "BKK": 1}


def test_a_transfer_heard_of_later_is_told_as_such(moved):
    with eyes(headquarters()) as actor:
        found = late_news(actor, IncidentFactory(), day(24), day(22))

    assert [(item.reference, item.subject, item.reason) for item in found] == [
        (moved.reference, "stage", "late")
    ]
    assert "Mission RGN" in found[0].before
    assert "Mission BKK" in found[0].after
