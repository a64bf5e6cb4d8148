"""Which points of a person's way contradict an earlier one."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from cases.casework.whereabouts import Doubt, last_homecoming, misfits, whereabouts
from cases.citizens.models import Citizen
from cases.core.precision import DAY, INSTANT
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


def days(model, begin, end, **values):
    """A point of which no more is known than the days of it."""
    first, last = (datetime(2025, 10, day, tzinfo=UTC) for day in (begin, end))
    known = {"occurred_from": first, "occurred_at": last + DAY - INSTANT}
    return model(**(known | {"number": 0, "operation": "record_stay"} | values))


def at_place(begin, end, country, **values):
    return days(Stay, begin, end, country=country, **({"kind": "at", "place_id": 7} | values))


def border(begin, end, out_of, to, **values):
    return days(Crossing, begin, end, from_country=out_of, to_country=to, **values)


LOST = {"country": "", "kind": "lost", "place_id": None}
PLACE = stay(10, "TH", place_id=8)


def doubts(*points):
    return [row.doubt for row in misfits(points)]


def test_a_way_in_order_has_no_doubt():
    assert doubts(stay(1, "MM"), crossing(2, "MM", "TH"), stay(3, "TH")) == []


@pytest.mark.parametrize(
    ("points", "there", "is_doubtful"),
    [
        ([at_place(22, 22, "TH"), crossing(10, "TH", "VN")], ("VN", None), False),
        ([at_place(1, 31, "TH"), crossing(10, "TH", "VN")], ("VN", None), False),
        ([at_place(1, 31, "TH"), PLACE], ("TH", 8), False),
        ([at_place(1, 31, "TH"), stay(10, "MM", place_id=8)], ("MM", 8), True),
        ([at_place(1, 31, **LOST), stay(10, "TH")], ("TH", None), False),
        ([at_place(1, 31, operation="close_case", **LOST), stay(10, "TH")], ("", None), False),
        ([at_place(1, 31, "TH"), border(22, 22, "TH", "VN", number=1)], ("VN", None), False),
        ([at_place(22, 22, "TH"), crossing(10, "MM", "TH")], ("TH", 7), False),
        (
            [at_place(22, 22, "TH"), crossing(6, "MM", "TH"), crossing(20, "TH", "MM")],
            ("MM", None),
            False,
        ),
        (
            [at_place(22, 22, "TH"), crossing(6, "TH", "VN"), crossing(20, "VN", "TH")],
            ("TH", None),
            False,
        ),
        ([border(1, 31, "TH", "VN"), stay(10, "TH", place_id=8)], ("VN", None), False),
        ([border(1, 31, "TH", "VN"), stay(10, "VN", place_id=8)], ("VN", 8), False),
        (
            [border(22, 22, "TH", "VN"), at_place(22, 22, "VN", number=1), stay(10, "TH")],
            ("VN", 7),
            False,
        ),
        (
            [
                at_place(21, 23, "TH"),
                stay(5, "MM"),
                crossing(6, "MM", "TH"),
                crossing(9, "TH", "VN"),
            ],
            ("VN", None),
            False,
        ),
        (
            [border(22, 22, "MM", "TH"), crossing(6, "MM", "TH"), crossing(9, "TH", "MM")],
            ("TH", None),
            False,
        ),
        (
            [border(22, 22, "TH", "VN"), stay(5, "", kind="left"), stay(10, "VN", place_id=8)],
            ("VN", 8),
            False,
        ),
        ([at_place(22, 22, "TH"), stay(10, "", kind="left")], ("TH", None), False),
        ([at_place(22, 22, **LOST | {"kind": "left"}), PLACE], ("TH", None), False),
        ([border(22, 22, "MM", "TH"), crossing(8, "TH", "MM")], ("TH", None), False),
        ([border(22, 22, "TH", "VN"), at_place(22, 22, "TH", number=1)], ("VN", None), False),
        ([at_place(22, 22, "TH"), border(22, 22, "TH", "VN", number=1)], ("VN", None), False),
        ([border(22, 22, "MM", "TH", number=1), at_place(22, 22, "TH")], ("TH", 7), False),
        (
            [border(22, 22, "LA", "VN"), border(22, 22, "TH", "LA", number=1), stay(1, "TH")],
            ("VN", None),
            False,
        ),
        (
            [
                border(22, 22, "LA", "VN"),
                border(22, 22, "MM", "TH", number=1),
                border(22, 22, "TH", "LA", number=2),
            ],
            ("VN", None),
            False,
        ),
        (
            [
                days(Stay, 21, 21, country="TH", kind="at"),
                border(22, 22, "LA", "TH"),
                border(22, 22, "TH", "LA", number=1),
                at_place(22, 22, "LA", number=2),
            ],
            ("TH", None),
            False,
        ),
        (
            [
                days(Stay, 21, 21, country="VN", kind="at"),
                at_place(22, 22, "VN"),
                border(22, 22, "TH", "VN", number=1),
            ],
            ("VN", 7),
            True,
        ),
        (
            [
                border(22, 22, "TH", "VN"),
                days(Stay, 22, 22, country="", kind="left", number=1),
                at_place(22, 22, "TH", number=2),
            ],
            ("VN", None),
            False,
        ),
        ([border(22, 23, "TH", "VN"), at_place(22, 22, "TH", number=1)], ("VN", None), False),
        ([border(22, 22, "TH", "VN"), at_place(23, 23, "TH", number=1)], ("TH", 7), True),
    ],
)
def test_what_is_known_to_days_alone_comes_where_it_fits(points, there, is_doubtful):
    for order in (points, points[::-1]):
        found = whereabouts(order)

        assert ((found.country, found.place_id), bool(misfits(order))) == (there, is_doubtful)


def test_two_that_are_known_to_days_come_as_they_were_written_down():
    """The moment of recording cuts a day short; that makes it no more precise."""
    one, other = at_place(22, 22, "TH", number=1), at_place(22, 22, "TH", number=2, place_id=8)
    one.occurred_at -= timedelta(hours=6)

    assert whereabouts([one, other]).place_id == whereabouts([other, one]).place_id == 8


def test_a_day_that_was_cut_short_or_is_of_another_zone_goes_by_the_chain_too():
    home, seen = border(22, 22, "TH", "VN"), at_place(22, 22, "TH", number=1)
    for cut in (timedelta(hours=6), timedelta(minutes=30)):
        home.occurred_at -= cut
        assert whereabouts([home, seen]).country == "VN"
    home.occurred_from -= timedelta(minutes=30)

    assert whereabouts([home, seen]).country == "VN"


def test_a_month_that_ran_and_the_day_on_which_it_was_told_go_by_the_chain():
    home, seen = border(1, 22, "TH", "VN"), at_place(22, 22, "TH", number=1)
    home.occurred_at -= timedelta(hours=3)

    assert whereabouts([home, seen]).country == "VN"


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


def test_who_came_home_within_some_days_came_with_them_by_the_whole_way():
    """Without what was seen at home later, the days would lie before the border."""
    over, seen = crossing(1, "MM", "TH"), point(Stay, 12, kind="at", country="VN", number=3)
    within = at_place(22, 30, "VN", number=2)

    assert last_homecoming([over, within, seen]) is within
    assert last_homecoming([over, within]) is None
    assert last_homecoming([over, seen, crossing(14, "VN", "TH")]) is None
