"""What the two ledgers should say, in plain Python: facts in a list, nothing of the app's code.

A fact knows what it changes, when it happened, since when it is known and until when it stood.
Of a closing as died `dead` is the last instant of the death, where somebody said when that was, and
`is_dated` that it is said beside the place of the closing.
Nothing is ever copied here: the position is always worked out from the standing facts anew.
"""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
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


def ends(fact: Fact) -> tuple[str, str]:
    """The country in which a point begins, and the one in which it ends; empty where not known."""
    there = fact.changes.get("country", "") if fact.kind == "at" else ""
    return fact.changes.get("from", there), fact.changes.get("to", there)


def discord(facts: list[Fact], begins: dict[str, str]) -> int:
    """How often a point begins in another country than the one before it led to."""
    said = [fact for fact in facts if fact.kind in {"crossing", "at"}]
    steps = [(ends(one)[1], begins[other.key]) for one, other in pairwise(said)]
    return sum(one != other for one, other in steps)


def in_turn(facts: list[Fact]) -> list[Fact]:
    """Points as they come: what is known to a day comes where it fits among the day's moments."""
    keys = {fact.key: (fact.at, 0, fact.at, fact.rank) for fact in facts}
    for day in facts:
        inside = [
            fact for fact in facts if fact.first == fact.at and day.first <= fact.at <= day.at
        ]
        if day.first == day.at or day.is_derived or not inside:
            continue
        leaves = {"crossing": "left", "left": "at"}.get(day.kind)
        begins = {fact.key: ends(fact)[0] for fact in facts}
        if day.kind == "at":
            same = [fact for fact in facts if (fact.first, fact.at) == (day.first, day.at)]
            over = [ends(fact)[0] for fact in same if fact.changes.get("to") == ends(day)[1]]
            begins[day.key] = min(over, default=begins[day.key])
        count = 1 + max((n for n, fact in enumerate(inside) if fact.kind == leaves), default=-1)
        slots = [
            (discord([*inside[:n], day, *inside[n:]], begins), n)
            for n in range(count, len(inside) + 1)
            if n in {0, count} or inside[n - 1].kind in {"crossing", "at"}
        ]
        place = min(slots)[1]
        keys[day.key] = (
            (inside[place - 1].at, 1, day.first, day.rank)
            if place
            else (inside[0].at, -1, day.first, day.rank)
        )
    return sorted(facts, key=lambda fact: keys[fact.key])


def whereabouts(facts: list[Fact]) -> tuple[Any, ...]:
    """Country, place and holder after these points."""
    country, place, holder = "", None, None
    for fact in in_turn(facts):
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
