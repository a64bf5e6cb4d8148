"""The second wall between missions: raw statements as the application role, past every queryset."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from cases.casework.operations import accept_transfer, end_share, share_case, withdraw_transfer
from cases.core.context import eyes
from cases.core.facts import replay
from cases.missions.queries import system_at
from tests.casework.between import accepted, case_of, mission_of, offered, shared
from tests.factories import IncidentFactory, officer
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db

OF_PERSON = ("cases_citizen", "cases_name", "cases_crossing", "cases_stay", "cases_contactpoint")
OF_CASE = ("cases_case", "cases_transition", "cases_note")
NAME = """
insert into cases_name (uuid, recorded_at, withdraw_reason, citizen_id, kind, value, script,
  source_detail)
values (gen_random_uuid(), now(), '', %s, 'alias', 'x', 'latin', '')
"""
NOTE = """
insert into cases_note (uuid, case_id, text, recorded_at)
values (gen_random_uuid(), %s, 'x', now())
"""
CASE = """
insert into cases_case (reference, citizen_id, incident_id, mission_id, mission_ids, stage, held,
  hold_reason, outcome, report_source, summary, opened_at, position_at, recorded_at, rows, version)
values ('BKK-2099-99999', %s, %s, %s, '{}', 'reported', false, '', '', 'list', '', now(), now(),
  now(), 0, 1)
"""
SHARE = """
insert into cases_share (uuid, reference, case_id, owner_id, to_mission_id, operations, until,
  reason, granted_at, revoke_reason, version)
values (gen_random_uuid(), 'x', %s, %s, %s, '{add_note}', now() + interval '9 days', 'x', now(),
  '', 1)
"""
TRANSFER = """
insert into cases_transfer (uuid, case_id, reference, from_mission_id, to_mission_id, summary,
  status, offered_at, answered_at, answer, version)
values (gen_random_uuid(), %s, 'x', %s, %s, 'x', %s, now(), %s, '', 1)
"""


@pytest.fixture
def case(yangon):
    return case_of(yangon)


def run(statement, *values):
    """Run a statement; return the rows it found or how many it wrote."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def count(table):
    return run(f"select count(*) from {table}")[0][0]


def is_refused(statement, *values, match="row-level|permission|not changed|hands"):
    with pytest.raises(DatabaseError, match=match), transaction.atomic():
        run_to_the_end(statement, *values)


def run_to_the_end(statement, *values):
    """Run a statement and what a commit would check."""
    run(statement, *values)
    run("set constraints all immediate")


def everything(case):
    """How many rows of the person and the case these eyes find."""
    return sum(count(table) for table in (*OF_PERSON, *OF_CASE))


def test_a_share_is_seen_through_and_its_end_bites_at_once(bangkok, yangon, case):
    share = shared(yangon, bangkok, case)
    with eyes(bangkok):
        assert count("cases_case") == count("cases_citizen") == count("cases_transition") == 1

    with eyes(yangon):
        end_share(yangon, share)

    with eyes(bangkok):
        assert everything(case) == 0


def test_an_expired_share_shows_nothing(bangkok, yangon):
    system = system_at(mission_of(yangon))
    with eyes(system), replay(datetime.now(UTC) - timedelta(days=100)):
        case = a_case(system)
        share_case(
            system, case, mission=mission_of(bangkok), days=90, reason="-", operations=["add_note"]
        )

    with eyes(bangkok):
        assert everything(case) == 0
        assert run("update cases_case set summary = 'x'") == 0
        is_refused(NOTE, case.pk)
        is_refused(NAME, case.citizen_id)


def test_a_share_to_read_lets_no_child_be_added_or_changed(bangkok, yangon, case):
    shared(yangon, bangkok, case)

    with eyes(bangkok):
        is_refused(NOTE, case.pk)
        is_refused(NAME, case.citizen_id)
        for table in ("cases_case", "cases_citizen"):
            assert run(f"update {table} set version = version") == 0
        assert run("update cases_transition set voided_at = now()") == 0


def test_a_share_to_read_cannot_be_widened_by_its_holder(bangkok, yangon, case):
    shared(yangon, bangkok, case)

    with eyes(bangkok):
        assert run("update cases_share set operations = '{add_note}'") == 0
        assert run("update cases_share set until = until + interval '1 day'") == 0
        is_refused(SHARE, case.pk, bangkok.mission_id, bangkok.mission_id)
        is_refused(SHARE, case.pk, yangon.mission_id, bangkok.mission_id)
        is_refused("update cases_citizensight set may_write = true")
        is_refused(
            "insert into cases_citizensight (citizen_id, mission_id, may_write)"
            " values (%s, %s, true)",
            case.citizen_id,
            bangkok.mission_id,
        )


def test_a_share_to_write_gives_no_case_and_no_person_away(bangkok, yangon, case):
    shared(yangon, bangkok, case, "add_note", "add_name")
    incident = IncidentFactory(code="2025-11-other")

    with eyes(bangkok):
        assert run(NOTE, case.pk) == 1
        assert run(NAME, case.citizen_id) == 1
        is_refused("update cases_case set mission_id = %s", bangkok.mission_id)
        is_refused("update cases_citizen set registered_by_id = %s", bangkok.mission_id)
        is_refused(CASE, case.citizen_id, incident.pk, bangkok.mission_id)


def test_a_share_to_write_is_no_way_to_share_on(bangkok, yangon, case):
    third = officer(code="VTE", country="LA")
    shared(yangon, bangkok, case, "add_note")

    with eyes(bangkok):
        for owner in (bangkok, yangon):
            is_refused(SHARE, case.pk, owner.mission_id, third.mission_id)


def test_not_even_the_owner_hands_a_case_over_by_itself(bangkok, yangon, case):
    with eyes(yangon):
        is_refused("update cases_case set mission_id = %s", bangkok.mission_id)


def test_an_offer_opens_nothing(bangkok, yangon, case):
    offered(yangon, bangkok, case)

    with eyes(bangkok):
        assert count("cases_transfer") == 1
        assert everything(case) == 0
        is_refused(NOTE, case.pk)
        for table in ("cases_auditentry", "cases_rowversion"):
            assert run(f"select count(*) from {table} where case_id is not null") == [(0,)]


def test_nobody_writes_an_answer_by_hand(bangkok, yangon, case):
    offered(yangon, bangkok, case)

    for actor in (bangkok, yangon):
        with eyes(actor):
            is_refused("update cases_transfer set status = 'accepted', answered_at = now()")
            is_refused("update cases_transfer set to_mission_id = %s", actor.mission_id)
            is_refused("delete from cases_transfer")


def test_an_offer_is_made_of_an_own_case_only_and_never_answered_at_once(bangkok, yangon, case):
    ours, theirs = bangkok.mission_id, yangon.mission_id

    with eyes(bangkok):
        is_refused(TRANSFER, case.pk, theirs, ours, "offered", None)
        is_refused(TRANSFER, case.pk, ours, theirs, "offered", None)
    with eyes(yangon):
        is_refused(TRANSFER, case.pk, theirs, ours, "accepted", "2025-11-01")


def answer(transfer, status):
    return run("select answer_transfer(%s, %s, '')", transfer.pk, status)[0][0]


@pytest.mark.parametrize("status", ["accepted", "rejected"])
def test_the_function_answers_for_the_receiver_alone(bangkok, yangon, case, status):
    transfer = offered(yangon, bangkok, case)

    for actor in (yangon, officer(code="VTE", country="LA")):
        with eyes(actor):
            assert answer(transfer, status) is None
    assert answer(transfer, status) is None
    with eyes(yangon):
        assert fresh(transfer).status == "offered"


def test_the_function_withdraws_for_the_sender_alone(bangkok, yangon, case):
    transfer = offered(yangon, bangkok, case)

    with eyes(bangkok):
        assert answer(transfer, "withdrawn") is None
        assert fresh(transfer).status == "offered"


@pytest.mark.parametrize("status", ["offered", "", "closed"])
def test_the_function_knows_no_other_answer(bangkok, yangon, case, status):
    transfer = offered(yangon, bangkok, case)

    for actor in (bangkok, yangon):
        with eyes(actor):
            assert answer(transfer, status) is None


def test_the_function_answers_once(bangkok, yangon, case):
    transfer = offered(yangon, bangkok, case)
    with eyes(yangon):
        withdraw_transfer(yangon, transfer, reason="-")

    with eyes(bangkok):
        assert answer(transfer, "accepted") is None
        assert count("cases_case") == 0


def test_accepting_without_the_row_of_the_ledger_does_not_stand(bangkok, yangon, case):
    transfer = offered(yangon, bangkok, case)

    with eyes(bangkok):
        is_refused("select answer_transfer(%s, 'accepted', '')", transfer.pk)
        assert count("cases_case") == 0


def test_the_moment_of_a_takeover_is_changed_by_who_took_the_case_and_has_it(bangkok, yangon, case):
    transfer, vientiane = offered(yangon, bangkok, case), officer(code="VTE", country="LA")
    when = "select correct_taken_over(%s, '2025-11-01', '2025-11-02')"

    with eyes(bangkok):
        is_refused(when, transfer.pk)
        accept_transfer(bangkok, transfer)
    for actor in (yangon, vientiane):
        with eyes(actor):
            is_refused(when, transfer.pk)
    with eyes(bangkok):
        run(when, transfer.pk)
        assert fresh(transfer).taken_over_at.day == 2


def test_a_mission_learns_of_a_case_only_whether_it_is_its_own(bangkok, yangon, case):
    for actor, answered in ((bangkok, False), (yangon, True)):
        with eyes(actor):
            assert run("select owns_case(%s), owns_case(0)", case.pk) == [(answered, False)]
    assert run("select owns_case(%s)", case.pk) == [(False,)]


def test_the_former_owner_keeps_no_pen_on_the_case(bangkok, yangon, case):
    taken = accepted(yangon, bangkok, case)

    with eyes(yangon):
        assert count("cases_case") == count("cases_transition") == 0
        is_refused(NOTE, taken.pk)


def test_a_mission_sees_its_own_sights_only(bangkok, yangon, case):
    shared(yangon, bangkok, case)

    for actor in (bangkok, yangon):
        with eyes(actor):
            assert run("select distinct mission_id from cases_citizensight") == [
                (actor.mission_id,)
            ]
