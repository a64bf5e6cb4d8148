"""The course of October 2025 as it is seeded gives the figures that were reported."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.incidents.models import Incident
from cases.publishing.figures import comparable, figures_of, late_news

pytestmark = pytest.mark.slow

EVENING = datetime(2025, 10, 22, 16, 59, 59, 999999, tzinfo=UTC)
MORNING = datetime(2025, 11, 1, 0, 0, 59, 999999, tzinfo=UTC)


@pytest.fixture(scope="module")
def incident(django_db_setup, django_db_blocker):
    """Load the seeds once for all tests of this file; all of them only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed", quiet=True, stdout=StringIO())
        with eyes(SYSTEM):
            yield Incident.objects.get(code="2025-10-myawaddy")
        transaction.set_rollback(True)


def in_thailand(incident, moment, known_at=None):
    figures = figures_of(SYSTEM, incident, moment, known_at)
    row = next(row for row in figures.present if row.key == "TH")
    return (row.count, row.men, row.women)


def test_about_70_were_in_thailand_on_22_october(incident):
    assert in_thailand(incident, EVENING)[0] == 70


def test_fewer_were_known_that_evening(incident):
    assert in_thailand(incident, EVENING, EVENING)[0] == 58


def test_151_were_in_thailand_on_the_morning_of_1_november(incident):
    assert in_thailand(incident, MORNING) == (151, 129, 22)


def test_four_of_them_became_known_later(incident):
    assert in_thailand(incident, MORNING, MORNING)[0] == 147

    arrived = [
        item
        for item in late_news(SYSTEM, incident, MORNING, MORNING)
        if "Thailand" in item.after and "Thailand" not in item.before
    ]
    assert len(arrived) == 4


def test_every_difference_of_22_october_has_its_reason(incident):
    news = late_news(SYSTEM, incident, EVENING, EVENING)

    gained = [n for n in news if "Thailand" in n.after and "Thailand" not in n.before]
    lost = [n for n in news if "Thailand" in n.before and "Thailand" not in n.after]
    assert len(gained) - len(lost) == 70 - 58
    assert all(item.why and item.mission and item.known_at > EVENING for item in news)
    assert "late" in {item.reason for item in gained}


@pytest.mark.parametrize(("moment", "value"), [(EVENING, 70), (MORNING, 151)])
def test_ours_stands_beside_the_reported_figures(incident, moment, value):
    pairs = [
        (pair.figure.value, pair.value)
        for pair in comparable(SYSTEM, incident, moment)
        if pair.value is not None and pair.figure.value == value
    ]

    assert pairs
    assert set(pairs) == {(value, value)}


def test_the_ledgers_hold(incident):
    out = StringIO()

    call_command("verify_ledger", stdout=out)

    assert out.getvalue().rstrip().endswith("Both ledgers hold.")
