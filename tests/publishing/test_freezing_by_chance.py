"""Snapshots of a register that chance has led, at once and in parts."""

import pytest

from cases.core.context import eyes
from cases.core.facts import When
from cases.publishing import freezing_in_parts
from cases.publishing.figures import figures_of
from cases.publishing.freezing import faults_of
from cases.publishing.models import Snapshot
from tests.database import made_for_the_file
from tests.factories import IncidentFactory, headquarters
from tests.jobs import run_jobs
from tests.publishing.course import course
from tests.publishing.frozen import content, taken
from tests.publishing.wandering import Wandering
from tests.register import fresh
from tests.sweeps import IS_AUDIT

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", params=range(4 if IS_AUDIT else 2))
def moments(request, django_db_setup, django_db_blocker):
    """What is asked of a register that chance has led: any moment, as it is known at the end."""

    def wandered():
        with course() as actor:
            way = Wandering(actor, request.param)
            way.some(60)
            return When.at(min(way.any_moment(), way.moment)), When.at(way.moment)

    with made_for_the_file(django_db_blocker, wandered) as made:
        yield made


def test_says_what_the_figures_say_whatever_happened(moments):
    snapshot = taken(*moments)

    with eyes(headquarters()) as actor:
        figures = figures_of(actor, IncidentFactory(), snapshot.as_of, snapshot.known_at)
        frozen = dict(snapshot.values.filter(dimension="").values_list("figure", "count"))
    told = {
        "counted": figures.counted,
        "in-thailand": figures.table("country").count("TH"),
        "whereabouts-not-known": figures.table("country").count(""),
        "last-known-in-thailand": sum(row.count for row in figures.last_known if row.key == "TH"),
        "still-open": figures.cases - figures.table("stage").count("closed"),
    }
    assert {name: frozen[name] for name in told} == told


def test_the_parts_are_the_whole_whatever_happened(moments, monkeypatch):
    at_once = taken(*moments)
    monkeypatch.setattr(freezing_in_parts, "AT_ONCE", 0)
    monkeypatch.setattr(freezing_in_parts, "PEOPLE", 2)

    later = taken(*moments)

    assert later.frozen_at is None
    run_jobs()
    assert content(later) == content(at_once)
    with eyes(headquarters()):
        frozen = Snapshot.objects.get(pk=later.pk)
        assert frozen.frozen_at is not None
        assert faults_of(frozen) == faults_of(fresh(at_once)) == []
