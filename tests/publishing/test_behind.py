"""Who is behind a figure: as many as it counts, and nobody whom the reader may not see."""

from datetime import UTC, datetime

import pytest

from cases.casework.operations import record_fact
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.publishing.figures import figures_of
from cases.publishing.figures.behind import OF_CASES, OF_PERSONS, Number, behind, own_places
from cases.publishing.figures.moments import moments
from tests.factories import IncidentFactory, PlaceFactory, headquarters, officer
from tests.publishing.course import at, course, crossed, day, opened, stayed
from tests.register import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """Bangkok: one in Thailand, one at a ford there, one verified, one closed. Yangon: one."""
    shelter = PlaceFactory()
    with course() as actor:
        cases = [opened(actor, at(20), sex=sex) for sex in ("m", "f", "m", "m")]
        crossed(actor, cases[0], at(22), day(21))
        stayed(actor, cases[1], at(22), at(21), place=shelter)
        with replay(at(22)):
            record_fact(
                actor,
                fresh(cases[2]),
                stage="verified",
                when=When.at(at(21)),
                source="mission",
                reason="Papers seen.",
            )
            record_fact(
                actor,
                fresh(cases[3]),
                stage="closed",
                outcome="own_means",
                when=When.at(at(21)),
                source="mission",
                reason="Home.",
            )
    with course(yangon=True) as actor:
        cases.append(opened(actor, at(20)))
        stayed(actor, cases[4], at(22), at(21), country="TH")
    return cases


def keys_and_counts(figures):
    yield from (("crossed", row.key, row.count) for row in figures.crossed)
    for dimension in (*OF_PERSONS, *OF_CASES):
        if dimension in {"crossed", "present"}:
            continue
        yield from (
            (dimension, row.key, row.count)
            for row in figures.table(dimension).rows
            if row.key or dimension == "place"
        )
    yield from (("present", row.key, row.count) for row in figures.table("country").rows)


def found(actor, by, key, as_of, known_at=None):
    incident = IncidentFactory()
    used = moments(actor, incident.zone, as_of, known_at)
    return behind(actor, incident, used, Number(by, key))


@pytest.mark.parametrize(
    ("as_of", "known_at"), [(day(21), None), (day(22), day(21)), (at(21), None)]
)
def test_every_number_has_as_many_people_behind_it_as_it_counts(told, as_of, known_at):
    with eyes(headquarters()) as actor:
        figures = figures_of(actor, IncidentFactory(), as_of, known_at)

        pairs = [
            (count, found(actor, by, key, as_of, known_at).found)
            for by, key, count in keys_and_counts(figures)
        ]

    assert len(pairs) > 6
    assert all(counted == listed for counted, listed in pairs)


def test_a_mission_finds_only_its_own_behind_a_figure_of_all(told):
    with eyes(officer(yangon=True)) as actor:
        figures = figures_of(actor, IncidentFactory(), day(22))
        page = found(actor, "present", "TH", day(22))

    assert [row.count for row in figures.present if row.key == "TH"] == [3]
    assert [row.case_id for row in page.rows] == [told[4].pk]
    assert page.found == 1


def test_a_mission_that_does_not_work_on_it_finds_nobody(told):
    with eyes(officer(code="PNH", country="KH", zone="Asia/Phnom_Penh")) as actor:
        page = found(actor, "present", "TH", day(22))

    assert (page.rows, page.found) == ((), 0)


def test_pages_follow_each_other(told, monkeypatch):
    monkeypatch.setattr("cases.publishing.figures.behind.PAGE", 2)
    incident = IncidentFactory()
    with eyes(headquarters()) as actor:
        used = moments(actor, incident.zone, day(22), None)
        first = behind(actor, incident, used, Number("present", "TH"))
        last = behind(actor, incident, used, Number("present", "TH", told[1].reference))

    assert [len(first.rows), len(last.rows)] == [2, 1]
    assert [first.found, last.found] == [3, 3]
    assert [first.has_more, last.has_more] == [True, False]


def test_the_places_of_a_mission_are_those_of_its_own_people(told):
    incident = IncidentFactory()
    with eyes(officer()) as actor:
        counts = dict(own_places(actor, incident, moments(actor, incident.zone, day(22), None)))

    assert counts == {"": 2, "TH": 1, PlaceFactory().code: 1}


def test_the_places_of_now_are_the_same_by_both_ways(told):
    incident = IncidentFactory()
    with eyes(officer()) as actor:
        past = own_places(actor, incident, moments(actor, incident.zone, day(22), None))
        now = own_places(actor, incident, moments(actor, incident.zone, datetime.now(UTC), None))

    assert sorted(now) == sorted(past)
    assert sum(count for _key, count in now) == 4
