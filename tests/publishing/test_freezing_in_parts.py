"""Snapshots of large incidents: cases listed part by part, the same as in one look, then closed."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from cases.casework.operations import advance_case
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.publishing import freezing_in_parts
from cases.publishing.difference import changes
from cases.publishing.freezing import faults_of
from cases.publishing.models import Snapshot
from tests.api.calls import caller
from tests.briefings.drafts import approved, drafted
from tests.database import as_owner
from tests.factories import headquarters
from tests.jobs import run_jobs
from tests.publishing.course import at, course, crossed, day, opened
from tests.publishing.frozen import content, taken
from tests.refusals import refused
from tests.register import fresh
from tests.web.session import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_parts(monkeypatch):
    """Every incident is large, and each part is one person."""
    monkeypatch.setattr(freezing_in_parts, "AT_ONCE", 0)
    monkeypatch.setattr(freezing_in_parts, "PEOPLE", 1)


def test_what_happens_while_cases_are_listed_changes_nothing(in_parts):
    with course() as actor:
        cases = [opened(actor, at(20)) for _number in range(3)]
    snapshot = taken(day(20), day(20))
    with eyes(headquarters()):
        row = Snapshot.objects.select_related("incident").get(pk=snapshot.pk)
        last = freezing_in_parts.freeze_some(row, 0, seconds=0)
    with course() as actor:
        crossed(actor, fresh(cases[2]), at(22), at(21))
        advance_case(actor, fresh(cases[1]))
        opened(actor, at(21))

    with eyes(headquarters()):
        assert last == cases[0].citizen_id
        last = freezing_in_parts.freeze_some(row, last, seconds=60)
        assert last > cases[2].citizen_id, "somebody who came since is looked at as well"
        assert freezing_in_parts.freeze_some(row, last, seconds=60) is None
    values, cells = content(snapshot)
    assert set(cells) == {case.pk for case in cases}
    assert values["counted"] == 3
    assert values["in-thailand"] == 0


def test_until_then_it_is_of_no_use_and_says_so(in_parts):
    with course() as actor:
        opened(actor, at(20))
    earlier = taken()
    run_jobs()
    later = taken()
    with eyes(headquarters()) as actor, pytest.raises(Refused) as refused:
        changes(actor, fresh(earlier), later)
    client = logged_in(headquarters())

    shown = client.get(reverse("snapshot_detail", args=[later.uuid]))
    listed = client.get(reverse("snapshot_list", args=[later.incident.code]))
    answered = caller(headquarters()).get(f"/api/v1/snapshots/{later.uuid}/").json()

    assert (refused.value.status, refused.value.code) == (409, "snapshot_being_frozen")
    assert "still being listed" in shown.text
    assert "still being listed" in listed.text
    assert (answered["frozen_at"], answered["digest"], answered["values"]) == (None, None, [])
    assert answered["progress"]["state"] == "running"
    run_jobs()
    shown = client.get(reverse("snapshot_detail", args=[later.uuid]))
    answered = caller(headquarters()).get(f"/api/v1/snapshots/{later.uuid}/").json()
    assert answered["progress"]["state"] == "done"
    assert "still being listed" not in shown.text
    assert "Digest" in shown.text


def test_a_briefing_is_approved_once_the_cases_behind_it_are_listed(in_parts):
    with course() as actor:
        opened(actor, at(20))
    briefing = drafted()

    assert refused(approved, briefing) == (409, "snapshot_being_frozen")
    run_jobs()
    assert approved(briefing).edition == 1


@pytest.mark.parametrize(
    "statement",
    [
        "update cases_snapshot set digest = 'x'",
        "update cases_snapshot set digest = '', frozen_at = null",
        "insert into cases_snapshotvalue (snapshot_id, figure, dimension, key, count, is_open)"
        " select id, 'in-laos', '', '', 1, false from cases_snapshot",
        "insert into cases_snapshotcase (snapshot_id, case_id, cells)"
        " select snapshot.id, other.id, array['counted']"
        " from cases_snapshot as snapshot, cases_case as other"
        " where other.id not in (select case_id from cases_snapshotcase)",
    ],
)
def test_nothing_is_added_to_what_is_frozen(statement):
    with course() as actor:
        opened(actor, at(20))
    taken()
    with course() as actor:
        opened(actor, at(21))
    with (
        eyes(headquarters()),
        pytest.raises(DatabaseError, match=r"frozen|row-level security"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_the_proof_names_one_that_was_never_finished(in_parts):
    with course() as actor:
        opened(actor, at(20))
    snapshot = taken()
    with eyes(headquarters()):
        assert faults_of(Snapshot.objects.get(pk=snapshot.pk)) == []

    as_owner(
        [
            "update cases_snapshot set taken_at = taken_at - interval '2 hours',"
            " known_at = known_at - interval '2 hours'"
        ]
    )

    with eyes(headquarters()):
        assert faults_of(Snapshot.objects.get(pk=snapshot.pk)) == ["unfrozen"]
