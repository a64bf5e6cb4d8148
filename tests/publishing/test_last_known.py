"""Where those were last known whose whereabouts are no longer known."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.casework.operations import close_case, record_crossing, record_stay
from cases.core.context import eyes
from cases.core.facts import When
from cases.publishing.figures.totals import figures_of
from tests.casework.linking import a_file, link
from tests.factories import IncidentFactory, headquarters
from tests.register import a_case, a_citizen, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
OPENED, HELD, LATER = (When(day=date(2025, 10, day)) for day in (20, 21, 25))


@pytest.fixture
def chief():
    with eyes(headquarters()) as actor:
        yield actor


def a_lost_case(actor, country):
    """Somebody who was in a country, or nowhere known, until contact was lost."""
    case = a_case(actor, a_citizen(actor, full_name=f"Lê Thử {country}"), reported=OPENED)
    if country:
        said = {"kind": "at", "country": country, "when": HELD, "source": "mission"}
        record_stay(actor, fresh(case), **said)
    close_case(actor, fresh(case), outcome="lost_contact")
    return case


def last_known(actor, as_of=None):
    figures = figures_of(actor, IncidentFactory(), as_of or timezone.now())
    return {row.key: row.count for row in figures.last_known}


def test_each_is_told_by_the_country_before_contact_was_lost(actor, chief):
    with eyes(actor):
        for country in ("TH", "TH", "MM", ""):
            a_lost_case(actor, country)
        known = a_case(actor, reported=OPENED)
        record_stay(actor, known, kind="at", country="TH", when=HELD, source="mission")

    with eyes(chief):
        assert last_known(chief) == {"TH": 2, "MM": 1}


def test_whoever_is_heard_of_again_or_was_not_lost_yet_is_not_among_them(actor, chief):
    with eyes(actor):
        case = a_lost_case(actor, "TH")
        before = fresh(case).position_at
        said = {"from_country": "TH", "to_country": "MM", "source": "relative"}
        record_crossing(actor, fresh(case), when=When.at(timezone.now()), **said)

    with eyes(chief):
        assert (last_known(chief), last_known(chief, HELD.resolve("UTC", before).last)) == ({}, {})


def test_the_record_of_a_double_is_told_with_its_head(actor, chief):
    with eyes(actor):
        kept, double = a_file(actor), a_file(actor)
        said = {"kind": "at", "country": "TH", "when": HELD, "source": "mission"}
        record_stay(actor, fresh(double), **said)
        link(actor, double.citizen, kept.citizen)
        close_case(actor, fresh(kept), outcome="lost_contact")

    with eyes(chief):
        assert last_known(chief) == {"TH": 1}


def test_page_and_api_say_it(client, actor, chief):
    with eyes(actor):
        case = a_lost_case(actor, "TH")
    log_in(client, chief)
    code = case.incident.code

    page = client.get(reverse("incident_detail", args=[code])).text
    body = client.get(f"/api/v1/incidents/{code}/totals/").json()

    assert "last known in Thailand: 1" in page
    assert [(row["key"], row["count"]) for row in body["last_known"]] == [("TH", 1)]
