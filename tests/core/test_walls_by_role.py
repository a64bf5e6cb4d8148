"""The second wall by role: whoever's role sees no people sees no row of them by any statement."""

import pytest
from django.db import connection

from cases.casework.models import Case
from cases.citizens.models import Citizen, CitizenSight
from cases.citizens.operations import declare_different
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.core.roles import GROUPS, SIGHTS, role_rows
from cases.core.walls import PROTECTED
from cases.letters.operations import issue_letters
from cases.missions.choices import MissionKind, Role
from cases.retention.operations.person import ask_anonymisation
from tests.database import kept_for_the_file
from tests.factories import MissionFactory, PostingFactory, head
from tests.files.kept import attached
from tests.letters.written import a_ready_case
from tests.matrix.claimed import claim_back
from tests.matrix.handed import hand_over
from tests.matrix.protected import protect
from tests.matrix.spent import spend
from tests.matrix.travelled import travel
from tests.register import a_case, a_citizen, fresh
from tests.statements import selected
from tests.world import every_operation, ready
from tests.world_basis import a_report
from tests.world_between import offered_by
from tests.world_exports import an_export
from tests.world_reception import at_gate, received_at
from tests.world_reconciliation import a_row_of_somebody
from tests.world_retention import held_person
from tests.world_same import linked

pytestmark = pytest.mark.django_db

BLIND = [role for role, row in role_rows().items() if "people" not in row.get("sees", ())]
OWN_OR_ANYBODYS = {
    *("cases_receipt", "cases_administratorchange", "cases_configurationload", "cases_recount")
}
"""What holds of a person only who sent what, and is read by the sender; what tells of accounts and
entries and of no person (`test_walls_of_power.py`)."""
PREPARED = {
    *("record_answer", "reopen_step", "correct_stay", "correct_crossing", "withdraw_transfer"),
    *("withdraw_name", "withdraw_contact_point", "withdraw_identity_document"),
    *("withdraw_relative", "report_progress", "extend_share", "mark_notice_read"),
    *("review_unsealing", "extend_rights_request", "unlink_report"),
}
COUNTED_BY_KIND = {"cases_auditentry", "cases_rowversion"}


def held(role, **mission):
    """The eyes of a role, at a mission."""
    return PostingFactory(role=role, mission=MissionFactory(**mission)).actor()


def counts(tables):
    """How many rows of each table the present eyes see."""
    with connection.cursor() as cursor:
        found = {}
        for table in tables:
            cursor.execute(f"select count(*) from {table}")
            (found[table],) = cursor.fetchone()
    return found


def one(statement, *values):
    row = selected(statement, values)[0]
    return row[0] if row else None


@pytest.fixture(scope="module")
def full_register(django_db_setup, django_db_blocker):
    """A mission's head and a case there, among rows in most tables; made once."""
    with kept_for_the_file(django_db_blocker):
        with django_db_blocker.unblock():
            made = a_full_register()
            connection.check_constraints()
        yield made


def a_full_register():
    actor = head()
    for declared in every_operation():
        if declared.name in PREPARED:
            ready(declared, actor)
    with eyes(actor):
        a_report(actor)
        declare_different(actor, a_citizen(actor), other=a_citizen(actor), reason="Cousins.")
        linked(actor)
        a_row_of_somebody(actor)
        held_person(actor)
        ask_anonymisation(actor, a_citizen(actor), ground="wish")
        case = a_case(actor)
        an_export(actor)
        protect(actor, case)
        several = [a_ready_case(actor), fresh(case)]
        issue_letters(actor, letter="vb02", cases=several, leave_out=True)
        attached(actor, case)
        spend(actor, case)
        claim_back(actor, fresh(case), travel(actor)["movements"])
        hand_over(actor, case)
        return actor, fresh(case)


@pytest.mark.parametrize("role", BLIND)
@pytest.mark.parametrize("mission", [{}, {"headquarters": True}], ids=["mission", "headquarters"])
def test_a_role_that_sees_no_people_sees_no_row_of_them(role, mission, full_register):
    owner, _case = full_register
    tables = [
        rule.table for rule in PROTECTED if rule.commands and rule.table not in OWN_OR_ANYBODYS
    ]
    with eyes(owner):
        filled = {table for table, count in counts(tables).items() if count}
    assert {table for table in tables if table not in filled} <= {
        *(
            "cases_auditlink",
            "cases_note",
            "cases_reminder",
            "cases_outboxmail",
            "cases_missionplan",
            "cases_sealedpart",
        ),
        *("cases_sealednote", "cases_contactentry", "cases_statement", "cases_safecontact"),
        *("cases_draft", "cases_savedview", "cases_retentionrun", "cases_retentionitem"),
        *("cases_possibledouble", "cases_recountedclock"),
        *("cases_figureclosing", "cases_figurebalance", "cases_snapshot"),
        *("cases_snapshotvalue", "cases_snapshotcase", "cases_briefing", "cases_briefingsheet"),
        *("cases_clock", "cases_directivereport", "cases_positionline", "cases_stepresult"),
    }

    with eyes(held(role, **mission)):
        seen = counts(table for table in tables if table not in COUNTED_BY_KIND)
        versions = one(
            "select count(*) from cases_rowversion "
            "where case_id is not null or citizen_id is not null"
        )

    assert set(seen.values()) == {0}
    assert versions == 0


def test_a_reception_officer_reads_no_row_of_the_file_of_whom_she_receives_by_any_statement():
    gate = at_gate()
    case = received_at(gate)[0]
    owner = head()
    tables = (
        *("cases_transition", "cases_note", "cases_step", "cases_inquiry", "cases_stepresult"),
        *("cases_sealedpart", "cases_clock", "cases_reminder", "cases_unsealing"),
        *("cases_letter", "cases_lettercontent", "cases_letterbatch"),
        *("cases_costline", "cases_deposit", "cases_undertaking", "cases_repayment"),
        *("cases_claimline", "cases_claimpayment", "cases_legcost"),
        *("cases_hostnote", "cases_seatchange", "cases_seatoverride"),
    )

    with eyes(owner):
        assert counts(tables)["cases_transition"] >= 3
    with eyes(gate):
        assert one("select stage from cases_case where id = %s", case.pk) == "arrived"
        assert set(counts(tables).values()) == {0}
        assert one("select current_setting('app.sees')") == "figures people published reference"


@pytest.mark.parametrize("role", BLIND)
def test_such_a_role_sees_nothing_through_the_first_wall_either(role, full_register):
    owner, _case = full_register

    for actor in (held(role), held(role, headquarters=True)):
        with eyes(owner):
            # The eyes are the owner's: only `visible_to` stands between.
            assert not Case.objects.visible_to(actor).exists()
            assert not Case.objects.own_of(actor).exists()
            assert not Citizen.objects.visible_to(actor).exists()
            assert not CitizenSight.objects.visible_to(actor).exists()


def test_an_auditor_reads_the_record_of_what_was_done_at_her_mission(full_register):
    owner, _case = full_register
    with eyes(head(yangon=True)) as other:
        a_case(other)

    with eyes(held("auditor")):
        assert AuditEntry.objects.filter(operation="open_case").exists()
        assert not AuditEntry.objects.exclude(mission_id=owner.mission_id).exists()
    with eyes(held("auditor", headquarters=True)):
        assert AuditEntry.objects.filter(mission_id=other.mission_id).exists()
    with eyes(held("spokesperson", headquarters=True)):
        assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("role", BLIND)
@pytest.mark.parametrize("mission", [{}, {"headquarters": True}], ids=["mission", "headquarters"])
def test_no_function_of_the_owner_tells_such_a_role_anything(role, mission, full_register):
    owner, case = full_register
    with eyes(owner):
        offer = offered_by(owner)[0]
    with eyes(held(role, **mission)) as actor:
        assert one("select owns_case(%s)", case.pk) is False
        assert one("select is_shared_now(%s)", case.pk) is False
        assert one("select may_count_incident(%s)", case.incident_id) is False
        assert one("select count(*) from incident_totals(%s)", case.incident_id) == 0
        lines = "select count(*) from incident_lines(%s, array[now()], array[now()])"
        assert one(lines, case.incident_id) == 0
        assert one("select take_references(%s, 2026, 1)", actor.mission_id) is None
        assert one("select answer_transfer(%s, 'withdrawn', 'x')", offer.pk) is None
        assert one("select unread_notices(%s, %s, %s)", owner.staff_id, owner.mission_id, "") == 0


def test_counting_what_waits_is_for_the_reader_alone():
    owner, other = head(), head(yangon=True)

    with eyes(other):
        asked = [owner.staff_id, owner.mission_id, "head_of_mission"]
        assert one("select unread_notices(%s, %s, %s)", *asked) == 0


def test_the_role_file_names_every_role_and_only_words_that_are_known():
    rows = role_rows()

    assert set(rows) == set(Role.values)
    assert {word for row in rows.values() for word in row.get("sees", ())} <= SIGHTS
    assert {group for row in rows.values() for group in row.get("groups", ())} <= GROUPS
    assert {kind for row in rows.values() for kind in row.get("at", ())} <= set(MissionKind.values)
