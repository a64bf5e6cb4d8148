"""A crossing that both records of one person tell of is one crossing."""

import random
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from cases.casework.operations import link_same_person
from cases.casework.pages.folds import way_line
from cases.casework.whereabouts import misfits, way_of, whereabouts
from cases.citizens.models import Citizen
from cases.core.facts import replay
from cases.crossings.models import Crossing, Stay
from tests.casework.linking import ledgers_hold, with_passport
from tests.factories import IncidentFactory, PlaceFactory
from tests.publishing.course import at, course, crossed, day, stayed
from tests.register import a_case, fresh
from tests.statements import selected

NOON = datetime(2025, 10, 22, 12, tzinfo=UTC)
ONE, OTHER = 1, 2


def crossing(record, *, hour=0, hours=0, out_of="MM", to="TH", **sides):
    """A crossing of a record at an hour of the day, known to so many hours."""
    last = NOON + timedelta(hours=hour)
    return Crossing(
        citizen_id=record,
        number=hour + 50,
        from_country=out_of,
        to_country=to,
        occurred_from=last - timedelta(hours=hours),
        occurred_at=last,
        **sides,
    )


def counted(*points):
    return [(row.citizen_id, row.number - 50) for row in way_of(points)]


def test_the_first_of_two_that_overlap_counts_and_nothing_contradicts():
    precise, day_alone = crossing(ONE), crossing(OTHER, hour=11, hours=23)

    assert way_of([day_alone, precise]) == [precise]
    assert misfits([day_alone, precise]) == []


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(crossing(OTHER, hour=1), id="another moment"),
        pytest.param(crossing(OTHER, hour=1, hours=2, to="LA"), id="another country"),
        pytest.param(crossing(OTHER, hour=1, hours=2, entered_at_id=9), id="another place"),
        pytest.param(crossing(ONE, hour=1, hours=2), id="the same record"),
    ],
)
def test_what_differs_counts_for_itself(other):
    assert len(way_of([crossing(ONE, entered_at_id=8), other])) == 2


def test_a_place_that_is_equal_or_not_known_may_be_the_same():
    one = crossing(ONE, left_from_id=7)

    assert len(way_of([one, crossing(OTHER, hour=1, hours=2, left_from_id=7)])) == 1
    assert len(way_of([one, crossing(OTHER, hour=1, hours=2, entered_at_id=8)])) == 1


def test_who_crossed_twice_by_one_record_did_so_although_the_other_tells_of_it_once():
    into, back = crossing(ONE, hour=-3), crossing(ONE, hour=-2, out_of="TH", to="MM")
    again, once = crossing(ONE, hour=-1, hours=9), crossing(OTHER, hour=11, hours=23)

    assert counted(into, back, again, once) == [(ONE, -3), (ONE, -2), (ONE, -1)]
    early = crossing(OTHER, hour=-4, hours=1)
    late = crossing(ONE, hour=-3, hours=3)
    assert counted(early, late, back, again) == [(OTHER, -4), (ONE, -2), (ONE, -1)]


def test_a_place_known_after_the_first_stays_known_where_the_other_tells_of_the_day():
    way = [
        crossing(ONE),
        Stay(
            citizen_id=ONE,
            number=60,
            kind="at",
            country="TH",
            place_id=5,
            occurred_from=NOON + timedelta(hours=3),
            occurred_at=NOON + timedelta(hours=3),
        ),
        crossing(OTHER, hour=11, hours=23),
    ]

    assert whereabouts(way).place_id == 5
    assert misfits(way) == []


@pytest.fixture
def actor():
    """The system for Bangkok."""
    with course() as actor:
        yield actor


def two_cases(actor):
    """Two cases of two records."""
    with replay(at(20, 0)):
        return [a_case(actor, with_passport(actor)) for _record in range(2)]


def link(actor, one, other):
    """The two records are one person."""
    with replay(at(23, 22)):
        link_same_person(actor, fresh(one.citizen), into=fresh(other.citizen), because="He says.")


def ways(incident, as_of, known):
    return {
        row[0]: row[1:]
        for row in selected(
            "select citizen_id, country, place_id, is_contradictory, straddling, crossed_into"
            " from figure_ways(%s, %s, %s)",
            [incident.pk, as_of, known],
        )
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("taken_of_doubles")
def test_the_figures_and_the_row_of_the_person_count_it_once(actor):
    one, other = two_cases(actor)
    crossed(actor, one, at(22, 20), at(22, 6))
    stayed(actor, one, at(22, 20), at(22, 9), country="TH", place=PlaceFactory())
    crossed(actor, other, at(23, 9), day(22))
    link(actor, one, other)

    (found,) = ways(IncidentFactory(), at(24), at(24)).values()

    assert found == ("TH", PlaceFactory().pk, False, 0, ["TH"])
    assert fresh(one.citizen).now_place_id == PlaceFactory().pk
    assert fresh(other.citizen).now_place_id == PlaceFactory().pk
    assert ledgers_hold()


@pytest.mark.django_db
@pytest.mark.usefixtures("taken_of_doubles")
def test_both_rules_agree_on_ways_of_two_records(actor):
    chance = random.Random(4)
    pairs = [two_cases(actor) for _pair in range(4)]
    moment = at(23, 20)
    for _point in range(40):
        case = chance.choice(chance.choice(pairs))
        out_of, to = chance.choice([("MM", "TH"), ("TH", "MM"), ("MM", "TH")])
        when = chance.choice([day(21), day(22), at(21, chance.randint(0, 23))])
        crossed(actor, case, moment, when, from_country=out_of, to_country=to)
    for pair in pairs:
        link(actor, *pair)

    for as_of in (at(21, 8), at(21, 22), at(22, 12), at(23, 21)):
        found = ways(IncidentFactory(), as_of, at(24))
        for pair in pairs:
            people = list(Citizen.objects.filter(pk__in=[case.citizen_id for case in pair]))
            way = [point for person in people for point in person.crossings.standing()]
            past = [point for point in way if point.occurred_at <= as_of]
            unsure = [row for row in way_of(way) if row.occurred_from <= as_of < row.occurred_at]
            (by_database,) = (found[row.pk] for row in people if row.pk in found)
            assert by_database[0] == whereabouts(past).country
            assert by_database[2] == bool(misfits(past))
            assert by_database[3] == len(unsure)
    assert ledgers_hold()


def test_the_page_counts_a_border_that_two_records_tell_of_once():
    crossings = [crossing(ONE), crossing(OTHER, hour=11, hours=23), crossing(ONE, hour=-3)]

    line = way_line(SimpleNamespace(crossings=crossings, stays=[]))

    assert line == "2 borders crossed · 0 stays"
