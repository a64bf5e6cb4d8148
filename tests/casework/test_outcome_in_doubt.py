"""Closed cases whose person is known to be elsewhere than the outcome says: kept and listed."""

from datetime import date
from itertools import product

import pytest
from django.db import connection
from django.utils import timezone

from cases.casework.choices import Outcome
from cases.casework.meanings import fits
from cases.casework.operations import (
    close_case,
    correct_transition,
    record_crossing,
    record_stay,
    reopen_case,
    void_crossing,
)
from cases.core.facts import When
from cases.crossings.models import Crossing
from cases.overview.reviews import contradicted
from cases.publishing.proofs import IN_DOUBT
from tests.casework.linking import link
from tests.factories import IncidentFactory
from tests.register import a_case, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(actor):
    found = a_case(actor, reported=When(day=date(2025, 10, 20)))
    said = {"kind": "at", "country": "TH", "source": "mission"}
    record_stay(actor, fresh(found), when=When(day=date(2025, 10, 21)), **said)
    home = {"country": "VN", "when": When(day=date(2025, 10, 24)), "source": "relative"}
    close_case(actor, fresh(found), outcome="own_means", **home)
    return found


def crossed(actor, case, way="VN TH"):
    """Record a crossing of this very moment, after the closing."""
    out_of, into = way.split()
    when = When.at(timezone.now())
    said = {"from_country": out_of, "to_country": into, "when": when, "source": "mission"}
    record_crossing(actor, fresh(case), **said)


def wrong():
    """What the proof finds of all cases."""
    with connection.cursor() as cursor:
        cursor.execute(IN_DOUBT, {"low": 0, "high": 2**40})
        return cursor.fetchall()


def listed(actor):
    return [row.case_id for row in contradicted(actor)]


def test_the_database_and_the_code_say_the_same_of_every_outcome():
    asked = list(product(Outcome.values, ["", "VN", "TH", "KH"]))
    with connection.cursor() as cursor:
        cursor.execute(
            "select fits_outcome(outcome, country, 'TH') from unnest(%s::text[], %s::text[])"
            " with ordinality as asked(outcome, country, place) order by place",
            [list(column) for column in zip(*asked, strict=True)],
        )
        found = [row[0] for row in cursor.fetchall()]

    assert found == [fits(outcome, country, "TH") for outcome, country in asked]


def test_a_crossing_that_comes_after_a_return_leads_to_the_entry(actor, case):
    before = listed(actor)

    crossed(actor, case)

    assert (before, listed(actor), wrong()) == ([], [case.pk], [])


def test_it_is_listed_no_more_once_the_crossing_is_void_or_another_brings_home(actor, case):
    crossed(actor, case)
    crossed(actor, case, "TH VN")
    home = listed(actor)
    row = Crossing.objects.filter(from_country="TH", to_country="VN").latest("occurred_at")
    void_crossing(actor, fresh(case), crossing=row, reason="Somebody else.")

    assert (home, listed(actor), wrong()) == ([], [case.pk], [])


def test_correcting_the_outcome_or_reopening_ends_it(actor, case):
    crossed(actor, case)
    row = fresh(case).transitions.standing().get(kind="close")
    changes = {"outcome": "declined"}
    correct_transition(actor, fresh(case), transition=row, reason="-", changes=changes)
    corrected = listed(actor)
    row = fresh(case).transitions.standing().get(kind="close")
    changes = {"outcome": "own_means"}
    correct_transition(actor, fresh(case), transition=row, reason="-", changes=changes)
    again = listed(actor)
    reopen_case(actor, fresh(case), reason="She is back.", whereabouts="again")

    assert (corrected, again, listed(actor), wrong()) == ([], [case.pk], [], [])


def test_where_a_later_case_says_where_the_person_is_nothing_is_to_be_checked(actor, case):
    crossed(actor, case)

    a_case(actor, case.citizen, incident=IncidentFactory(code="another"))

    assert (listed(actor), wrong()) == ([], [])


@pytest.mark.usefixtures("taken_of_doubles")
def test_what_the_record_of_a_double_says_counts_too(actor, two):
    kept, double = two
    close_case(actor, fresh(kept), outcome="own_means")
    close_case(actor, fresh(double), outcome="declined")
    crossed(actor, double)

    link(actor, double.citizen, kept.citizen)

    assert (fresh(kept).outcome_in_doubt, wrong()) == (True, [])


def test_the_head_of_the_page_says_so_first(client, actor, case):
    crossed(actor, case)
    log_in(client, actor)

    page = client.get(case.get_absolute_url())

    assert page.context["case"]["outcome_doubt"] == "known to be in: Thailand"
    assert "known to be in: Thailand" in page.text.partition("</h1>")[2].partition("<h2")[0]
