"""The queue: rows of django-tasks-db, taken one at a time, given back when something went wrong.

- A row is taken with SKIP LOCKED, so that no worker waits for another.
- The last of its `worker_ids` is who has it; their number is that of the tries since it last got
  on. `started_at` of a running row is when it last got on: after the lease whoever has it is
  taken for dead and the row is given to another.
- A row that failed waits longer each time, and nothing behind it waits with it.
"""

import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from cases.core.jobs.declared import JOBS, Arguments, Job

BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
LONGEST_OF_PERIODIC = timedelta(minutes=30)
LEASE = timedelta(seconds=60)
KEPT = timedelta(days=14)
BACKEND = "default"
NO_MOMENT = get_date_max()


class LostClaimError(Exception):
    """Another worker has this row now: its former holder was taken for dead and must not go on."""


class WorkerLostError(Exception):
    """The worker that had the row ended without a word."""


class UnknownJobError(Exception):
    """No job of this name is known here, as when the code is older than the row."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One row in the hands of one worker."""

    row_id: UUID
    worker: str
    path: str


def rows() -> QuerySet[Any]:
    """Return all rows of the queue; they hold ids only, so no eyes are needed."""
    return DBTaskResult.objects.filter(backend_name=BACKEND)


def schedule() -> None:
    """Put in the one row of each periodic job; what is there already stays as it is."""
    periodic = [job for job in JOBS.values() if job.every is not None]
    DBTaskResult.objects.bulk_create(
        [
            DBTaskResult(
                id=job.standing_id,
                task_path=job.module_path,
                args_kwargs={"args": [], "kwargs": {}},
                priority=job.priority,
                queue_name=job.queue_name,
                backend_name=BACKEND,
                run_after=NO_MOMENT,
            )
            for job in periodic
        ],
        ignore_conflicts=True,
    )


def take(worker: str, now: datetime) -> Claim | None:
    """Take the next row that is due, None when there is none."""
    with transaction.atomic():
        due = rows().filter(
            Q(run_after=NO_MOMENT) | Q(run_after__lte=now), status=TaskResultStatus.READY
        )
        row = due.select_for_update(skip_locked=True, no_key=True).first()
        if row is None:
            return None
        row.status = TaskResultStatus.RUNNING
        row.started_at = now
        row.worker_ids = [*row.worker_ids, worker]
        row.save(update_fields=["status", "started_at", "worker_ids"])
        return Claim(row.pk, worker, row.task_path)


def take_back(now: datetime) -> int:
    """Give back rows whose worker has not got on for the lease; return how many.

    A chunk holds its row locked while it works, so a slow one is passed over.
    """
    with transaction.atomic():
        stale = rows().filter(status=TaskResultStatus.RUNNING, started_at__lt=now - LEASE)
        found = list(stale.select_for_update(skip_locked=True, no_key=True))
        for row in found:
            note_failure(row, WorkerLostError(), now)
        return len(found)


def held(claim: Claim) -> Any:
    """Return the claimed row, locked; raise when it is not in these hands any more."""
    row = rows().select_for_update(no_key=True).filter(pk=claim.row_id).first()
    is_ours = (
        row is not None
        and row.status == TaskResultStatus.RUNNING
        and row.worker_ids[-1:] == [claim.worker]
    )
    if not is_ours:
        raise LostClaimError(claim.path)
    return row


def job_of(claim: Claim) -> Job:
    """Return the job a row stands for."""
    try:
        return JOBS[claim.path]
    except KeyError:
        raise UnknownJobError(claim.path) from None


def go_on(row: Any, arguments: Arguments, now: datetime) -> None:
    """Keep the arguments of the next chunk; it got on, so the tries begin anew."""
    row.args_kwargs = {"args": [], "kwargs": arguments}
    row.started_at = now
    row.worker_ids = row.worker_ids[-1:]
    row.save(update_fields=["args_kwargs", "started_at", "worker_ids"])


def finish(row: Any, job: Job, now: datetime) -> None:
    """Note that all was done; a periodic job waits for its next time."""
    row.finished_at = now
    row.exception_class_path = row.traceback = ""
    row.status = TaskResultStatus.SUCCESSFUL
    if job.every is not None:
        row.status = TaskResultStatus.READY
        row.run_after = now + job.every
        row.args_kwargs = {"args": [], "kwargs": {}}
        row.worker_ids = []
    row.save()


def fail(claim: Claim, error: BaseException, now: datetime) -> None:
    """Give the row back after a failure, to be tried again later."""
    with transaction.atomic():
        note_failure(held(claim), error, now)


def note_failure(row: Any, error: BaseException, now: datetime) -> None:
    """Keep what went wrong, without its words, and when to try again.

    After the last wait a job is given up and stays in the list as failed; a periodic one never is.
    A lost worker is no fault of the job at first, so the first time it is tried again at once.
    """
    tries = len(row.worker_ids)
    known = JOBS.get(row.task_path)
    is_periodic = known is not None and known.every is not None
    row.exception_class_path = f"{type(error).__module__}.{type(error).__qualname__}"
    row.traceback = "\n".join(places_of(error))
    row.status = TaskResultStatus.READY
    if isinstance(error, WorkerLostError) and tries <= 1:
        row.run_after = now
    elif is_periodic:
        row.run_after = now + min(BACKOFF[min(tries, len(BACKOFF)) - 1], LONGEST_OF_PERIODIC)
    elif tries <= len(BACKOFF):
        row.run_after = now + BACKOFF[tries - 1]
    else:
        row.status = TaskResultStatus.FAILED
        row.finished_at = now
    row.save()


def places_of(error: BaseException) -> Iterable[str]:
    """Return where in the code it went wrong; the words of an error may quote a person's data."""
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"{frame.filename}:{frame.lineno} {frame.name}"


def give_back(claim: Claim, now: datetime) -> None:
    """Give a row back untried, because the worker was asked to stop."""
    with transaction.atomic():
        row = held(claim)
        row.status = TaskResultStatus.READY
        row.run_after = now
        row.worker_ids = row.worker_ids[:-1]
        row.save(update_fields=["status", "run_after", "worker_ids"])


def try_given_up_again(now: datetime) -> int:
    """Put all jobs that were given up back into the queue; return how many."""
    given_up = rows().filter(status=TaskResultStatus.FAILED)
    return int(given_up.update(status=TaskResultStatus.READY, run_after=now, worker_ids=[]))


def forget_old(now: datetime) -> None:
    """Remove rows of jobs long done; what was given up stays until somebody sees to it."""
    rows().filter(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=now - KEPT).delete()
