"""Whoever was closed as not a national counts no more, as of moments since the second versions.

Totals, balances, lines, lists, snapshots and briefings say the same.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.briefings.composing.told import Told
from cases.casework.operations import record_fact
from cases.core import present
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.publishing.definitions import definitions, in_force
from cases.publishing.figures import figures_of
from cases.publishing.figures.behind import Number, behind, own_places
from cases.publishing.figures.moments import moments
from cases.publishing.over_time import over_time
from tests.briefings.drafts import drafted
from tests.factories import IncidentFactory, headquarters
from tests.publishing.course import at, course, crossed, day, opened
from tests.publishing.frozen import content, taken
from tests.publishing.test_balances import by_balances, by_ledger, close
from tests.register import fresh

pytestmark = pytest.mark.django_db

BEFORE, SINCE = date(2026, 11, 30), date(2026, 12, 1)
AFTER = datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def told():
    """Three came to Thailand; on the 24th it was found that one of them is no national."""
    with course() as actor:
        cases = [opened(actor, at(20)) for _nth in range(3)]
        for case in cases:
            crossed(actor, case, at(22), at(21))
        with replay(at(25)):
            record_fact(
                actor,
                fresh(cases[0]),
                stage="closed",
                outcome="not_national",
                when=When.at(at(24)),
                source="mission",
                reason="The bureau said so.",
            )
    return cases


def totals(figures):
    return (
        figures.counted,
        figures.cases,
        figures.table("country").count("TH"),
        figures.table("sex").total,
        figures.table("stage").count("closed"),
        figures.table("outcome").count("not_national"),
        sum(row.count for row in figures.crossed),
    )


@pytest.mark.parametrize(
    ("as_of", "found"),
    [
        (BEFORE, (3, 3, 3, 3, 1, 1, 3)),
        (SINCE, (2, 2, 2, 2, 0, 0, 2)),
    ],
)
def test_counts_no_more_since_the_second_version(as_of, found):
    with eyes(headquarters()) as actor:
        assert totals(figures_of(actor, IncidentFactory(), as_of)) == found


def test_counted_as_long_as_it_was_not_known():
    with eyes(headquarters()) as actor:
        assert figures_of(actor, IncidentFactory(), SINCE, day(23)).counted == 3


@pytest.mark.parametrize("known", ["infinity", at(26)])
@pytest.mark.parametrize("as_of", ["infinity", AFTER, at(24, 20)])
def test_balances_say_the_same(as_of, known):
    IncidentFactory(zone="Asia/Bangkok")
    with course():
        close(at(25, 20))

        assert by_balances(as_of, known, at(25, 20)) == by_ledger(as_of, known)


@pytest.mark.parametrize(("by", "key"), [("present", "TH"), ("sex", "m"), ("crossed", "TH")])
def test_the_people_behind_a_number_are_those_that_it_counts(by, key):
    incident = IncidentFactory()
    with eyes(headquarters()) as actor:
        used = moments(actor, incident.zone, SINCE, None)

        assert behind(actor, incident, used, Number(by, key)).found == 2
        assert behind(actor, incident, used, Number("stage", "closed")).found == 0


def test_the_places_of_own_people_are_those_of_the_totals(told):
    incident = IncidentFactory()
    with course() as actor:
        assert own_places(actor, incident, moments(actor, incident.zone, AFTER, None)) == [
            ("TH", 2)
        ]


def test_the_last_moment_of_the_lines_says_the_same():
    with eyes(headquarters()) as actor:
        last = over_time(actor, IncidentFactory(), SINCE).points[-1]

    assert (last.now["counted"], last.now["present/TH"]) == (2, 2)


def test_a_snapshot_and_a_briefing_count_by_the_second_versions():
    snapshot = taken(When.at(present.now() - timedelta(minutes=2)))
    values = Told.thawed(drafted(kind="report", as_of=None).values)

    counted, _cells = content(snapshot)
    assert (counted["counted"], counted["in-thailand"], counted["still-open"]) == (2, 2, 2)
    assert {row.version for row in snapshot.figures if row.code == "counted"} == {2}
    assert [(row.key, row.count) for row in values.present] == [("TH", 2)]
    assert sum(row.count for row in values.stages) == sum(row.count for row in values.sexes) == 2


def test_the_versions_begin_on_the_day_from_which_they_are_left_out():
    former = {row.code: row.version for row in in_force(definitions(), BEFORE)}
    later = {row.code: row.version for row in in_force(definitions(), SINCE)}

    assert former.keys() == later.keys()
    changed = {code for code in later if later[code] != former[code]}
    assert {later[code] - former[code] for code in changed} == {1}
    assert later.keys() - changed == {
        *("returned-home", "still-open", "nationality-not-known"),
        "in-host-custody",  # a version that mends a mistake counts for every day
    }
