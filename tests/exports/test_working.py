"""The work behind an export: one moment, a worker that lives, somebody who is forgotten."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from cases.casework.operations import close_case
from cases.core import store
from cases.core.context import SET_ALL, context_of, eyes
from cases.core.jobs import beside
from cases.core.jobs.queue import rows, take
from cases.core.jobs.running import run_claimed
from cases.core.steady import steady_reading
from cases.exports import filling
from cases.exports.choices import ExportState
from cases.exports.jobs import write_export
from tests.factories import head, officer
from tests.jobs import run_jobs
from tests.register import a_case, fresh
from tests.retention.test_anonymise import ask, confirm
from tests.statements import selected_value
from tests.world_exports import fresh_as, started

pytestmark = pytest.mark.usefixtures("a_store")


def in_work(desk):
    """Return an export with a case in it, and the claim of its job."""
    with eyes(desk):
        a_case(desk)
        export = started(desk)
    claim = take("this-worker", timezone.now())
    while claim.path != write_export.module_path:
        claim = take("this-worker", timezone.now())
    return export, claim


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_reading_is_of_one_moment_may_last_and_writes_nothing():
    with eyes(officer()) as desk:
        a_case(desk)

    with steady_reading(desk), connection.cursor() as cursor:
        cursor.execute("select count(*) from cases_case")
        assert cursor.fetchone() == (1,)
        cursor.execute("show transaction_timeout")
        assert cursor.fetchone() == ("10min",)
        with pytest.raises(DatabaseError, match="read-only"), transaction.atomic():
            cursor.execute("update cases_case set held = true")
    assert selected_value("select count(*) from cases_case") == 0


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_while_it_writes_others_see_how_far_it_is_and_that_its_worker_lives(monkeypatch):
    desk = officer()
    export, claim = in_work(desk)
    rows().filter(pk=claim.row_id).update(started_at=timezone.now() - timedelta(hours=1))
    monkeypatch.setattr(beside, "EVERY", 0)
    seen, real = [], filling.name_file

    def look(*said):
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute(
                "select started_at > now() - interval '30 minutes' from "
                "django_tasks_database_dbtaskresult where id = %s",
                [claim.row_id],
            )
            seen.append(cursor.fetchone()[0])
            cursor.execute("begin")
            cursor.execute(SET_ALL, context_of(desk))
            cursor.execute("select done from cases_export where id = %s", [export.pk])
            seen.append(cursor.fetchone()[0])
        other.close()
        real(*said)

    monkeypatch.setattr(filling, "name_file", look)

    assert run_claimed(claim) == "done"

    assert seen == [True, 1]
    with eyes(desk):
        ready = fresh(export)
    assert (ready.state, ready.done, ready.rows) == ("ready", 1, 1)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_worker_that_was_taken_for_dead_writes_no_file(monkeypatch, tmp_path):
    desk = officer()
    export, claim = in_work(desk)
    monkeypatch.setattr(beside, "EVERY", 0)
    real = filling.grew

    def lose(export, number):
        taken = connection.copy()
        with taken.cursor() as cursor:
            cursor.execute(
                "update django_tasks_database_dbtaskresult set worker_ids = '[\"another\"]' "
                "where id = %s",
                [claim.row_id],
            )
        taken.close()
        return real(export, number)

    monkeypatch.setattr(filling, "grew", lose)

    assert run_claimed(claim) == "lost"

    assert fresh_as(desk, export).state == ExportState.WRITING
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


@pytest.mark.django_db
def test_files_in_which_somebody_may_stand_go_when_she_is_forgotten(
    django_capture_on_commit_callbacks,
):
    desk, far = head(), head(yangon=True)
    with eyes(desk):
        case = close_case(desk, a_case(desk), outcome="own_means")
        hers = started(desk)
    with eyes(far):
        a_case(far)
        others = started(far)
    run_jobs()
    with eyes(desk):
        in_writing = started(desk)
    key = fresh_as(desk, hers).stored
    ask(case)

    with django_capture_on_commit_callbacks(execute=True):
        confirm(case)

    gone = fresh_as(desk, hers)
    assert (gone.state, gone.stopped_because, gone.stored) == ("stopped", "forgotten", None)
    with pytest.raises(store.LostFileError):
        store.read_long(key)
    assert fresh_as(far, others).state == "ready"
    assert (fresh_as(desk, in_writing).state, fresh_as(desk, in_writing).round) == ("writing", 2)
    run_jobs()
    assert fresh_as(desk, in_writing).state == "ready"
