"""Under which name an entry goes: its number at headquarters, elsewhere a word that stands for it.

Entries and links of all missions are numbered in one row: two numbers of one's own tell how much
everybody else did in between. So whoever reads the record of one mission reads no number of it, in
no page, address, sheet or answer, nor from where a page goes on; and finds nothing by a number.
"""

from cases.core.actor import Actor
from cases.core.closed import close, open_closed

USE = "record.entry"
WORD = r"[A-Za-z0-9_-]{32}"
NUMBER = r"[0-9]{1,18}"
BYTES = 8


def counts(actor: Actor) -> bool:
    """Return whether the numbers of the record are for this reader."""
    return actor.is_headquarters


def word_of(number: int) -> str:
    """Return the word that stands for the number of an entry, of the same length for all."""
    return close(number.to_bytes(BYTES), USE)


def name_of(actor: Actor, number: int) -> str:
    """Return how an entry is called for this reader."""
    return str(number) if counts(actor) else word_of(number)


def number_of(actor: Actor, name: str) -> int | None:
    """Return the number behind a name; headquarters may look up the word of a mission too."""
    if name.isascii() and name.isdigit() and len(name) < 19:
        return int(name) if counts(actor) else None
    plain = open_closed(name, USE)
    return int.from_bytes(plain) if plain is not None else None
