"""A person recorded twice counts once, now and as known then, where the last point says."""

import pytest

from cases.casework.operations import link_same_person, unlink_same_person
from cases.core.facts import replay
from cases.publishing.figures import figures_of, late_news
from tests.casework.linking import with_passport
from tests.factories import IncidentFactory, PlaceFactory
from tests.publishing.course import at, course, crossed, day, stayed
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    """The system for Bangkok."""
    with course() as actor:
        yield actor


def opened(actor, moment, **who):
    with replay(moment):
        return a_case(actor, with_passport(actor, **who))


def linked(actor, moment, double, into):
    with replay(moment):
        made = link_same_person(
            actor, fresh(double.citizen), into=fresh(into.citizen), because="The same passport."
        )
    assert made.status == "standing"
    return made


def figures(actor, as_of, known_at=None):
    return figures_of(actor, IncidentFactory(), as_of, known_at)


def test_counts_once_now_and_twice_as_known_before_it_was_linked(actor):
    one, other = opened(actor, at(20)), opened(actor, at(21))
    made = linked(actor, at(25), one, other)

    assert figures(actor, at(23)).counted == 1
    assert figures(actor, at(23), at(24)).counted == 2
    assert figures(actor, at(23)).cases == 2
    assert figures(actor, at(23)).table("outcome").count("duplicate") == 1

    with replay(at(27)):
        unlink_same_person(actor, fresh(made), reason="Two men.")
    assert figures(actor, at(23)).counted == 2
    assert figures(actor, at(23), at(26)).counted == 1
    assert figures(actor, at(23), at(24)).counted == 2


def test_is_where_the_last_point_of_either_record_says(actor):
    one, other = opened(actor, at(20)), opened(actor, at(20))
    crossed(actor, one, at(22), day(22))
    stayed(actor, other, at(21), day(21), country="MM")

    linked(actor, at(25), one, other)

    now = figures(actor, at(24))
    assert [(row.key, row.count) for row in now.present] == [("TH", 1)]
    assert [(row.key, row.count) for row in now.crossed] == [("TH", 1)]
    then = figures(actor, at(24), at(24))
    assert [(row.key, row.count) for row in then.present] == [("MM", 1), ("TH", 1)]


def test_two_sources_of_two_records_that_tell_of_one_time_differently_are_contradictory(actor):
    one, other = opened(actor, at(20)), opened(actor, at(20))
    stayed(actor, one, at(22), day(21), country="MM", source="relative")
    stayed(actor, other, at(22), day(21), country="TH", place=PlaceFactory())

    assert figures(actor, at(24)).contradictory == 0
    linked(actor, at(25), one, other)

    assert figures(actor, at(24)).contradictory == 1


def test_a_case_of_the_double_alone_counts_the_person_where_the_head_says(actor):
    """The head has no case of the incident: that of the double goes on and counts."""
    with replay(at(19)):
        head = with_passport(actor, sex="m")
    one = opened(actor, at(20))
    elsewhere = IncidentFactory(code="2026-01-flood")
    with replay(at(20)):
        own = a_case(actor, fresh(head), incident=elsewhere)
    crossed(actor, own, at(22), day(22))

    with replay(at(25)):
        link_same_person(actor, fresh(one.citizen), into=fresh(head), because="Passport.")

    found = figures(actor, at(24))
    assert found.counted == 1
    assert [(row.key, row.count) for row in found.present] == [("TH", 1)]


def test_what_is_otherwise_since_is_told_by_the_link(actor):
    one, other = opened(actor, at(20)), opened(actor, at(20))
    crossed(actor, one, at(22), day(22))
    made = linked(actor, at(25), one, other)

    news = late_news(actor, IncidentFactory(), at(24), at(24))

    assert {(row.reference, row.subject, row.reason) for row in news} == {
        (one.reference, "case", "duplicate"),
        (other.reference, "link", "late"),
    }
    assert [row.note for row in news] == ["The same passport."] * 2
    with replay(at(27)):
        unlink_same_person(actor, fresh(made), reason="Two men.")
    back = late_news(actor, IncidentFactory(), at(24), at(26))
    assert {(row.reference, row.subject, row.reason) for row in back} == {
        (one.reference, "case", "corrected"),
        (other.reference, "link", "voided"),
    }
