"""What the world holds of letters."""

from typing import Any

from cases.core.actor import Actor
from cases.letters.operations import issue_letters
from tests.letters.written import a_letter, a_ready_case, sent
from tests.register import a_case, fresh

Prepared = tuple[Any, dict[str, Any]]


def letter(actor: Actor) -> Prepared:
    """A letter that stands, and asked no step."""
    return fresh(a_letter(actor, a_ready_case(actor), "note-verbale")), {}


def sent_letter(actor: Actor) -> Prepared:
    """A letter that was sent, and asked no step."""
    row, _json = letter(actor)
    return sent(actor, row, width=640 + row.serial), {}


def batch(actor: Actor) -> Prepared:
    """Letters that were issued together."""
    return issue_letters(actor, cases=[a_ready_case(actor)], letter="note-verbale"), {}


LETTERS = {"letter-batches": batch, "letters": letter}
OF_LETTERS = {"record_letter_reply": sent_letter}


def chosen(actor: Actor) -> dict[str, Any]:
    """A case to write about."""
    return {"cases": [a_case(actor).reference]}


MADE_OF = {"issue_letters": chosen}
"""What an operation that makes a record takes beside its example."""
