"""Jobs in chunks: a worker that is killed, sleeps or stops loses nothing and does nothing twice."""

import pytest
from django.tasks import TaskResultStatus
from django.utils import timezone

from cases.core.jobs.queue import LEASE, LostClaimError, held, job_of, rows, take, take_back
from cases.core.jobs.running import run_chunk, run_claimed
from tests.jobs import SEEN, count_up, later, row_of, run_jobs, stumble

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_seen():
    SEEN.clear()


def test_a_job_works_in_chunks_until_none_is_left():
    count_up.enqueue()

    run_jobs()

    assert SEEN == [0, 1, 2]


def test_a_killed_worker_loses_only_the_chunk_it_was_in():
    count_up.enqueue()
    moment = timezone.now()
    claim = take("killed", moment)
    run_chunk(claim, job_of(claim))

    run_jobs(moment + LEASE / 2)
    assert SEEN == [0]
    run_jobs(later(seconds=LEASE.seconds + 5))

    assert SEEN == [0, 1, 2]
    assert row_of(count_up).status == TaskResultStatus.SUCCESSFUL


def test_a_worker_taken_for_dead_cannot_go_on_when_it_wakes_up():
    count_up.enqueue()
    claim = take("asleep", timezone.now())
    take_back(later(seconds=LEASE.seconds + 5))
    other = take("other", later(seconds=LEASE.seconds + 5))

    assert run_claimed(claim) == "lost"
    assert SEEN == []
    with pytest.raises(LostClaimError):
        held(claim)
    assert run_claimed(other) == "done"


def test_a_worker_asked_to_stop_gives_the_rest_back_at_once():
    count_up.enqueue()
    claim = take("stopping", timezone.now())

    assert run_claimed(claim, is_stopping=lambda: True) == "given_back"

    assert SEEN == [0]
    assert row_of(count_up).worker_ids == []
    run_jobs()
    assert SEEN == [0, 1, 2]


def test_getting_on_makes_the_tries_begin_anew():
    stumble.enqueue()
    run_jobs()
    rows().filter(task_path=stumble.module_path).update(args_kwargs={"args": [], "kwargs": {}})

    run_jobs(later(minutes=2))

    assert len(row_of(stumble).worker_ids) == 1
