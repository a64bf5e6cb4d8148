"""Cases with rows of their ledgers that can be corrected or voided."""

from datetime import date
from typing import Any

from cases.casework.operations import advance_case, record_crossing, record_stay
from cases.core.actor import Actor
from cases.core.facts import When
from tests.register import a_case

OPENED = When(day=date(2025, 10, 20))
SEEN = When(day=date(2025, 10, 22))
Prepared = tuple[Any, dict[str, Any]]


def case_with_opening(actor: Actor) -> Prepared:
    """A case and its opening row, which can be dated anew."""
    row = a_case(actor, reported=OPENED)
    return row, {"transition": str(row.transitions.get(kind="open").uuid)}


def advanced_case(actor: Actor) -> Prepared:
    """A case and a row after the opening, which can be voided."""
    row = advance_case(actor, a_case(actor, reported=OPENED))
    return row, {"transition": str(row.transitions.get(kind="advance").uuid)}


def case_with_crossing(actor: Actor) -> Prepared:
    """A case of a person who crossed a border."""
    row = a_case(actor, reported=OPENED)
    crossing = record_crossing(
        actor, row, from_country="MM", to_country="TH", when=SEEN, source="relative"
    )
    return row, {"crossing": str(crossing.uuid)}


def case_with_stay(actor: Actor) -> Prepared:
    """A case of a person known to be somewhere."""
    row = a_case(actor, reported=OPENED)
    stay = record_stay(actor, row, kind="at", country="TH", when=SEEN, source="relative")
    return row, {"stay": str(stay.uuid)}


ON_THE_WAY = {
    "correct_crossing": case_with_crossing,
    "correct_stay": case_with_stay,
    "correct_transition": case_with_opening,
    "void_crossing": case_with_crossing,
    "void_stay": case_with_stay,
    "void_transition": advanced_case,
}
