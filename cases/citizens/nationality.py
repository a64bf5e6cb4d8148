"""On what the nationality of a person rests: the feature that knows it registers here."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from cases.citizens.models import Citizen
from cases.core.actor import Actor


class Decision(NamedTuple):
    """Which body decided the nationality, on which day, under which number."""

    body: str
    """Code of the kind of body (`cases.procedures.choices.Body`)."""
    authority: str
    """Code of the authority that was asked; empty where none is named."""
    name: str
    day: date
    number: str


Finds = Callable[[Actor, Citizen], Decision | None]
_finds: list[Finds] = []


def tells_decision(finds: Finds) -> Finds:
    """Register who finds the decision, as far as the actor may see it."""
    _finds.append(finds)
    return finds


def decision_on(actor: Actor, citizen: Citizen) -> Decision | None:
    """Return on which decision the nationality of a person rests, where the actor may see it."""
    return next(filter(None, (finds(actor, citizen) for finds in _finds)), None)
