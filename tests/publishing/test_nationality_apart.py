"""Of whom no nationality was told is counted apart, as known at each moment, until it is decided.

Totals, balances, lines, lists and snapshots say the same.
"""

from datetime import timedelta

import pytest

from cases.citizens.operations import correct_citizen
from cases.core import present
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.publishing.figures import figures_of
from cases.publishing.figures.behind import Number, behind, own_places
from cases.publishing.figures.moments import moments
from cases.publishing.over_time import over_time
from tests.api.calls import caller
from tests.factories import IncidentFactory, headquarters
from tests.publishing.course import at, course, crossed, day, opened
from tests.publishing.frozen import content, taken
from tests.publishing.test_balances import by_balances, by_ledger, close
from tests.register import fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def told():
    """Three came to Thailand; on the 25th it is recorded that of one no nationality is known."""
    with course() as actor:
        cases = [opened(actor, at(20)) for _nth in range(3)]
        for case in cases:
            crossed(actor, case, at(22), at(21))
        with replay(at(25)):
            correct_citizen(actor, fresh(cases[0].citizen), changes={"nationality": ""})
    return cases


def counted(known=None):
    with eyes(headquarters()) as actor:
        found = figures_of(actor, IncidentFactory(), day(26), known)
    return found.counted, found.cases, found.table("country").count("TH"), found.unsaid


def test_who_is_not_known_to_be_ours_is_in_no_figure_and_counted_apart():
    assert counted() == (2, 2, 2, 1)
    assert counted(day(23)) == (3, 3, 3, 0)


def test_once_it_is_decided_the_person_counts_and_what_was_known_before_stays(told):
    with course() as actor, replay(at(27)):
        correct_citizen(actor, fresh(told[0].citizen), changes={"nationality_status": "verified"})

    assert counted() == (3, 3, 3, 0)
    assert counted(day(26)) == (2, 2, 2, 1)


@pytest.mark.parametrize("known", ["infinity", at(26), at(24)])
@pytest.mark.parametrize("as_of", ["infinity", at(24, 20)])
def test_balances_say_the_same(as_of, known):
    IncidentFactory(zone="Asia/Bangkok")
    with course():
        close(at(23, 20))

        assert by_balances(as_of, known, at(23, 20)) == by_ledger(as_of, known)


def test_the_people_behind_a_number_are_those_that_it_counts(told):
    incident = IncidentFactory()
    with eyes(headquarters()) as actor:
        used = moments(actor, incident.zone, day(26), None)
        assert behind(actor, incident, used, Number("present", "TH")).found == 2
    with course() as actor:
        now = moments(actor, incident.zone, present.now(), None)
        assert own_places(actor, incident, now) == [("TH", 2)]


def test_lines_and_snapshots_leave_them_out_too():
    with eyes(headquarters()) as actor:
        last = over_time(actor, IncidentFactory(), day(26)).points[-1]
    snapshot = taken(When.at(present.now() - timedelta(minutes=2)))

    values, cells = content(snapshot)
    assert sorted(cells.values()).count(("nationality-not-known",)) == 1
    assert (last.now["counted"], last.now["present/TH"]) == (2, 2)
    assert (values["counted"], values["in-thailand"]) == (2, 2)
    assert values["nationality-not-known"] == 1


def test_the_page_and_the_api_say_how_many(client):
    code = IncidentFactory().code

    page = log_in(client, headquarters()).get(f"/incidents/{code}/").text
    told = caller(headquarters()).get(f"/api/v1/incidents/{code}/totals/").json()

    assert "1 case of a person whose nationality is not known is counted apart" in page
    assert told["nationality_not_known"] == 1
