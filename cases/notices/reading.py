"""Who wants to know that notices were read: features below register here."""

from collections.abc import Callable, Sequence

from cases.core.actor import Actor

Reader = Callable[[Actor, Sequence[int]], None]
_readers: list[Reader] = []


def when_read(reader: Reader) -> Reader:
    """Register what follows from reading; it gets the ids of the notices."""
    _readers.append(reader)
    return reader


def tell_readers(actor: Actor, notices: Sequence[int]) -> None:
    """Let everything follow that follows from reading these notices."""
    for reader in _readers:
        reader(actor, notices)
