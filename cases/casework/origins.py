"""Where a case, or an answer, came from, as far as a later feature knows: a row of a list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from cases.casework.models import Case, Inquiry
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


Receipt = Callable[[Actor, Inquiry], Iterable[date]]
_receipts: list[Receipt] = []


def tells_receipt(teller: Receipt) -> Receipt:
    """Register a function that tells on which day the paper came with which an answer was taken."""
    _receipts.append(teller)
    return teller


def received_on(actor: Actor, question: Inquiry) -> date | None:
    """Return the day by which an answer had come, None where no later feature knows one."""
    return min((day for teller in _receipts for day in teller(actor, question)), default=None)
