"""Doing one job: chunk after chunk, each in a transaction that also keeps how far it got."""

import time
from collections.abc import Callable
from datetime import datetime

import structlog
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from cases.core.context import eyes, set_operation
from cases.core.jobs.beside import in_hands
from cases.core.jobs.declared import Arguments, Job
from cases.core.jobs.queue import (
    Claim,
    LostClaimError,
    fail,
    finish,
    forget_old,
    give_back,
    go_on,
    held,
    job_of,
    schedule,
    take,
    take_back,
)

LONGEST_CHUNK = 10.0
Clock = Callable[[], datetime]
log = structlog.stdlib.get_logger("cases.jobs")


def run_chunk(claim: Claim, job: Job, now: Clock = timezone.now) -> bool:
    """Do one chunk; return whether another follows."""
    started = time.monotonic()
    is_more = outside(claim, job, now) if job.reaches_out else inside(claim, job, now)
    seconds = time.monotonic() - started
    if seconds > LONGEST_CHUNK:
        log.warning("job_chunk_too_long", job=claim.path, seconds=round(seconds))
    return is_more


def inside(claim: Claim, job: Job, now: Clock) -> bool:
    """Do a chunk in one transaction with the note of how far it got."""
    with transaction.atomic():
        row = held(claim)
        arguments: Arguments = row.args_kwargs["kwargs"]
        with eyes(job.eyes_for(arguments)):
            set_operation(job.name)
            following = job.func(**arguments)
        return note(row, job, following, now())


def outside(claim: Claim, job: Job, now: Clock) -> bool:
    """Do a chunk that speaks to another system; no transaction is held meanwhile."""
    with transaction.atomic():
        row = held(claim)
        go_on(row, row.args_kwargs["kwargs"], now())
    with in_hands(claim):
        following = job.func(**row.args_kwargs["kwargs"])
    with transaction.atomic():
        return note(held(claim), job, following, now())


def note(row: object, job: Job, following: Arguments | None, now: datetime) -> bool:
    """Keep how far it got; return whether another chunk follows."""
    if following is None:
        finish(row, job, now)
        return False
    go_on(row, following, now)
    return True


def run_claimed(
    claim: Claim,
    is_stopping: Callable[[], bool] = lambda: False,
    now: Clock = timezone.now,
) -> str:
    """Do a job until it is done, fails, or the worker stops; return how it ended."""
    try:
        job = job_of(claim)
        while run_chunk(claim, job, now):
            if is_stopping():
                give_back(claim, now())
                return "given_back"
    except LostClaimError:
        return "lost"
    except Exception as error:  # the one place where any fault of a job is kept and shown
        log.exception("job_failed", job=claim.path)
        return failed(claim, error, now)
    return "done"


def failed(claim: Claim, error: Exception, now: Clock) -> str:
    """Keep the fault; a connection that was cut is replaced by a new one first."""
    if isinstance(error, OperationalError | InterfaceError):
        connection.close()
    try:
        fail(claim, error, now())
    except LostClaimError:
        return "lost"
    return "failed"


def run_due(
    worker: str,
    is_stopping: Callable[[], bool] = lambda: False,
    now: Clock = timezone.now,
) -> list[str]:
    """Work off everything that is due, one after the other; return how each ended."""
    ended = []
    take_back(now())
    while not is_stopping():
        claim = take(worker, now())
        if claim is None:
            break
        started = time.monotonic()
        outcome = run_claimed(claim, is_stopping, now)
        milliseconds = round((time.monotonic() - started) * 1000)
        log.debug("job", job=claim.path, outcome=outcome, ms=milliseconds)
        ended.append(outcome)
    return ended


def tidy() -> None:
    """See that every periodic job has its row, and forget what was done long ago."""
    schedule()
    forget_old(timezone.now())
