"""`manage.py verify_ledger` finds what was broken behind the operations' back."""

import re
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cases.casework.operations import (
    accept_transfer,
    advance_case,
    correct_crossing,
    hold_case,
    offer_transfer,
    record_fact,
    share_case,
    void_case,
)
from cases.core.facts import When, replay
from cases.publishing.proofs import PROOFS
from tests.database import as_owner
from tests.factories import MissionFactory, PlaceFactory
from tests.publishing.course import at, course, crossed, day, opened, stayed
from tests.register import fresh

AT_ONCE = "set constraints all immediate"
"""A table with pending checks of constraints cannot be altered."""


def a_register():
    """Cases with late news, a hold, corrections, a void one, and one that went to Yangon."""
    with course() as actor:
        case = opened(actor, at(20))
        with replay(at(22)):
            advance_case(actor, fresh(case))
            hold_case(actor, fresh(case), reason="health")
            record_fact(
                actor,
                fresh(case),
                stage="ready",
                when=When.at(at(21)),
                source="mission",
                reason="As told.",
            )
        crossing = crossed(actor, case, at(23), day(21))
        stayed(actor, case, at(23), day(22), place=PlaceFactory())
        stayed(actor, case, at(24), at(24), kind="left")
        with replay(at(25)):
            correct_crossing(
                actor, fresh(case), crossing=crossing, reason="-", changes={"manner": "swim"}
            )
        void = opened(actor, at(25))
        with replay(at(26)):
            void_case(actor, fresh(void), reason="Wrong number.")
        moved = opened(actor, at(25))
        yangon = MissionFactory(yangon=True)
        with replay(at(26)):
            share_case(actor, fresh(moved), mission=yangon, days=9, reason="Kin.")
            transfer = offer_transfer(actor, fresh(moved), mission=yangon, summary="Held.")
    with course(yangon=True) as receiver, replay(at(27)):
        accept_transfer(receiver, fresh(transfer))
        share_case(
            receiver,
            fresh(moved),
            mission=MissionFactory(),
            days=9,
            reason="-",
            operations=["add_note"],
        )
    return str(case.citizen.uuid)


def verify(*arguments):
    out = StringIO()
    try:
        call_command("verify_ledger", *arguments, stdout=out)
    except CommandError as fault:
        return out.getvalue(), str(fault)
    return out.getvalue(), ""


@pytest.mark.django_db
def test_a_register_kept_by_operations_holds():
    a_register()

    told, fault = verify("--chunk", "1")

    assert fault == ""
    assert "the case stands where its ledger ends" in told
    assert "3 cases" in told
    assert "9 entries" in told
    assert told.rstrip().endswith("Both ledgers hold.")


BREAKING = {
    "each row takes the case out": ("cases_transition", "from_stage = 'arrived' where number = 4"),
    "each row leads where": ("cases_transition", "changes = '{}' where kind = 'advance'"),
    "the case stands where": ("cases_case", "stage = 'departed' where stage <> ''"),
    "copies repeat": ("cases_transition", "copied_from_id = id where copied_from_id is not null"),
    "rows are numbered": ("cases_case", "rows = rows + 1"),
    "the missions of the case": ("cases_case", "mission_ids = '{}'"),
    "the person is where": ("cases_citizen", "now_country = 'KH' where now_country <> ''"),
    "points are numbered": ("cases_citizen", "ledger_at = ledger_at - interval '30 days'"),
    "the case changed hands": ("cases_transfer", "answered_at = answered_at - interval '1 hour'"),
    "who sees the person": ("cases_citizensight", "may_write = false"),
}


@contextmanager
def broken(table, change):
    """Change rows behind the operations' back, and put them back as they were."""
    off, on = (f"alter table {table} {how} trigger user" for how in ("disable", "enable"))
    lie = f"update {table} set {change}"
    columns = re.findall(r"(\w+) = ", change.partition(" where ")[0])
    truth = ", ".join(f"{name} = kept.{name}" for name in columns)
    back = f"update {table} as row set {truth} from kept where kept.id = row.id"
    as_owner([AT_ONCE, f"create table kept as table {table}", off, lie, on])
    try:
        yield
    finally:
        as_owner([AT_ONCE, off, back, on, "drop table kept"])


@pytest.mark.django_db(transaction=True)
def test_finds_whatever_is_broken():
    a_register()
    for words, (table, change) in BREAKING.items():
        with broken(table, change):
            told, fault = verify()

        line = next(line for line in told.splitlines() if line.startswith(words))
        assert line.endswith("WRONG"), words
        assert fault.endswith("proofs failed.")
    assert verify()[1] == ""


@pytest.mark.django_db(transaction=True)
def test_finds_an_edit_and_a_deletion_that_the_rows_themselves_do_not_show():
    person = a_register()
    as_owner(
        [
            AT_ONCE,
            "alter table cases_transition disable trigger append_only",
            "update cases_transition set reason = 'Otherwise.' where kind = 'hold'",
            "alter table cases_transition enable trigger append_only",
            "alter table cases_stay disable trigger append_only",
            "delete from cases_stay where kind = 'left'",
            "alter table cases_stay enable trigger append_only",
        ]
    )

    told, fault = verify()

    lines = {line[:24]: line.split()[-1] for line in told.splitlines()}
    assert lines["no entry was edited or d"] == "WRONG"
    assert lines["no stay was edited or de"] == "WRONG"
    assert lines["no crossing was edited o"] == "right"
    assert fault == f"3 of {len(PROOFS) + 1} proofs failed."
    assert person in told
