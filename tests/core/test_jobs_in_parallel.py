"""Two workers at once, on connections of their own: each job is done once."""

import pytest
from django.utils import timezone

from cases.core.actor import SYSTEM
from cases.core.jobs import job
from cases.core.jobs.queue import Claim, rows, schedule, take
from cases.core.jobs.running import run_due
from tests.core.test_parallel import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

DONE: list[int] = []


@job(title="A numbered job", sees=SYSTEM)
def numbered(*, number):
    DONE.append(number)


def test_two_workers_do_each_job_once():
    DONE.clear()
    for number in range(20):
        numbered.enqueue(number=number)

    at_once(2, lambda number: run_due(f"worker-{number}"))

    assert sorted(DONE) == list(range(20))


def test_of_two_workers_one_gets_a_row():
    numbered.enqueue(number=1)

    claims = at_once(4, lambda number: take(f"worker-{number}", timezone.now()))

    assert len([claim for claim in claims if isinstance(claim, Claim)]) == 1


def test_workers_that_start_together_make_one_row_of_a_periodic_job():
    at_once(4, lambda number: schedule())

    paths = list(rows().values_list("task_path", flat=True))
    assert len(paths) == len(set(paths)) > 0
