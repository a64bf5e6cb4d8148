"""What the two ledgers should say, in plain Python: facts in a list, nothing of the app's code.

A fact knows what it changes, when it happened, since when it is known and until when it stood.
Of a closing as died `dead` is the last instant of the death, where somebody said when that was, and
`is_dated` that it is said beside the place of the closing.
Nothing is ever copied here: the position is always worked out from the standing facts anew.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass
class Fact:
    """Something that was said: `rank` orders facts of one instant, `key` names it outside."""

    key: str
    kind: str
    changes: dict[str, Any]
    first: datetime
    at: datetime
    recorded: datetime
    rank: float
    dead: datetime | None = None
    is_dated: bool = False
    voided: datetime | None = None
    is_derived: bool = False

    def stood(self, known: datetime) -> bool:
        return self.recorded <= known and (self.voided is None or self.voided > known)


@dataclass
class Ledger:
    """Facts about one case, or one person's way."""

    facts: list[Fact] = field(default_factory=list)

    def standing(self, known: datetime, until: datetime | None = None) -> list[Fact]:
        found = [
            fact for fact in self.facts if fact.stood(known) and (until is None or fact.at <= until)
        ]
        return sorted(found, key=lambda fact: (fact.at, fact.rank))

    def add(self, fact: Fact) -> None:
        self.facts.append(fact)

    def void(self, key: str, moment: datetime) -> None:
        for fact in self.facts:
            if fact.key == key and fact.voided is None:
                fact.voided = moment


OUTSIDE = ("", None, False, "")


def account(facts: list[Fact]) -> tuple[Any, ...]:
    """The account after these facts: stage, mission, held, outcome."""
    stage, mission, held, outcome = OUTSIDE
    for fact in facts:
        stage = fact.changes.get("stage", stage)
        mission = fact.changes.get("mission", mission)
        held = fact.changes.get("held", held)
        outcome = fact.changes.get("outcome", outcome)
        if stage == "closed":
            held = False
        else:
            outcome = ""
    return (stage, mission, held, outcome)


def whereabouts(facts: list[Fact]) -> tuple[Any, ...]:
    """Country, place and holder after these points."""
    country, place, holder = "", None, None
    for fact in facts:
        if fact.kind == "crossing":
            country, place, holder = fact.changes["to"], None, None
        elif fact.kind == "at":
            country = fact.changes["country"]
            place, holder = fact.changes["place"], fact.changes["holder"]
        elif fact.kind == "lost":
            country, place, holder = "", None, None
        else:
            place, holder = None, None
    return (country, place, holder)


HOME, ABROAD, LOST, STAYS = "home", "abroad", "lost", "stays"
MEANING = {
    "handed_over": HOME,
    "own_means": HOME,
    "onward": ABROAD,
    "lost_contact": LOST,
    "serving_sentence": STAYS,
    "declined": STAYS,
    "not_national": STAYS,
    "died": STAYS,
}


def agrees(outcome: str, country: str, host: str) -> bool:
    """Whether a person may be in a country, or nowhere known, once the case has ended so."""
    return {
        HOME: country in {"", "VN"},
        ABROAD: country not in {"VN", host},
        LOST: country == "",
        STAYS: True,
    }[MEANING[outcome]]
