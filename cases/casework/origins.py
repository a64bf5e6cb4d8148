"""Where a case came from, as far as a later feature knows, such as a row of a list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cases.casework.models import Case
from cases.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Origin:
    """One source of a case in words, and where it is looked at."""

    text: str
    url: str


Teller = Callable[[Actor, Case], Iterable[Origin]]
_tellers: list[Teller] = []


def tells_origin(teller: Teller) -> Teller:
    """Register a function that tells where cases came from, through the eyes of the actor."""
    _tellers.append(teller)
    return teller


def origins_of(actor: Actor, case: Case) -> list[Origin]:
    """Return where a case came from."""
    return [origin for teller in _tellers for origin in teller(actor, case)]
