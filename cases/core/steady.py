"""Reading very many rows as they stand at one moment.

The application's transactions end after 30 seconds, so that what was known at a moment is settled
soon. One that only reads may last longer: it changes nothing that others wait for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection, transaction

from cases.core.actor import Actor
from cases.core.context import eyes

LONGER: Final = """
set transaction isolation level repeatable read, read only;
set local transaction_timeout = 0;
set local transaction_timeout = '10min';
set local cursor_tuple_fraction = 1;
"""
"""The timer that runs is stopped first, or it would still end the transaction after its 30 seconds.
All rows are wanted, so the plan is made for all of them."""


@contextmanager
def steady_reading(actor: Actor) -> Iterator[None]:
    """Read with the eyes of `actor` in one transaction of its own, for minutes if need be.

    Inside a transaction that is there already it is that one's moment, and its time.
    """
    is_inside = connection.in_atomic_block
    with transaction.atomic():
        if not is_inside:
            with connection.cursor() as cursor:
                cursor.execute(LONGER)
        with eyes(actor):
            yield
