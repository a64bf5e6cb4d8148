"""The record proves itself: linked in order, never forked, sealed outside, verified."""

import io
import json
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from cases.core.actor import SYSTEM
from cases.core.audit import write_audit
from cases.core.context import eyes
from cases.core.evidence import verify
from cases.core.evidence.chain import links
from cases.core.evidence.jobs import link_record, seal_record
from cases.core.evidence.seals import SealRefusedError, file_of_seals, write_seal
from tests.core.record import act, faults, link_waiting, seal, unguarded, verdict
from tests.database import app_url, as_owner
from tests.jobs import run_jobs
from tests.statements import selected

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def outside(settings, tmp_path):
    """A directory for seals."""
    settings.AUDIT_SEALS = str(tmp_path)
    return tmp_path


def events():
    """Return the events in the order of the chain."""
    statement = (
        "select event from cases_auditlink join cases_auditentry on id = entry_id order by seq"
    )
    with eyes(SYSTEM):
        return [event for (event,) in selected(statement)]


def lines():
    """Return the lines of the seals."""
    return file_of_seals().read_text().splitlines()


def test_a_sound_record_holds():
    act(SYSTEM, 5)
    seal()

    holds, said = verdict()

    assert holds, said
    assert "5 links computed again" in said
    assert "The record holds." in said


def test_an_empty_record_holds():
    assert verdict()[0]
    assert write_seal() is None


def test_nothing_is_linked_inside_the_transaction_of_the_act():
    with eyes(SYSTEM):
        write_audit("case.shown", "show_case", [])

        assert link_waiting() == 0
    assert link_waiting() == 1


def test_an_open_transaction_is_never_overtaken():
    with psycopg2.connect(
        app_url().rpartition("/")[0] + f"/{connection.settings_dict['NAME']}"
    ) as slow:
        with slow.cursor() as cursor:
            cursor.execute("select write_audit('first', 'x', 'done', '', null, null, '[]', '[]')")
            act(SYSTEM)

            assert link_waiting() == 0
        slow.commit()
    link_waiting()

    assert events() == ["first", "case.shown"]
    assert faults() == ""


def test_sealers_at_once_do_not_fork():
    act(SYSTEM, 40)
    barrier = Barrier(4)

    def link(number):
        barrier.wait()
        try:
            return sum(link_waiting(5) for _again in range(4))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        linked = list(pool.map(link, range(4)))

    assert sum(linked) == 40
    assert [row.seq for row in links(7)] == list(range(1, 41))
    assert faults() == ""


def test_the_worker_links_and_seals():
    act(SYSTEM, 3)

    assert link_record.call() is None
    assert seal_record.call() is None
    assert len(lines()) == 1
    assert faults() == ""


def test_both_are_jobs_of_the_worker():
    act(SYSTEM, 3)

    assert set(run_jobs()) == {"done"}
    run_jobs(timezone.now() + timedelta(hours=2))

    assert json.loads(lines()[-1])["seq"] >= 3


def test_a_seal_is_added_when_something_came_or_a_day_has_gone():
    act(SYSTEM)
    seal()
    day = timedelta(hours=23)

    assert write_seal(unless_newer_than=timezone.now() - day) is None
    assert write_seal(unless_newer_than=timezone.now() + day) is not None
    act(SYSTEM)
    link_waiting()
    assert write_seal(unless_newer_than=timezone.now() - day).count == 1
    assert len(lines()) == 3


def test_the_file_is_private():
    act(SYSTEM)
    seal()

    assert os.stat(file_of_seals()).st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda rows: [rows[0].replace('"seq": 2', '"seq": 1'), *rows[1:]],
            "Line 1 of the seals was",
        ),
        (lambda rows: [rows[0], rows[2]], "Before line 2 of the seals a line is missing"),
        (lambda rows: [*rows[:2], "torn {"], "Line 3 of the seals was changed"),
        (lambda rows: rows[1:], "Before line 1 of the seals a line is missing"),
    ],
)
def test_a_changed_file_of_seals_is_found(change, said):
    for _n in range(3):
        act(SYSTEM, 2)
        seal()
    file_of_seals().write_text("\n".join(change(lines())) + "\n")

    assert said in faults()


def test_a_seal_made_with_another_key_is_found(settings):
    act(SYSTEM)
    seal()
    settings.AUDIT_SEAL_KEY = "another key, as long as a key has to be in production"

    assert "Line 1 of the seals was changed or is not ours" in faults()


def test_after_an_older_copy_was_put_back_on_purpose_the_record_goes_on():
    act(SYSTEM, 4)
    seal()
    unguarded(
        "delete from cases_auditlink where seq > 2",
        "delete from cases_auditentry where id not in (select entry_id from cases_auditlink)",
    )
    act(SYSTEM)
    link_waiting()
    with pytest.raises(SealRefusedError):
        write_seal()

    write_seal(restored="The disk failed; backup of this morning.")
    act(SYSTEM)
    seal()

    holds, said = verdict()
    assert holds, said
    assert "1 entries were lost: The disk failed" in said


def test_a_record_that_nobody_links_is_a_fault(monkeypatch):
    act(SYSTEM)
    monkeypatch.setattr(verify, "UNLINKED_FOR", timedelta(0))

    assert "1 entries wait to be linked since" in faults()


def test_a_record_that_nobody_seals_is_a_fault(monkeypatch):
    act(SYSTEM)
    link_waiting()
    monkeypatch.setattr(verify, "UNSEALED_FOR", timedelta(0))

    assert "There is no seal in" in faults()


def test_whom_an_entry_is_about_can_be_forgotten_and_the_chain_holds():
    act(SYSTEM, 3)
    seal()
    unguarded(
        "update cases_auditentry set case_id = null, citizen_id = null, subjects = '[]' "
        "where id = (select entry_id from cases_auditlink where seq = 2)",
        "update cases_auditlink set key = null where seq = 2",
    )

    holds, said = verdict()

    assert holds, said
    assert "1 of them no longer say whom they are about" in said


def test_in_another_server_where_transactions_count_anew_the_chain_goes_on():
    act(SYSTEM, 3)
    link_waiting()
    unguarded("update cases_auditentry set xact = xact + 1000000000")
    as_owner(["select 1"])
    act(SYSTEM, 2)

    assert link_waiting() == 2
    act(SYSTEM, 2)
    assert link_waiting() == 2
    assert link_waiting() == 0
    assert [row.seq for row in links()] == list(range(1, 8))


def test_a_file_of_seals_that_cannot_be_read_or_written_is_told(tmp_path):
    act(SYSTEM)
    (tmp_path / "record-seals.jsonl").mkdir()

    assert "cannot be read: Is a directory" in faults()
    with pytest.raises(CommandError, match="cannot be written: Is a directory"):
        call_command("seal_audit", "--file", stdout=io.StringIO())


def test_a_refused_operation_stands_in_the_chain_too():
    with transaction.atomic(), eyes(SYSTEM):
        write_audit("case.closed", "close_case", [], refused="not_allowed")

    link_waiting()

    assert events() == ["case.closed"]
