"""Telling how far a long chunk has come, while it holds a transaction of its own.

A chunk that reads for minutes in one transaction can write nothing in it that others see. Beside it
stands a second connection: there the queue is told that the worker lives, or after the lease
another would take the row, and the record of the work how far it is.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from django.db import connection
from django_tasks_db.models import DBTaskResult

from cases.core.actor import Actor
from cases.core.context import SET_ALL, context_of
from cases.core.jobs.queue import Claim, LostClaimError

EVERY: Final = 2.0
STILL_OURS: Final = f"""
update {DBTaskResult._meta.db_table} set started_at = now()
where id = %s and status = 'RUNNING' and worker_ids ->> -1 = %s
"""  # noqa: S608 - the name of a table
Tell = Callable[[Any, int], None]
"""(cursor of the second connection, how many are done) -> nothing; it writes on the record."""
_claim: ContextVar[Claim | None] = ContextVar("claim_of_chunk", default=None)


@contextmanager
def in_hands(claim: Claim) -> Iterator[None]:
    """Let the running chunk say that it lives; inside a transaction nobody else sees the claim."""
    token = _claim.set(None if connection.in_atomic_block else claim)
    try:
        yield
    finally:
        _claim.reset(token)


@contextmanager
def told_beside(actor: Actor, tell: Tell) -> Iterator[Callable[[int], None]]:
    """Give a function that takes how many are done, and tells it every other second.

    It raises `LostClaimError` when another worker has the row by now.
    """
    claim = _claim.get()
    if claim is None:
        yield lambda done: None
        return
    beside, last = connection.copy(), time.monotonic()

    def told(done: int) -> None:
        nonlocal last
        if time.monotonic() - last < EVERY:
            return
        last = time.monotonic()
        with beside.cursor() as cursor:
            cursor.execute(STILL_OURS, [claim.row_id, claim.worker])
            if not cursor.rowcount:
                raise LostClaimError(claim.path)
            cursor.execute("begin")
            cursor.execute(SET_ALL, context_of(actor))
            tell(cursor, done)
            cursor.execute("commit")

    try:
        yield told
    finally:
        beside.close()
