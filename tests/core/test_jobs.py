"""Background jobs: retried with back-off, none in the way of another, seen by headquarters."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from django.tasks import TaskResultStatus
from django.utils import timezone

from cases.core.actor import SYSTEM
from cases.core.context import read_context
from cases.core.jobs import JOBS, job
from cases.core.jobs.models import QueuedJob
from cases.core.jobs.queue import BACKOFF, rows, schedule, try_given_up_again
from tests.factories import administrator, headquarters, officer
from tests.jobs import (
    SEEN,
    break_down,
    later,
    look,
    look_blindly,
    note_it,
    note_round,
    row_of,
    run_jobs,
)
from tests.statements import selected_value
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_seen():
    SEEN.clear()


@pytest.fixture
def periodic(monkeypatch):
    """A periodic job known for one test alone."""
    made = job(title="A periodic job", sees=SYSTEM, every=timedelta(minutes=1))(note_round)
    del JOBS[made.module_path]
    monkeypatch.setitem(JOBS, made.module_path, made)
    return made


def test_nothing_runs_before_the_queue_is_worked_off():
    note_it.enqueue(number=1)

    assert SEEN == []
    run_jobs()
    assert SEEN == [1]
    assert row_of(note_it).status == TaskResultStatus.SUCCESSFUL


def test_what_is_asked_for_in_a_transaction_that_fails_is_not_done():
    with transaction.atomic():
        note_it.enqueue(number=1)
        transaction.set_rollback(True)

    assert not rows().filter(task_path=note_it.module_path).exists()


def test_a_failing_job_waits_longer_each_time_and_is_given_up_at_last():
    break_down.enqueue()
    moment = timezone.now()
    waits = []

    for _again in BACKOFF:
        run_jobs(moment)
        row = row_of(break_down)
        waits.append(row.run_after - moment)
        moment = row.run_after
    run_jobs(moment)

    assert waits == [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720)]
    row = row_of(break_down)
    assert (row.status, len(row.worker_ids)) == (TaskResultStatus.FAILED, 6)


def test_the_first_retry_comes_after_a_minute():
    break_down.enqueue()

    run_jobs()

    row = row_of(break_down)
    assert row.status == TaskResultStatus.READY
    assert timedelta(seconds=50) < row.run_after - timezone.now() <= timedelta(minutes=1)


def test_a_failing_job_blocks_nothing_behind_it():
    break_down.enqueue()
    note_it.enqueue(number=1)

    ended = run_jobs()

    assert SEEN == [1]
    assert ended.count("failed") == 1


def test_of_a_fault_its_kind_and_places_are_kept_but_none_of_its_words():
    break_down.enqueue()

    run_jobs()

    row = row_of(break_down)
    assert row.exception_class_path.endswith("BrokenError")
    assert "jobs.py" in row.traceback
    assert "Nguyễn" not in row.traceback + row.exception_class_path


def test_a_job_that_was_given_up_can_be_put_back():
    break_down.enqueue()
    rows().update(status=TaskResultStatus.FAILED, worker_ids=["a"] * 6)

    assert try_given_up_again(timezone.now()) == 1
    assert row_of(break_down).status == TaskResultStatus.READY


def test_a_job_sees_with_the_eyes_it_declares():
    look.enqueue()

    run_jobs()

    assert SEEN[0][0] == "system"
    assert read_context()[0] == ""


def test_a_job_that_says_nothing_of_its_eyes_does_not_run():
    look_blindly.enqueue()

    run_jobs()

    assert SEEN == []
    assert row_of(look_blindly).exception_class_path == "builtins.TypeError"


def test_a_job_cannot_be_declared_without_eyes():
    with pytest.raises(TypeError, match="sees"):
        job(title="Blind")(note_round)


def test_an_unknown_job_is_shown_and_retried():
    note_it.enqueue(number=1)
    rows().update(task_path="cases.nowhere.jobs.gone")

    run_jobs()

    row = rows().get(task_path="cases.nowhere.jobs.gone")
    assert row.exception_class_path.endswith("UnknownJobError")
    assert row.status == TaskResultStatus.READY


def test_a_periodic_job_has_one_row_however_often_it_is_scheduled(periodic):
    schedule()
    schedule()
    run_jobs()
    run_jobs()

    assert SEEN == ["round"]
    assert rows().filter(task_path=periodic.module_path).count() == 1


def test_a_periodic_job_runs_again_after_its_time(periodic):
    run_jobs()
    run_jobs(later(seconds=30))
    assert SEEN == ["round"]

    run_jobs(later(seconds=90))
    assert SEEN == ["round", "round"]


def test_a_periodic_job_is_never_given_up(periodic, monkeypatch):
    schedule()
    rows().filter(task_path=periodic.module_path).update(worker_ids=["a"] * 40)
    monkeypatch.setitem(JOBS, periodic.module_path, replace(periodic, func=break_down.func))

    run_jobs()

    row = row_of(periodic)
    assert row.status == TaskResultStatus.READY
    assert row.run_after - timezone.now() <= timedelta(minutes=30)


def test_no_mission_sees_the_queue():
    break_down.enqueue()
    run_jobs()

    assert not QueuedJob.objects.visible_to(officer()).exists()
    shown = QueuedJob.objects.visible_to(headquarters()).get(task_path=break_down.module_path)
    assert str(shown.title) == "A job that fails"
    assert (str(shown.state), shown.tries, shown.last_error) == (
        "Failed, will be tried again",
        1,
        "BrokenError",
    )
    assert shown.next_try_at > timezone.now()


@pytest.mark.parametrize("who", [headquarters, administrator])
def test_the_admin_shows_who_runs_the_machine_what_failed_without_its_words(client, who):
    break_down.enqueue()
    run_jobs()
    listed = log_in(client, who()).get("/admin/cases/queuedjob/")
    opened = client.get(f"/admin/cases/queuedjob/{row_of(break_down).pk}/change/")

    assert "A job that fails" in listed.text
    assert "BrokenError" in listed.text
    assert opened.status_code == 200
    assert "Nguyễn" not in listed.text + opened.text


def test_the_admin_hides_the_queue_from_missions(client):
    assert log_in(client, officer()).get("/admin/cases/queuedjob/").status_code == 403
    assert "queuedjob" not in client.get("/admin/").text


def test_the_worker_may_use_the_queue_as_the_application_role():
    assert selected_value(
        "select has_table_privilege(current_user, 'django_tasks_database_dbtaskresult', %s)",
        ["insert, update, delete"],
    )
