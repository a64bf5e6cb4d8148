"""What others reported about a day, beside what our ledgers give for the same moment."""

from datetime import UTC, date, datetime

import pytest

from cases.publishing.figures import comparable
from cases.publishing.figures.comparison import why_not_comparable
from tests.factories import IncidentFactory, PlaceFactory
from tests.publishing.course import a_report, at, course, crossed, day, opened, stayed

pytestmark = pytest.mark.django_db


def test_a_figure_of_a_day_stands_beside_ours_at_its_end():
    a_report()
    with course() as actor:
        crossed(actor, opened(actor, at(20)), at(23), day(22))

        (pair,) = comparable(actor, IncidentFactory(), day(22))

        assert (pair.figure.value, pair.value, pair.men, pair.women) == (70, 1, 1, 0)
        assert str(pair.definition) == "Persons with a case who are in the country at that moment."


def test_a_figure_of_an_hour_stands_beside_ours_of_that_hour():
    a_report(metric="crossed", as_of=at(22, 7), as_of_precision="time", value=151)
    with course() as actor:
        crossed(actor, opened(actor, at(20)), at(23), at(22, 6))
        crossed(actor, opened(actor, at(20)), at(23), at(22, 8))

        (pair,) = comparable(actor, IncidentFactory(), at(22, 20))

        assert pair.value == 1
        assert pair.moment == at(22, 7).replace(second=59, microsecond=999999)


def test_ours_is_as_known_at_the_moment_asked_for():
    a_report()
    with course() as actor:
        crossed(actor, opened(actor, at(28)), at(28), at(21))

        assert comparable(actor, IncidentFactory(), day(22), day(22))[0].value == 0
        assert comparable(actor, IncidentFactory(), day(22))[0].value == 1


def test_a_figure_of_one_place_stands_beside_ours_of_that_place():
    shelter = PlaceFactory()
    a_report(place=shelter)
    with course() as actor:
        stayed(actor, opened(actor, at(20)), at(22), at(22), place=shelter)
        stayed(actor, opened(actor, at(20)), at(22), at(22), country="TH")

        assert comparable(actor, IncidentFactory(), day(22))[0].value == 1


BRIEFINGS = (
    "Our records count this too. Totals by country alone are compared here; a briefing as of that "
    "moment sets the two side by side."
)


@pytest.mark.parametrize(
    ("values", "why_not"),
    [
        ({"is_context": True}, "This counts other people than those of this incident."),
        ({"metric": "fined"}, "Our records do not count this."),
        ({"metric": "present", "country": ""}, "Our records count this by country only."),
        ({"metric": "returned", "country": "VN"}, BRIEFINGS),
        (
            {"metric": "returned"},
            "Our records count otherwise: all who returned home, wherever they were before.",
        ),
        ({"metric": "in_custody"}, BRIEFINGS),
        (
            {"metric": "returned", "nationality": ""},
            "Our ledgers hold citizens of Viet Nam only; this counts others.",
        ),
        ({"nationality": ""}, "Our ledgers hold citizens of Viet Nam only; this counts others."),
    ],
)
def test_says_why_there_is_no_counterpart(values, why_not):
    a_report(**values)
    with course() as actor:
        (pair,) = comparable(actor, IncidentFactory(), day(22))

        assert (pair.value, str(pair.why_not)) == (None, why_not)


def test_a_figure_without_a_day_is_compared_with_nothing():
    figure = a_report(as_of=None, as_of_precision="none", published_on=date(2025, 11, 6))
    with course() as actor:
        assert comparable(actor, IncidentFactory(), day(22)) == []
        assert str(why_not_comparable(figure)).startswith("The source gives no day")


def test_figures_of_other_days_are_left_out():
    a_report(as_of=datetime(2025, 10, 22, 17, 1, tzinfo=UTC))
    with course() as actor:
        assert comparable(actor, IncidentFactory(), day(22)) == []
        assert len(comparable(actor, IncidentFactory(), day(23))) == 1
