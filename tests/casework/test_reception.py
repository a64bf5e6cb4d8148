"""A reception point sees who is on the way to it, for as long as that is so, and nobody else."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from cases.casework.models import Case, Note, Step
from cases.casework.operations import (
    add_note,
    hand_over_person,
    receive_person,
    set_reception_point,
)
from cases.citizens.models import Citizen
from cases.core import present
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.facts import When
from cases.missions.queries import system_at
from tests.api.calls import caller
from tests.casework.between import mission_of
from tests.factories import MissionFactory, head, headquarters
from tests.kept import once
from tests.register import a_case, fresh
from tests.statements import selected
from tests.web.session import log_in
from tests.world_reception import at_gate, reached

pytestmark = pytest.mark.django_db

OPENED = When(day=date(2026, 11, 2))


@once
def standing():
    """Return a case of Bangkok that is to be received at the gate, not ready yet."""
    point = mission_of(at_gate())
    with eyes(head()) as owner:
        case = a_case(owner, reported=OPENED)
        add_note(owner, fresh(case), text="Zebra-mark")
        return set_reception_point(owner, fresh(case), reception_point=point)


def seen(actor):
    """What an actor sees by both walls, and by the second alone."""
    with eyes(actor), connection.cursor() as cursor:
        cursor.execute("select count(*) from cases_case")
        (raw,) = cursor.fetchone()
        cursor.execute(
            "select count(*) from cases_name union all select count(*) from cases_citizen"
        )
        people = max(count for (count,) in cursor.fetchall())
        first = Case.objects.visible_to(actor).count()
        assert first == Case.objects.own_of(actor).count()
        assert Citizen.objects.visible_to(actor).count() == people
        return raw, first, people


def test_nobody_is_seen_before_being_ready_nor_at_another_gate(owner, case, gate):
    other = at_gate("TSN")

    before = seen(gate)
    with eyes(owner):
        reached(owner, case, "ready")

    assert before == (0, 0, 0)
    assert seen(gate) == (1, 1, 1)
    assert seen(other) == (0, 0, 0)


def test_sight_ends_some_days_after_the_handover_and_on_another_end_at_once(owner, case, gate):
    with eyes(owner):
        reached(owner, case, "arrived")
        today = timezone.now().astimezone(owner.clock).date()
        days_ago = today - timedelta(days=15)
        opened = fresh(case).opened_at.date()
        assert opened < days_ago
        reached(owner, case, "closed", on=days_ago, outcome="handed_over")

    assert seen(gate) == (0, 0, 0)


def test_a_person_who_died_on_the_way_is_no_longer_shown(owner, case, gate):
    with eyes(owner):
        reached(owner, case, "departed")
        reached(owner, case, "closed", outcome="died")

    assert seen(gate) == (0, 0, 0)


def test_the_gate_receives_and_hands_over_and_that_is_on_record_as_seen_there(owner, case, gate):
    with eyes(owner):
        reached(owner, case, "departed")
    with eyes(gate):
        receive_person(gate, fresh(case), when=When(day=date(2026, 11, 6)))
        hand_over_person(
            gate, fresh(case), to="Police of Nghệ An", when=When(day=date(2026, 11, 7))
        )

    with eyes(owner):
        row = fresh(case)
        last = row.transitions.order_by("-number").first()
        assert (row.stage, row.outcome, row.mission_id) == (
            "closed",
            "handed_over",
            owner.mission_id,
        )
        assert (last.source, last.source_detail) == ("home_authority", "NBA")
        assert "Police of Nghệ An" in last.reason


def test_the_arrival_comes_before_the_handover(owner, case, gate):
    with eyes(owner):
        reached(owner, case, "departed")

    with eyes(gate), pytest.raises(Refused) as refusal:
        hand_over_person(gate, fresh(case), to="Police", when=When(day=date(2026, 11, 6)))

    assert (refusal.value.status, refusal.value.code) == (409, "not_arrived")


def test_the_gate_reads_no_note_and_no_step_on_any_surface(client, owner, case, gate):
    with eyes(owner):
        reached(owner, case, "departed")
    log_in(client, gate)
    number = case.reference

    statuses = {
        address: client.get(address).status_code
        for address in (
            f"/cases/{number}/history/",
            "/board/",
            "/transfers/",
            "/admin/cases/step/",
            "/admin/cases/note/",
            "/cases/new/",
            f"/cases/{number}/close/",
        )
    }
    below = [caller(gate).get(f"/api/v1/cases/{number}/{name}/") for name in ("notes", "steps")]
    page = client.get(f"/cases/{number}/")
    arrivals = client.get("/cases/")

    assert set(statuses.values()) == {403}, statuses
    assert {answer.status_code for answer in below} == {403}
    assert (page.status_code, arrivals.status_code) == (200, 200)
    assert "Zebra-mark" not in page.text
    assert "Record the arrival" in page.text
    assert "Arriving here" in arrivals.text
    assert number in arrivals.text
    with eyes(gate), connection.cursor() as cursor:
        assert not Note.objects.exists()
        assert not Step.objects.visible_to(gate).exists()
        cursor.execute("select count(*) from cases_rowversion where case_id is not null")
        assert cursor.fetchone() == (0,)


def test_no_mission_makes_itself_a_reception_point(owner, case):
    with (
        eyes(owner),
        pytest.raises(DatabaseError, match="receives nobody"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "update cases_case set reception_point_id = %s where id = %s",
            [owner.mission_id, case.pk],
        )


def test_only_a_reception_point_can_be_chosen(owner, case):
    with eyes(owner), pytest.raises(Refused) as refusal:
        set_reception_point(owner, fresh(case), reception_point=MissionFactory(yangon=True))

    assert refusal.value.code == "not_a_reception_point"


def test_the_system_sees_to_sights_that_are_proved(owner, case, gate):
    with eyes(owner):
        reached(owner, case, "ready")
    with eyes(system_at(MissionFactory())):
        assert selected(
            "select until is not null, may_write from cases_citizensight where mission_id = %s",
            [gate.mission_id],
        ) == [(True, True)]
    assert seen(headquarters())[0] == 1


def test_at_the_gate_the_page_begins_with_today_and_other_systems_name_the_day(
    client, owner, case, gate
):
    with eyes(owner):
        reached(owner, case, "ready")
    address = f"/cases/{case.reference}/receive/"

    page = log_in(client, gate).get(address)
    asked = caller(gate).post(
        f"/api/v1{address}", {}, content_type="application/json", headers={"If-Match": "*"}
    )

    today = present.today(gate.zone)
    assert f'name="when_day" value="{today:%Y-%m-%d}"' in page.text
    assert 'name="when_time" value=' not in page.text
    assert asked.status_code == 422
    assert [row["code"] for row in asked.json()["problems"]] == ["required"]


@pytest.mark.parametrize("days_ago", [0, 20])
def test_after_a_handover_the_list_of_who_arrives_is_shown_however_long_ago_it_was(
    client, owner, case, gate, days_ago
):
    today = timezone.now().astimezone(gate.clock).date()
    with eyes(owner):
        reached(owner, case, "arrived", today - timedelta(days=21))
    sent = {"to": "Family", "when_day": f"{today - timedelta(days=days_ago)}", "_key": "k"}

    done = log_in(client, gate).post(f"/cases/{case.reference}/hand-over/", sent, follow=True)

    assert (done.status_code, done.request["PATH_INFO"]) == (200, "/cases/")
    assert "The handover is recorded." in done.text
