"""The second wall alone: raw queries as the application role, past every queryset."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from cases.casework.models import SealedPart, Step
from cases.casework.operations import add_note
from cases.citizens.models import Citizen, PossibleDouble
from cases.citizens.operations import declare_different
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.registry import DECLARED
from cases.core.walls import PROTECTED
from cases.incidents.operations import acknowledge_directive, put_plan
from cases.letters.operations import issue_letters
from cases.retention.models import RetentionRun
from cases.retention.operations.person import ask_anonymisation
from tests.database import kept_for_the_file
from tests.factories import IncidentFactory, head, headquarters, officer
from tests.incidents.orders import a_directive
from tests.letters.written import a_ready_case
from tests.matrix.claimed import claim_back
from tests.matrix.handed import hand_over
from tests.matrix.protected import protect
from tests.matrix.spent import spend
from tests.matrix.travelled import travel
from tests.register import a_case, a_citizen
from tests.statements import executed, selected, selected_value
from tests.world import ready
from tests.world_basis import a_report, a_request
from tests.world_exports import an_export
from tests.world_figures import DAY, a_snapshot
from tests.world_reconciliation import a_row_of_somebody
from tests.world_reports import linked as report_linked
from tests.world_retention import held_person
from tests.world_same import linked
from tests.world_sealed import at_border, began
from tests.world_ways import case_with_crossing

pytestmark = pytest.mark.django_db

# Receipts, drafts and saved views are the caller's own; notices, mails and reminders have tests of
# their own, and so have the links of the record, made after a transaction has ended. Reports of
# retention are for headquarters alone, see below, and so are people perhaps registered twice.
ELSEWHERE = {
    "cases_auditlink",
    "cases_receipt",
    "cases_draft",
    "cases_savedview",
    "cases_notice",
    "cases_outboxmail",
    "cases_possibledouble",
    "cases_reminder",
    "cases_retentionrun",
    "cases_retentionitem",
    # Of headquarters alone; see tests/publishing/test_balances.py.
    *("cases_figureclosing", "cases_figurebalance"),
    # Tell of accounts and of entries, of no case: see tests/core/test_walls_of_power.py.
    *("cases_administratorchange", "cases_configurationload"),
    # Headquarters' and what everybody may read: see tests/briefings/test_spokesperson.py.
    *("cases_briefing", "cases_briefingsheet"),
    *("cases_recount", "cases_recountedclock"),  # see tests/casework/test_recounts.py
    "cases_positionline",  # see tests/incidents/test_position_lines.py
}
PERSONAL = [rule.table for rule in PROTECTED if rule.commands and rule.table not in ELSEWHERE]


def count(table):
    # Former values of reference data are for every member of staff, as the data itself is.
    of_others = "case_id is not null or citizen_id is not null or table_name ~ 'directive|plan$'"
    where = f" where {of_others}" if table == "cases_rowversion" else ""
    return selected_value(f"select count(*) from {table}{where}")


def counts():
    """Return how many rows of each table with personal data are seen."""
    return {table: count(table) for table in PERSONAL}


def execute(statement, values=None):
    executed(statement, values)


def void_behind_its_back(case):
    execute("update cases_transition set voided_at = recorded_at where case_id = %s", [case.pk])
    execute("set constraints all immediate")


@pytest.fixture(scope="module")
def full_case(django_db_setup, django_db_blocker):
    """A case of Bangkok with a row in every table, its directive and its plan; made once."""
    with kept_for_the_file(django_db_blocker):
        with django_db_blocker.unblock():
            actor = everything_of_a_case()
            connection.check_constraints()
        yield actor


def everything_of_a_case():
    actor = head()
    for operation in ("add_name", "add_contact_point", "add_identity_document", "add_relative"):
        declared = DECLARED[operation]
        target, json = ready(declared, actor)
        with eyes(actor):
            form = declared.form(actor, target, json=json)
            declared.operation(actor, target, **form.arguments())
    acts = (
        "void_crossing",
        "void_stay",
        "add_note",
        "log_contact",
        "record_statement",
        "set_safe_contact",
        "attach_file",
        "advance_case",
        "record_answer",
        "complete_step",
        "extend_share",
        "withdraw_transfer",
    )
    for operation in acts:
        declared = DECLARED[operation]
        target, json = ready(declared, actor)
        with eyes(actor):
            form = declared.form(actor, target, json=json)
            declared.operation(actor, target, **form.arguments())
    with eyes(actor):
        acknowledge_directive(actor, a_directive(), note="Read.")
        step = Step.objects.first()
        SealedPart.objects.create(
            case_id=step.case_id,
            step=step,
            restricted="money",
            content={"note": "Zebra"},
            recorded_at=timezone.now(),
        )
        put_plan(actor, incident=IncidentFactory(), text="x", review_on=date(2030, 1, 31))
        add_note(actor, step.case, text="Zebra", readers="money")
        began(at_border(), step.case, timedelta(minutes=1))
        a_report(actor)
        a_request(actor)
        declare_different(actor, a_citizen(actor), other=a_citizen(actor), reason="Cousins.")
        linked(actor)
        report_linked(actor)
        several = [a_ready_case(actor), a_case(actor)]
        issue_letters(actor, cases=several, letter="vb02", leave_out=True)
        a_row_of_somebody(actor)
        held_person(actor)
        ask_anonymisation(actor, a_citizen(actor), ground="wish")
        protect(actor, a_case(actor))
        spend(actor, a_case(actor))
        an_export(actor)
        claim_back(actor, a_case(actor), travel(actor)["movements"])
        hand_over(actor, a_case(actor))
    for known_at in (DAY, None):
        a_snapshot(known_at=known_at)
    return actor


def test_without_eyes_nothing_is_seen(full_case):
    with eyes(full_case):
        own = counts()

    assert min(own.values()) > 0, own
    assert counts() == dict.fromkeys(PERSONAL, 0)


def test_another_mission_sees_nothing(full_case):
    with eyes(officer(yangon=True)):
        assert counts() == dict.fromkeys(PERSONAL, 0)


FOR_FEW = {
    *("cases_fitnessfinding", "cases_handoverhealth", "cases_keepapart", "cases_vulnerability")
}
"""What an officer at headquarters does not see, or not all of it; see tests/casework/protection."""


def test_headquarters_sees_all(full_case):
    with eyes(full_case):
        own = counts()

    with eyes(headquarters()):
        seen = counts()
    assert {table for table, rows in seen.items() if rows < max(own[table], 1)} <= FOR_FEW


@pytest.mark.parametrize("table", ["cases_retentionrun", "cases_retentionitem"])
def test_reports_of_retention_are_seen_at_headquarters_alone(table, full_case):
    with eyes(SYSTEM):
        run = RetentionRun.objects.create(made_at=timezone.now(), as_of=date(2025, 11, 1))
        person = Citizen.objects.first()
        run.items.create(
            citizen=person,
            rule="x",
            reference="BKK-2025-00001",
            due_on=date(2025, 11, 1),
            state="due",
        )

    with eyes(headquarters()):
        assert count(table) == 1
    with eyes(full_case):
        assert count(table) == 0


def test_people_perhaps_registered_twice_are_seen_at_headquarters_alone(full_case):
    with eyes(SYSTEM):
        one, other = Citizen.objects.order_by("pk")[:2]
        PossibleDouble.objects.create(citizen=one, other=other, found_at=timezone.now())

    with eyes(headquarters()):
        assert count("cases_possibledouble") == 1
    with eyes(full_case):
        assert count("cases_possibledouble") == 0


@pytest.mark.parametrize("table", ["cases_case", "cases_citizen", "cases_transition"])
def test_another_mission_cannot_write(table, full_case):
    with eyes(officer(yangon=True)):
        assert executed(f"update {table} set id = id") == 0


def test_a_child_cannot_be_hung_on_a_record_out_of_sight(full_case):
    with eyes(full_case):
        case = a_case(full_case)
    with eyes(officer(yangon=True)), pytest.raises(DatabaseError), transaction.atomic():
        execute(
            "insert into cases_note (uuid, case_id, text, recorded_at)"
            " values (gen_random_uuid(), %s, 'x', now())",
            [case.pk],
        )


@pytest.mark.parametrize(
    "statement",
    [
        "insert into cases_auditentry (at, event, operation, outcome, code, kind, subjects, fields)"
        " values (now(), 'x', 'x', 'done', '', 'staff', '[]', '[]')",
        "update cases_auditentry set event = 'x'",
        "delete from cases_auditentry",
        "truncate cases_auditentry",
        "update cases_rowversion set old = '{}'",
        "delete from cases_rowversion",
        "update cases_referencecounter set last = 0",
        "delete from cases_case",
        "delete from cases_transition",
        "alter table cases_auditentry disable trigger all",
        "set session_replication_role = replica",
    ],
)
def test_the_record_cannot_be_tampered_with(statement, full_case):
    with eyes(full_case), pytest.raises(DatabaseError), transaction.atomic():
        execute(statement)


EDITED = {
    "bool": "not coalesce({0}, false)",
    "timestamptz": "coalesce({0}, now()) - interval '1 day'",
    "date": "coalesce({0}, current_date) - 1",
    "uuid": "gen_random_uuid()",
    "jsonb": "'[7]'",
    "_text": "array['x']",
    "_varchar": "array['x']",
    **dict.fromkeys(("int2", "int4", "int8"), "coalesce({0}, 0) + 1"),
    **dict.fromkeys(("text", "varchar"), "case when {0} = 'XX' then 'YY' else 'XX' end"),
}
"""Another value of a column, by its type."""
COLUMNS = """
select column_name, udt_name from information_schema.columns
where table_name = %s and column_name not in ('voided_at', 'void_reason')
  and is_generated = 'NEVER' and is_identity = 'NO'
"""


@pytest.mark.parametrize("table", ["cases_transition", "cases_crossing", "cases_stay"])
def test_no_column_of_a_fact_is_ever_edited(table, full_case):
    edited = []
    with eyes(full_case):
        case_with_crossing(full_case)
        for column, kind in selected(COLUMNS, [table]):
            value = EDITED[kind].format(column)
            with pytest.raises(DatabaseError) as refused, transaction.atomic():
                execute(f"update {table} set {column} = {value} where voided_at is null")
            if refused.value.__cause__.diag.constraint_name != "fact_never_edited":
                edited.append((column, str(refused.value)))

    assert edited == []


def test_a_case_row_cannot_leave_its_ledger(full_case):
    with eyes(full_case):
        case = a_case(full_case)

        with pytest.raises(DatabaseError), transaction.atomic():
            void_behind_its_back(case)
