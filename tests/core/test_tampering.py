"""Nine ways to tamper with the record: the application may do none, the owner is found out."""

from contextlib import suppress

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from tests.core.record import act, computed_again, faults, seal, unguarded, verdict
from tests.database import as_owner
from tests.statements import executed, selected_value

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

FORGED = """
insert into cases_auditentry (at, event, operation, outcome, code, kind, subjects, fields, xact)
values ('{at}', 'case.shown', 'show_case', 'done', '', 'staff', '[]', '[]', {xact})
"""
SWAP = """
do $$ declare a bigint; b bigint; begin
  select entry_id into a from cases_auditlink where seq = 2;
  select entry_id into b from cases_auditlink where seq = 3;
  update cases_auditlink set entry_id = 0 where seq = 2;
  update cases_auditlink set entry_id = a where seq = 3;
  update cases_auditlink set entry_id = b where seq = 2;
end $$
"""
OLDEST = "(select min(id) from cases_auditentry)"
NEWEST = "(select max(seq) from cases_auditlink)"
FORGED_WRITER = """
create or replace function app_staff() returns bigint language sql stable as 'select 1::bigint'
"""
BY_APPLICATION = {
    "edit": "update cases_auditentry set event = 'case.closed'",
    "delete in the middle": f"delete from cases_auditentry where id = {OLDEST}",
    "delete the tail": f"delete from cases_auditlink where seq = {NEWEST}",
    "insert": FORGED.format(at="2025-10-22", xact=1),
    "reorder": "update cases_auditlink set seq = -seq",
    "disable the trigger": "alter table cases_auditentry disable trigger only_added",
    "drop the writer": "drop function write_audit cascade",
    "truncate": "truncate cases_auditentry, cases_auditlink",
    "put back an older copy": "create table cases_auditentry_copy as table cases_auditentry; "
    "alter table cases_auditentry rename to cases_auditentry_new",
}


@pytest.fixture
def record(settings, tmp_path):
    """Six entries, linked and sealed."""
    settings.AUDIT_SEALS = str(tmp_path)
    act(SYSTEM, 6)
    seal()
    connection.close()


def test_the_application_role_cannot_tamper(record):
    done = []
    for way, statement in BY_APPLICATION.items():
        with suppress(DatabaseError), eyes(SYSTEM):
            executed(statement)
            done.append(way)

    assert done == []
    assert faults() == ""


def test_the_application_role_cannot_switch_triggers_off(record):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("set session_replication_role = replica")


def test_an_edit_by_the_owner_is_found(record):
    unguarded(f"update cases_auditentry set event = 'case.closed' where id = {OLDEST}")

    assert "it was changed" in faults()


@pytest.mark.parametrize("key", ["key", "null"], ids=["with its key", "as if forgotten"])
def test_an_entry_told_of_somebody_else_is_found(record, key):
    unguarded(
        f"update cases_auditentry set subjects = '[7]' where id = {OLDEST}",
        f"update cases_auditlink set key = {key} where entry_id = {OLDEST}",
    )

    assert "it was changed" in faults()


def test_an_edit_with_a_chain_that_fits_again_is_found_by_the_seal(record):
    unguarded("update cases_auditentry set event = 'case.closed'", computed_again())

    assert "it was rewritten" in faults()
    assert "it was changed" not in faults()


def test_an_entry_deleted_in_the_middle_is_found(record):
    unguarded(
        "with gone as (delete from cases_auditlink where seq = 3 returning entry_id) "
        "select set_config('tampering.gone', entry_id::text, true) from gone",
        "delete from cases_auditentry where id = current_setting('tampering.gone')::bigint",
    )

    assert "link 3 is missing: entries were removed" in faults()


def test_a_deletion_with_numbers_closed_up_is_found(record):
    unguarded(
        "delete from cases_auditlink where seq = 3",
        # In two steps: rows lie in any order, and one number is never there twice.
        "update cases_auditlink set seq = seq + 1000 where seq > 3",
        "update cases_auditlink set seq = seq - 1001 where seq > 1000",
        computed_again(),
    )

    found = faults()

    assert "it was rewritten" in found or "The record ends at link 5" in found
    assert "they were put in later" in found


def test_a_tail_deleted_after_a_seal_is_found(record):
    unguarded(
        "delete from cases_auditlink where seq > 4",
        "delete from cases_auditentry where id not in (select entry_id from cases_auditlink)",
    )

    assert "The record ends at link 4, but the seal of" in faults()


def test_an_entry_put_in_among_older_ones_is_found(record):
    as_owner([FORGED.format(at=timezone.now().isoformat(), xact=1)])
    seal()

    assert "1 entries stand outside the chain" in faults()


def test_an_entry_dated_before_a_seal_is_found(record):
    as_owner([FORGED.format(at="2025-10-22", xact="default")])
    act(SYSTEM)
    seal()

    assert "is dated 2025-10-22" in faults()


def test_entries_in_another_order_are_found(record):
    unguarded(SWAP)

    assert "it was changed" in faults()


GUARDS = [
    (
        "alter table cases_auditentry disable trigger only_added",
        "alter table cases_auditentry enable trigger only_added",
        "The triggers of cases_auditentry are not as this release has them",
    ),
    (
        "alter table cases_case disable trigger keep_version",
        "alter table cases_case enable trigger keep_version",
        "The triggers of cases_case are not as this release has them",
    ),
    (
        "alter function write_audit(text, text, text, text, bigint, bigint, jsonb, jsonb) "
        "rename to write_nothing",
        "alter function write_nothing(text, text, text, text, bigint, bigint, jsonb, jsonb) "
        "rename to write_audit",
        "jsonb,jsonb) is not there",
    ),
    (
        "create function write_audit(text) returns text language sql as 'select $1'",
        "drop function write_audit(text)",
        "The function write_audit(text) is not known to this release",
    ),
    (
        "create rule nothing as on insert to cases_auditentry do instead nothing",
        "drop rule nothing on cases_auditentry",
        "A rule rewrites",
    ),
    (
        "grant update (event) on cases_auditentry to public",
        "revoke update (event) on cases_auditentry from public",
        "The rights of cases_auditentry are not as this release has them",
    ),
]


def test_a_guard_that_is_down_is_found(record):
    for down, up, said in GUARDS:
        as_owner([down])
        try:
            found = faults()
        finally:
            connection.close()
            as_owner([up])
        assert said in found
    assert faults() == ""


def test_a_replaced_writer_is_found(record):
    text = selected_value("select pg_get_functiondef('app_staff'::regproc)")
    connection.close()
    as_owner([FORGED_WRITER])
    try:
        assert "The function app_staff() is not as this release has it" in faults()
    finally:
        connection.close()
        as_owner([text])


def test_an_emptied_record_is_found(record):
    unguarded("truncate cases_auditentry, cases_auditlink")

    assert "The record ends at link 0, but the seal of" in faults()


def test_an_older_copy_put_back_is_found_and_is_not_sealed_over(record):
    as_owner(
        [
            f"create table kept_{name} as table {name}"
            for name in ("cases_auditentry", "cases_auditlink")
        ]
    )
    try:
        act(SYSTEM, 3)
        seal()
        connection.close()
        unguarded(
            "truncate cases_auditentry, cases_auditlink",
            "insert into cases_auditentry select * from kept_cases_auditentry",
            "insert into cases_auditlink select * from kept_cases_auditlink",
        )
    finally:
        as_owner([f"drop table kept_{name}" for name in ("cases_auditlink", "cases_auditentry")])

    holds, said = verdict()

    assert not holds
    assert "The record ends at link 6" in said
    assert "covers 9" in said
    assert "an older copy of the database was put back" in said


def test_a_guard_that_is_gone_does_not_stop_the_proof(record):
    as_owner(["alter table cases_auditlink rename to cases_auditlink_hidden"])
    try:
        assert faults() == "The table cases_auditlink is gone."
    finally:
        connection.close()
        as_owner(["alter table cases_auditlink_hidden rename to cases_auditlink"])
