"""What casework leaves to the worker: a changed calendar, a changed limit, and a new day."""

import re
from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.db import transaction

from cases import migrations
from cases.casework import jobs, recounting
from cases.casework.models import Case, Clock, Step
from cases.casework.operations import complete_step
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.jobs.queue import rows
from cases.core.models import RowVersion
from cases.procedures.operations import put_limit
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, at
from tests.casework.test_recounting import clock, close, opened
from tests.counted import COUNTED, READ
from tests.factories import head, headquarters
from tests.jobs import run_jobs
from tests.register import fresh

pytestmark = pytest.mark.django_db

MIGRATIONS = Path(migrations.__file__).parent


@pytest.fixture
def actor():
    with time_machine.travel(at("2025-11-24 09:00"), tick=True), eyes(head()) as actor:
        yield actor


def test_a_closure_queues_the_counting_of_its_mission(actor):
    close(actor, "2025-11-05")

    queued = rows().get(task_path=jobs.recount_clocks.module_path)
    assert queued.args_kwargs["kwargs"] == {"mission_id": actor.mission_id}


def test_a_closure_that_does_not_come_about_queues_nothing(actor):
    with transaction.atomic():
        close(actor, "2025-11-05")
        transaction.set_rollback(True)

    assert not rows().filter(task_path=jobs.recount_clocks.module_path).exists()


def test_the_worker_counts_all_cases_chunk_by_chunk(actor, monkeypatch):
    a_playbook()
    a_limit(a_procedure("reply", body="immigration_department"))
    cases = [opened(actor) for _number in range(3)]
    close(actor, "2025-11-05")
    monkeypatch.setattr(recounting.recount_clocks, "__defaults__", (0, 2))
    run_jobs()

    with eyes(SYSTEM):
        assert {clock(case, "reply").due_at for case in cases} == {at("2025-11-07 00:00")}
        assert RowVersion.objects.filter(operation="recount_clocks").count() == 3


def test_the_worker_brings_up_what_has_run_out(actor):
    a_playbook(gates={"ready": ("passport",)})
    case = opened(actor)
    complete_step(actor, fresh(case), step=Step.objects.get(case=case, code="reply"))
    result = {"serial": "N1234567", "expires_on": "2040-11-30"}
    step = Step.objects.get(case=case, code="passport")
    complete_step(actor, fresh(case), step=step, result=result)
    before = fresh(case).blocker_kind
    Step.objects.filter(pk=step.pk).update(expires_on=date(2025, 11, 1))
    Case.objects.filter(pk=case.pk).update(valid_until=date(2025, 11, 1))
    run_jobs()

    with eyes(SYSTEM):
        assert (before, fresh(case).blocker_kind) == ("advance", "expired")


def put_reply_limit(**values):
    limit = {"code": "reply-limit", "name": "Limit", "amount": 2, "unit": "working_days"}
    limit |= COUNTED["working_days"]
    limit |= {"starts": "opened", "stops": "done", "on_whom": "mission"} | READ
    with eyes(headquarters()) as actor:
        procedure = a_procedure("reply", body="immigration_department")
        return put_limit(actor, procedure=procedure, **(limit | values))


def test_the_worker_counts_anew_after_a_limit_was_changed(actor):
    a_playbook()
    put_reply_limit()
    case = opened(actor)
    before = clock(case, "reply").due_at
    put_reply_limit(amount=3, reason="The decree was read again.")
    run_jobs()

    with eyes(SYSTEM):
        due = clock(case, "reply").due_at
        assert (before, due) == (at("2025-11-06 00:00"), at("2025-11-07 00:00"))
        assert fresh(case).next_due_at == due


def test_a_release_that_reads_cases_otherwise_queues_a_job_that_there_is():
    named = re.findall(
        r"'(cases\.\w+\.jobs\.\w+)'", "".join(file.read_text() for file in MIGRATIONS.glob("0*.py"))
    )

    read_anew = (jobs.refresh_open_cases, jobs.refresh_closed_cases)
    assert set(named) == {job.module_path for job in read_anew}


def test_the_worker_brings_all_open_cases_up_to_date(actor, monkeypatch):
    a_playbook()
    put_reply_limit()
    cases = [opened(actor) for _number in range(3)]
    dues = [clock(case, "reply").due_at for case in cases]
    Clock.objects.update(due_at=at("2025-11-20 00:00"))
    monkeypatch.setattr(recounting.refresh_open_cases, "__defaults__", (0, 2))
    jobs.refresh_open_cases.enqueue()
    run_jobs()

    with eyes(SYSTEM):
        assert [clock(case, "reply").due_at for case in cases] == dues


def test_the_same_limit_put_again_queues_nothing(actor):
    put_reply_limit()
    rows().all().delete()
    put_reply_limit()

    assert not rows().filter(task_path=jobs.refresh_procedure.module_path).exists()
