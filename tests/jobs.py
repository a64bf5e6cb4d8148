"""Working off the queue in a test, never by itself, only when a test says so; and jobs to try."""

from datetime import datetime, timedelta

from django.utils import timezone

from cases.core.actor import SYSTEM
from cases.core.context import read_context
from cases.core.jobs import job
from cases.core.jobs.declared import JOBS
from cases.core.jobs.queue import rows, schedule
from cases.core.jobs.running import run_due

SEEN: list[object] = []


class BrokenError(Exception):
    """A fault whose words would tell a name."""


@job(title="A job that works", sees=SYSTEM)
def note_it(*, number):
    SEEN.append(number)


@job(title="A job that fails", sees=SYSTEM)
def break_down():
    raise BrokenError("Nguyễn Thử was born in 1998")


@job(title="A job in three chunks", sees=SYSTEM)
def count_up(*, at=0):
    SEEN.append(at)
    return {"at": at + 1} if at < 2 else None


@job(title="A job that looks with which eyes", sees=SYSTEM)
def look():
    SEEN.append(read_context())


@job(title="A job without eyes", sees=lambda: None)
def look_blindly():
    SEEN.append("looked")


@job(title="A job that fails in its second chunk", sees=SYSTEM)
def stumble(*, at=0):
    if at == 1:
        raise BrokenError
    return {"at": at + 1}


def note_round():
    SEEN.append("round")


def run_jobs(at: datetime | None = None, worker: str = "test", of: str = "") -> list[str]:
    """Work off everything due now, or at a later moment, periodic jobs too; return how each ended.

    A periodic job that was just done is not due again, so this always ends. Of the periodic ones
    only those below `of` are run: `casework.jobs`, or the jobs of every feature.
    """
    schedule()
    if of:
        periodic = [job for job in JOBS.values() if job.every is not None]
        others = [job for job in periodic if not job.module_path.startswith(f"cases.{of}")]
        rows().filter(pk__in=[job.standing_id for job in others]).delete()
    moment = at or timezone.now()
    return run_due(worker, now=lambda: moment)


def later(**ahead: int) -> datetime:
    """Return a moment that far ahead of now."""
    return timezone.now() + timedelta(**ahead)


def row_of(job):
    """Return the one row of a job."""
    return rows().get(task_path=job.module_path)
