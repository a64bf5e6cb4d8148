"""Which points of a person's way contradict an earlier one."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from cases.casework.whereabouts import Doubt, misfits
from cases.citizens.models import Citizen
from cases.crossings.models import Crossing, Stay
from tests.factories import IncidentFactory
from tests.publishing.course import course, opened
from tests.publishing.test_agreement import BEGIN, a_way, by_database


def point(model, hour, **values):
    moment = datetime(2025, 10, 22, hour, tzinfo=UTC)
    defaults = {"number": hour, "occurred_from": moment, "occurred_at": moment}
    return model(**(defaults | values))


def crossing(hour, out_of, to, **values):
    return point(Crossing, hour, from_country=out_of, to_country=to, **values)


def stay(hour, country, **values):
    return point(Stay, hour, **({"kind": "at", "country": country} | values))


def doubts(*points):
    return [row.doubt for row in misfits(points)]


def test_a_way_in_order_has_no_doubt():
    assert doubts(stay(1, "MM"), crossing(2, "MM", "TH"), stay(3, "TH")) == []


def test_a_stay_in_another_country_without_a_crossing_does_not_fit():
    into, back = crossing(1, "MM", "TH"), stay(2, "MM")

    (found,) = misfits([back, into])

    assert (found.point, found.earlier, found.doubt) == (back, into, Doubt.MOVED)


def test_a_crossing_out_of_another_country_does_not_fit():
    assert doubts(stay(1, "TH"), crossing(2, "MM", "TH")) == [Doubt.LEFT_ELSEWHERE]


def test_having_left_says_nothing_to_contradict():
    assert doubts(stay(1, "TH"), stay(2, "", kind="left"), stay(3, "MM")) == [Doubt.MOVED]


def test_two_sources_on_one_time_do_not_fit_unless_one_leaves_it_open():
    begin = datetime(2025, 10, 22, 1, tzinfo=UTC)
    one = stay(5, "TH", place_id=1, source="relative", occurred_from=begin)
    other = stay(6, "TH", place_id=2, source="press", occurred_from=begin)
    silent = stay(6, "TH", source="press", occurred_from=begin)

    assert doubts(one, other) == [Doubt.TOLD_OTHERWISE]
    assert doubts(one, silent) == []


@pytest.mark.django_db
def test_the_same_persons_contradict_in_the_figures_whenever_they_are_asked_for():
    chance = random.Random(0)
    with course() as actor:
        for _ in range(12):
            a_way(actor, opened(actor, BEGIN), chance)
        for days in (5, 6, 7, 60):
            known = BEGIN + timedelta(days=days)

            shown = shown_at(known)

            counted = by_database(IncidentFactory(), BEGIN + timedelta(days=60), known)
            assert shown == {pk: row[3] for pk, row in counted.items()}
        assert set(shown.values()) == {True, False}


def shown_at(known):
    return {
        citizen.pk: bool(
            misfits([*citizen.crossings.standing(known), *citizen.stays.standing(known)])
        )
        for citizen in Citizen.objects.all()
    }
