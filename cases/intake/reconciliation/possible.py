"""What is possible with an entry of a comparison now, and why not: one answer for every surface."""

from collections.abc import Collection, Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Refused, wrong_state
from cases.core.guards import Hindrance, ruled_out
from cases.intake.lists.states import OPEN_ROWS
from cases.intake.reconciliation import states
from cases.intake.reconciliation.choices import OF_NAME, Done
from cases.intake.reconciliation.models import PileEntry

PILES: Final[Mapping[str, Collection[str]]] = {
    "record_listed_stay": states.STAYS_RECORDED,
    "keep_listed_spelling": states.SPELLINGS_KEPT,
    "open_listed_case": states.CASES_OPENED,
    "join_entry": states.SAID_SAME,
    "tell_entry_apart": states.TOLD_APART,
}
"""Name of an operation -> the piles on which it is done."""


@ruled_out(PileEntry)
def state_of_entry(actor: Actor, entry: PileEntry) -> Hindrance:
    """What is not done with an entry as it stands."""
    return lambda name: refusal_of(name, entry)


def refusal_of(name: str, entry: PileEntry) -> Refused | None:
    """Return the 409 that forbids an operation as the entry stands, None where nothing does."""
    if not entry.reconciliation.is_done:
        return wrong_state(_("The list is still being compared."), "still_compared")
    if entry.pile not in PILES[name]:
        return wrong_state(_("This is not done with what lies on this pile."), "other_pile")
    if name == "record_listed_stay" and Done.STAY in entry.done:
        return wrong_state(_("The stay was recorded already."), "stay_known")
    if name == "keep_listed_spelling" and not set(OF_NAME).intersection(entry.differences):
        return wrong_state(_("This person is known by this spelling already."), "spelling_known")
    if name == "tell_entry_apart" and entry.citizen_id is None and entry.candidate_id is None:
        return wrong_state(_("There is nobody whom this row is taken for."), "nobody_meant")
    return refusal_of_row(name, entry)


def refusal_of_row(name: str, entry: PileEntry) -> Refused | None:
    """Return why an operation is refused that settles the row of an entry, or says whose it is."""
    if name not in {"open_listed_case", "join_entry", "tell_entry_apart"} or entry.row is None:
        return None
    if entry.row.is_settled:
        return wrong_state(_("The case of this row was opened already."), "opened_already")
    if name == "open_listed_case" and entry.row.is_foreign:
        return wrong_state(_("The list says that the person is of another country."), "foreign")
    if name != "open_listed_case" and entry.row.state not in OPEN_ROWS:
        return wrong_state(_("The row was left out of the list."), "left_out")
    return None
