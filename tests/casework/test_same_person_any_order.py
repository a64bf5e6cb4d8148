"""Whatever is linked, recorded and undone, in any order: the ledgers hold and figures come back."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.casework.operations import (
    advance_case,
    hold_case,
    record_crossing,
    record_fact,
    record_stay,
    resume_case,
    unlink_same_person,
)
from cases.citizens.models import SamePerson
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.facts import When, replay
from cases.missions.queries import system_at
from tests.casework.linking import a_file, ledgers_hold, link
from tests.factories import IncidentFactory, MissionFactory
from tests.kept import once
from tests.register import fresh

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FILES = 4
BEGIN = datetime(2025, 11, 1, 12, tzinfo=UTC)
who = st.integers(0, FILES - 1)
ACTS = st.one_of(
    st.tuples(st.sampled_from(["advance", "hold", "resume"]), who, st.integers(0, 3)),
    st.tuples(st.sampled_from(["cross", "stay", "fact"]), who, st.integers(0, 3)),
    st.tuples(st.just("link"), who, who),
    st.tuples(st.just("undo"), who, st.integers(0, 3)),
)


class Course:
    """Some files of one person, and what is done with them, a quarter of an hour apart."""

    def __init__(self, actor, files):
        self.actor, self.files, self.clock = actor, files, BEGIN

    def do(self, name, number, more):
        """Do one act; where a rule refuses it nothing has happened."""
        self.clock += timedelta(minutes=15 * (more % 2))
        with suppress(Refused), replay(self.clock):
            getattr(self, name)(fresh(self.files[number]), more)

    def advance(self, case, _more):
        advance_case(self.actor, case)

    def hold(self, case, _more):
        hold_case(self.actor, case, reason="health")

    def resume(self, case, _more):
        resume_case(self.actor, case)

    def when(self, more):
        return When.at(self.clock - timedelta(hours=more))

    def cross(self, case, more):
        ways = {"from_country": "MM", "to_country": "TH", "source": "relative"}
        record_crossing(self.actor, case, when=self.when(more), **ways)

    def stay(self, case, more):
        record_stay(
            self.actor, case, kind="at", country="MM", when=self.when(more), source="mission"
        )

    def fact(self, case, more):
        said = {"stage": ["contacted", "verified", "ready", "departed"][more], "reason": "Told."}
        record_fact(self.actor, case, when=self.when(more), source="relative", **said)

    def link(self, case, other):
        link(self.actor, case.citizen, self.files[other].citizen)

    def undo(self, _case, more):
        links = list(SamePerson.objects.standing().order_by("-pk"))
        if links:
            unlink_same_person(self.actor, links[more % len(links)], reason="Two men.")

    def figures(self, known="infinity"):
        """Return where everybody and every case stands, as known at a moment."""
        incident = IncidentFactory().pk
        with connection.cursor() as cursor:
            cursor.execute(
                "select citizen_id, case_id, sex, country, place_id, holder_id, "
                "is_contradictory from figure_ways(%s, %s, %s) order by 1",
                [incident, self.clock, known],
            )
            people = cursor.fetchall()
            cursor.execute(
                "select case_id, stage, mission_id, held, outcome "
                "from figure_cases(%s, %s, %s) order by 1",
                [incident, self.clock, known],
            )
            return people, cursor.fetchall()


@once
def standing():
    with eyes(system_at(MissionFactory())) as actor, replay(BEGIN):
        return actor, [a_file(actor) for _one in range(FILES)]


@settings(max_examples=12)
@given(st.lists(ACTS, max_size=12), who, who, st.lists(ACTS, max_size=4))
def test_undone_nothing_is_otherwise_and_the_past_stays_as_it_was(
    standing, before, one, other, since
):
    clear = patch("cases.casework.same.judged.doubts", lambda *_args: ())
    actor, files = standing
    with clear, transaction.atomic(), eyes(actor):
        course = Course(actor, files)
        for act in before:
            course.do(*act)
        then, was = course.clock, course.figures()
        assert course.figures(then) == was
        course.clock += timedelta(minutes=15)
        count = SamePerson.objects.count()

        course.do("link", one, other)

        made = (
            SamePerson.objects.order_by("pk").last() if SamePerson.objects.count() > count else None
        )
        assert ledgers_hold()
        linked = course.figures()
        assert len(linked[1]) == len(was[1])
        assert course.figures(then) == was
        if made is not None:
            assert len(linked[0]) == len(was[0]) - 1
            course.clock += timedelta(minutes=15)
            with replay(course.clock):
                unlink_same_person(actor, made, reason="Two men.")
            assert ledgers_hold()
            assert course.figures() == course.figures(then) == was
        for act in since:
            course.do(*act)
        assert ledgers_hold()
        transaction.set_rollback(True)
