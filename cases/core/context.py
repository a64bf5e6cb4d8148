"""Tells the database whose eyes a transaction uses (row security, audit, row versions).

The settings are local to the transaction (`set_config(..., true)`), so that a pooled connection
never carries them to the next one. Without them every policy yields no rows. `app.shift` is how far
the present of the work stands from the real time (`core/present.py`).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from cases.core import present
from cases.core.actor import Actor

SETTINGS = (
    *("app.kind", "app.staff", "app.posting", "app.mission", "app.headquarters", "app.sees"),
    "app.shift",
)
JOINED_AS_WRITTEN = "set_config('join_collapse_limit', '4', true)"
"""From the fifth table on the planner joins as the query says. The first ones filter; what follows
are names for foreign keys, whose order costs nothing to run and 20 to 30 ms to think about."""
SET_ALL = (
    "select "
    + "".join(f"set_config('{name}', %s, true), " for name in SETTINGS)
    + JOINED_AS_WRITTEN
)
READ_ALL = "select " + ", ".join(f"current_setting('{name}', true)" for name in SETTINGS)


def context_of(actor: Actor | None) -> tuple[str, ...]:
    """Return the values of the settings for these eyes."""
    values: tuple[str, ...] = ("",) * (len(SETTINGS) - 1)
    if actor is not None:
        values = (
            actor.kind,
            str(actor.staff_id or ""),
            str(actor.posting_id or ""),
            str(actor.mission_id or ""),
            "1" if actor.is_headquarters else "",
            " ".join(sorted(actor.sights)),
        )
    return (*values, present.shift_words())


def apply_context(actor: Actor | None) -> None:
    """Set the eyes of the running transaction; None closes them."""
    with connection.cursor() as cursor:
        cursor.execute(SET_ALL, context_of(actor))


def read_context() -> tuple[str, ...]:
    """Return the raw settings of the running transaction, for restoring them."""
    with connection.cursor() as cursor:
        cursor.execute(READ_ALL)
        return tuple(value or "" for value in cursor.fetchone())


@contextmanager
def eyes(actor: Actor) -> Iterator[Actor]:
    """Run the block in a transaction with the eyes of `actor`; the former eyes come back after."""
    with transaction.atomic():
        before = read_context()
        apply_context(actor)
        yield actor
        # After an exception the rollback brings them back, and its own words must come through.
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(SET_ALL, before)


@contextmanager
def seeing_too(word: str) -> Iterator[None]:
    """Let the running operation see what `word` of the role file names, in this block alone.

    For what an operation must count that its actor never reads: a reception point records an
    arrival, and the clocks of the file follow. What is seen so is not shown.
    """
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('app.sees', true)")
        before = cursor.fetchone()[0] or ""
        words = before.split()
        wider = before if word in words else " ".join(sorted({*words, word}))
        cursor.execute("select set_config('app.sees', %s, true)", [wider])
        yield
        # After an exception the rollback of the operation brings it back.
        if not connection.needs_rollback:
            cursor.execute("select set_config('app.sees', %s, true)", [before])


def set_operation(name: str) -> None:
    """Name the running operation for row versions and begin a new ledger moment."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('app.operation', %s, true), set_config('app.moment', '', true), "
            "set_config('app.shift', %s, true)",
            [name, present.shift_words()],
        )
