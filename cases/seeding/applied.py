"""What was carried out already, and one seeding at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.seeding.entries import Entry, Journey, Order, Pairing, Person, Told
from cases.seeding.models import SeedEntry

LOCK = 20251022
WAIT = "select pg_advisory_xact_lock(%s)"


@contextmanager
def turn() -> Iterator[None]:
    """Run the block in one transaction with the eyes of the system, one seeding at a time."""
    with eyes(SYSTEM):
        wait_for_turn()
        yield


def wait_for_turn() -> None:
    """Wait until nobody else seeds or loads; held until the running transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(WAIT, [LOCK])


def applied_digests() -> dict[str, str]:
    """Return key -> digest of everything carried out so far."""
    return dict(SeedEntry.objects.values_list("key", "digest"))


def remember(entry: Entry | Order | Person | Told | Pairing | Journey) -> None:
    """Note that an entry was carried out, in the transaction that did it."""
    SeedEntry.objects.update_or_create(key=entry.full_key, defaults={"digest": entry.digest})
