"""Snapshots: frozen figures with the cases behind each number, reproduced and proved later."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from cases.casework.operations import record_fact, void_crossing
from cases.citizens.operations import correct_citizen
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.facts import When, replay
from cases.core.partial import PartialDate
from cases.publishing.difference import changes, moved
from cases.publishing.freezing import faults_of, wrong_snapshots
from cases.publishing.models import Snapshot, SnapshotCase, SnapshotValue
from cases.publishing.operations import take_snapshot, withdraw_snapshot
from tests.database import as_owner
from tests.factories import IncidentFactory, headquarters, officer
from tests.publishing.course import at, course, crossed, day, opened, stayed
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def taken(as_of=None, known_at=None, **values):
    """A snapshot taken by headquarters now."""
    said = {"title": "Invented", "as_of": as_of or day(22), "known_at": known_at} | values
    with eyes(headquarters()) as actor:
        return take_snapshot(actor, incident=IncidentFactory(), **said)


def value(snapshot, figure, dimension="", key=""):
    with eyes(headquarters()):
        row = SnapshotValue.objects.filter(
            snapshot=snapshot, figure=figure, dimension=dimension, key=key
        )
        return row.values_list("count", flat=True).first()


def faults(snapshot):
    with eyes(headquarters()):
        return faults_of(Snapshot.objects.get(pk=snapshot.pk))


def test_keeps_every_figure_with_the_cases_behind_it():
    with course() as actor:
        woman = opened(actor, at(20), sex="f")
        crossed(actor, woman, at(21), at(21))
        opened(actor, at(20))

    snapshot = taken()

    assert snapshot.number == 1
    assert (value(snapshot, "counted"), value(snapshot, "in-thailand")) == (2, 1)
    assert value(snapshot, "in-thailand", "sex", "f") == 1
    assert value(snapshot, "returned-home") == 0
    with eyes(headquarters()):
        row = SnapshotCase.objects.get(snapshot=snapshot, case=woman)
    assert {"counted", "in-thailand", "in-thailand/sex/f"} <= set(row.cells)
    assert faults(snapshot) == []


def test_stays_what_it_was_when_more_is_known():
    with course() as actor:
        case = opened(actor, at(20))
        crossing = crossed(actor, case, at(21), at(21))
    before = taken(known_at=day(22))
    with course() as actor, replay(at(25)):
        void_crossing(actor, type(case).objects.get(pk=case.pk), crossing=crossing, reason="-")
        correct_citizen(actor, case.citizen, changes={"sex": "f"})

    again = taken(known_at=day(22))

    assert value(before, "in-thailand") == value(again, "in-thailand") == 1
    assert value(taken(), "in-thailand") == 0
    assert faults(before) == faults(again) == []


def test_a_minor_stays_one_as_it_was_known():
    with course() as actor:
        case = opened(actor, at(20))
        with replay(at(21)):
            person = correct_citizen(
                actor, case.citizen, changes={"birth": PartialDate(date(2010, 1, 1), "day")}
            )
        known_young = taken(known_at=day(22))
        with replay(at(23)):
            correct_citizen(actor, person, changes={"birth": PartialDate(date(1990, 1, 1), "day")})

    assert value(known_young, "minors") == 1
    assert value(taken(), "minors") == 0
    assert faults(known_young) == []


def test_is_withdrawn_once_with_a_reason():
    with course() as actor:
        opened(actor, at(20))
    snapshot = taken()
    with eyes(headquarters()) as actor:
        gone = withdraw_snapshot(actor, Snapshot.objects.get(pk=snapshot.pk), reason="Too early.")
        with pytest.raises(Refused) as refused:
            withdraw_snapshot(actor, Snapshot.objects.get(pk=snapshot.pk), reason="Again.")

    assert gone.withdraw_reason == "Too early."
    assert (refused.value.status, refused.value.code) == (409, "snapshot_withdrawn")


def test_refuses_a_moment_that_lies_ahead():
    assert refused(taken, as_of=When(day=date(2099, 1, 1))) == (422, "moment_ahead")


def test_a_mission_takes_none():
    with eyes(officer()) as actor, pytest.raises(Refused) as refused:
        take_snapshot(actor, incident=IncidentFactory(), title="-", as_of=day(22))

    assert refused.value.status == 403


def test_a_mission_reads_open_totals_of_whole_days_and_its_own_cases_alone():
    with course() as actor:
        opened(actor, at(20))
    with course(code="RGN", country="MM", zone="Asia/Yangon") as actor:
        opened(actor, at(20))
    whole, of_a_moment = taken(known_at=day(22)), taken(as_of=When.at(at(22, 9)))
    with eyes(officer()) as actor:
        assert set(Snapshot.objects.all()) == {whole, of_a_moment}
        values = SnapshotValue.objects.all()
        assert {row.snapshot_id for row in values} == {whole.pk}
        assert {row.figure for row in values} >= {"counted", "in-thailand"}
        assert not {row.dimension for row in values} - {""}
        assert not {"in-host-custody", "returned-home", "minors"} & {row.figure for row in values}
        assert SnapshotCase.objects.filter(snapshot=whole).count() == 1
        assert set(SnapshotValue.objects.visible_to(actor)) == set(values)
    with eyes(officer(code="VTE", country="LA")):
        assert not Snapshot.objects.exists()
        assert not SnapshotCase.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "update cases_snapshot set title = 'x'",
        "update cases_snapshotvalue set count = 1",
        "update cases_snapshotcase set cells = '{}'",
        "delete from cases_snapshotcase",
    ],
)
def test_nobody_edits_what_is_frozen(statement):
    with course() as actor:
        opened(actor, at(20))
    taken()
    with (
        eyes(headquarters()),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_the_proof_finds_whatever_was_changed():
    with course() as actor:
        opened(actor, at(20))
    snapshot = taken()
    name = f"{IncidentFactory().code} 1"
    assert wrong_snapshots(1, snapshot.pk) == []

    as_owner(["update cases_snapshotvalue set count = 7 where figure = 'counted'"])
    assert wrong_snapshots(1, snapshot.pk) == [f"{name} (values)"]
    as_owner(["update cases_snapshotcase set cells = array['counted']"])
    assert wrong_snapshots(1, snapshot.pk) == [f"{name} (digest, values, ledgers)"]


def test_the_difference_of_two_says_who_and_why():
    with course() as actor:
        went = opened(actor, at(20))
        late = opened(actor, at(20))
        wrong = opened(actor, at(20))
        told = opened(actor, at(20))
        mistaken = crossed(actor, wrong, at(21), at(21))
        earlier_known = day(22)
    earlier = taken(as_of=day(22), known_at=earlier_known)
    with course() as actor:
        crossed(actor, went, at(24), at(23))
        crossed(actor, late, at(24), at(21))
        with replay(at(24)):
            void_crossing(
                actor, type(wrong).objects.get(pk=wrong.pk), crossing=mistaken, reason="-"
            )
            record_fact(
                actor,
                type(told).objects.get(pk=told.pk),
                stage="closed",
                outcome="own_means",
                when=When.at(at(23)),
                source="citizen",
                reason="She called.",
            )
    later = taken(as_of=day(24), known_at=day(24))
    with eyes(headquarters()) as actor:
        found = {
            (row.case_id, row.cell): (row.how, row.why) for row in moved(actor, earlier, later)
        }
        totals = {row.cell: (row.before, row.after) for row in changes(actor, earlier, later)}
    assert found[went.pk, "in-thailand"] == ("came", "happened")
    assert found[late.pk, "in-thailand"] == ("came", "learnt")
    assert found[wrong.pk, "in-thailand"] == ("left", "put_right")
    assert found[told.pk, "still-open"] == ("left", "happened")
    assert totals["in-thailand"] == (1, 2)
    with eyes(officer(code="VTE", country="LA")) as stranger:
        assert moved(stranger, earlier, later) == []


@pytest.mark.django_db(transaction=True)
def test_one_of_the_time_when_a_day_came_last_is_not_held_against_the_order_of_now():
    with course() as actor:
        case = opened(actor, at(20))
        crossed(actor, case, at(21), at(21, 6))
        stayed(actor, case, at(21), day(21), country="TH")
    snapshot = taken()
    as_owner([f"update cases_snapshotcase set cells = '{{}}' where case_id = {case.pk}"])
    of_now = faults(snapshot)
    as_owner([f"update cases_snapshot set by_last_instants = true where id = {snapshot.pk}"])

    assert of_now == ["digest", "values", "ledgers"]
    assert faults(snapshot) == ["digest", "values"]
