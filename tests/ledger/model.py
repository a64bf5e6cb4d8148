"""What the two ledgers should say, in plain Python: facts in a list, nothing of the app's code.

A fact knows what it changes and when it happened. The course of a case is a list of facts in order,
one list for each moment at which another was known; the position is worked out from it anew.

What is known to a day can have happened at any instant of it. A fact stands at no place where it
certainly did not: behind what was certainly later, or before what was certainly earlier. What
stands before something was over by then. A way is a heap of facts, ordered by their last instants.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import combinations, pairwise, permutations
from typing import Any

STAGES = ["reported", "contacted", "verified", "ready", "departed", "arrived"]
IN_ORDER = [*STAGES, "closed"]
MOMENT = timedelta(microseconds=2)


@dataclass
class Fact:
    """Something that was said: `rank` orders facts of a way of one instant.

    `dead`: the last instant of a death that is said beside when the case was closed.
    `own`: the last instant that it had when it was recorded.
    """

    kind: str
    changes: dict[str, Any]
    first: datetime
    at: datetime
    recorded: datetime
    rank: float
    dead: datetime | None = None
    voided: datetime | None = None
    is_derived: bool = False
    own: datetime | None = None

    @property
    def died(self) -> datetime | None:
        """The last instant of the death, where somebody said when it was."""
        return self.dead or (self.at if self.kind == "fact" else None)

    def stood(self, known: datetime) -> bool:
        return self.recorded <= known and (self.voided is None or self.voided > known)


@dataclass
class Course:
    """Facts about one case in order, as they were known since each moment."""

    lists: list[tuple[datetime, list[Fact]]] = field(default_factory=list)

    def standing(self, known: datetime, until: datetime | None = None) -> list[Fact]:
        facts = next((facts for since, facts in reversed(self.lists) if since <= known), [])
        return [fact for fact in facts if until is None or fact.at <= until]

    def stand(self, known: datetime, facts: list[Fact]) -> None:
        for fact in facts:
            fact.own = fact.own or fact.at
        self.lists.append((known, facts))


def inserted(facts: list[Fact], new: Fact, place: int) -> list[Fact]:
    return [*facts[:place], new, *facts[place:]]


def is_possible(facts: list[Fact]) -> bool:
    """Whether no fact stands behind one that was certainly later."""
    return all(one.first <= other.at for one, other in combinations(facts, 2))


def out_of_order(facts: list[Fact]) -> int:
    """How many pairs of named stages stand the wrong way round."""
    stages = [IN_ORDER.index(fact.changes["stage"]) for fact in facts if "stage" in fact.changes]
    return sum(one > other for one, other in combinations(stages, 2))


def turn(facts: list[Fact], new: Fact) -> int | None:
    """Behind how many facts a stage was reached: the last possible place with the best order.

    A case that is closed reaches no stage; whoever has left can die.
    """
    found = [
        place
        for place in range(1, len(facts) + 1)
        if is_possible(inserted(facts, new, place))
        and (is_death(new) or account(facts[:place])[0] != "closed")
    ]
    order = {place: out_of_order(inserted(facts, new, place)) for place in found}
    return min(found, key=lambda place: (order[place], -place), default=None)


def turn_again(facts: list[Fact], new: Fact, place: int) -> int:
    """Where a fact stands that is dated otherwise: at its place, unless by its last instant."""
    by_last = sum(fact.at <= new.at for fact in facts)
    here, there = inserted(facts, new, place), inserted(facts, new, by_last)
    if is_possible(here) and out_of_order(here) <= out_of_order(there):
        return place
    return by_last


def over(fact: Fact, moment: datetime) -> Fact:
    """The fact, over just before a moment, but begun."""
    return replace(fact, at=max(fact.first, min(fact.at, moment - MOMENT)))


def without(facts: list[Fact], old: Fact) -> list[Fact]:
    """The facts without one: what was over by it lasts again as was said, until what follows."""
    place = facts.index(old)
    chain = facts[place + 1 :]
    for fact in reversed(facts[:place]):
        longer = replace(fact, at=fact.own or fact.at)
        if chain and longer.at >= chain[0].at:
            longer = over(longer, chain[0].at)
        is_better = longer.at > fact.at and not (chain and longer.at >= chain[0].at)
        chain = [longer if is_better else fact, *chain]
    return chain


def put(facts: list[Fact], new: Fact, place: int) -> list[Fact]:
    """The facts with another at its place: what stands before something was over by then."""
    if place < len(facts) and facts[place].at <= new.at:
        new = over(new, facts[place].at)
    new = replace(new, at=max([new.at, *(fact.first for fact in facts[:place])]))
    chain = [over(fact, new.at) if fact.at > new.at else fact for fact in facts[:place]]
    for index in range(1, place):
        chain[index] = replace(chain[index], at=max(chain[index].at, chain[index - 1].at))
    return [*chain, new, *facts[place:]]


def is_death(fact: Fact) -> bool:
    return fact.changes.get("outcome") == "died"


def death_of(facts: list[Fact]) -> Fact | None:
    """The fact that gave the last outcome, where the case is closed as died."""
    ended = [fact for fact in facts if "outcome" in fact.changes]
    return ended[-1] if ended and account(facts)[3] == "died" else None


def goes_on(facts: list[Fact], new: Fact, place: int) -> bool:
    """Whether a stage would follow a closing, or anything that needs the person a death."""
    if new.kind in {"open", "reopen"}:
        return False
    has_stage = new.changes.get("stage", "closed") != "closed"
    if has_stage and account(facts[:place])[0] == "closed":
        return True
    death = death_of(facts)
    is_late = death is not None and death.died is not None and death.died < new.first
    return is_late and (has_stage or "held" in new.changes)


def told_at(
    facts: list[Fact],
    new: Fact,
    place: int | None,
    *,
    by: Callable[[list[Fact], Fact, int], list[Fact]] = put,
    is_open: bool = False,
    plain: list[Fact] | None = None,
) -> list[Fact] | None:
    """The course with another fact in it; nothing where that cannot be.

    A death that something later would undo closes the case at its last entry, unless that is closed
    otherwise: then nothing else (`plain`) moves. No other closing is undone, unless it is corrected
    in a case that `is_open` all the same.
    """
    holds = place is not None and account(inserted(facts, new, place))[3] == "died"
    if is_death(new) and not holds and not is_open:
        if account(facts)[0] == "closed":
            return None
        facts = plain or facts
        last = facts[-1]
        return [*facts, replace(new, dead=new.dead or new.at, first=last.first, at=last.at)]
    if place is None or goes_on(facts, new, place):
        return None
    chain = by(facts, new, place)
    if "outcome" in new.changes and not is_open and account(chain)[0] != "closed":
        return None
    return chain if chain[0].kind == "open" else None


@dataclass
class Ledger:
    """Facts about one person's way."""

    facts: list[Fact] = field(default_factory=list)

    def standing(self, known: datetime, until: datetime | None = None) -> list[Fact]:
        found = [
            fact for fact in self.facts if fact.stood(known) and (until is None or fact.at <= until)
        ]
        return sorted(found, key=lambda fact: (fact.at, fact.rank))

    def add(self, fact: Fact) -> None:
        self.facts.append(fact)


OUTSIDE = ("", None, False, "")


def account(facts: list[Fact]) -> tuple[Any, ...]:
    """The account after these facts: stage, mission, held, outcome.

    A reopening that named no stage leads back to the one before the closing.
    """
    stage, mission, held, outcome = OUTSIDE
    back = ""
    for fact in facts:
        stage = back if fact.changes.get("back") else fact.changes.get("stage", stage)
        mission = fact.changes.get("mission", mission)
        held = fact.changes.get("held", held)
        outcome = fact.changes.get("outcome", outcome)
        if stage == "closed":
            held = False
        else:
            back, outcome = stage, ""
    return (stage, mission, held, outcome)


def ends(fact: Fact) -> tuple[str, str]:
    """The country in which a point begins, and the one in which it ends; empty where not known."""
    there = fact.changes.get("country", "") if fact.kind == "at" else ""
    return fact.changes.get("from", there), fact.changes.get("to", there)


def discord(facts: list[Fact], begins: dict[float, str]) -> int:
    """How often a point begins in another country than the one before it led to."""
    said = [fact for fact in facts if fact.kind in {"crossing", "at"}]
    steps = [(ends(one)[1], begins[other.rank]) for one, other in pairwise(said)]
    return sum(one != other for one, other in steps)


def in_turn(facts: list[Fact]) -> list[Fact]:
    """Points as they come: what is known to a day comes where it fits among the day's moments."""
    keys = {fact.rank: (fact.at, 0, fact.is_derived, fact.rank) for fact in facts}
    for day in facts:
        inside = [
            fact for fact in facts if fact.first == fact.at and day.first <= fact.at <= day.at
        ]
        if day.first == day.at or day.is_derived or not inside:
            continue
        leaves = {"crossing": "left", "left": "at"}.get(day.kind)
        begins = {fact.rank: ends(fact)[0] for fact in facts}
        if day.kind == "at":
            same = [fact for fact in facts if (fact.first, fact.at) == (day.first, day.at)]
            over = [ends(fact)[0] for fact in same if fact.changes.get("to") == ends(day)[1]]
            begins[day.rank] = min(over, default=begins[day.rank])
        count = 1 + max((n for n, fact in enumerate(inside) if fact.kind == leaves), default=-1)
        slots = [
            (discord([*inside[:n], day, *inside[n:]], begins), n)
            for n in range(count, len(inside) + 1)
            if n in {0, count} or inside[n - 1].kind in {"crossing", "at"}
        ]
        least = min(slots)[0]
        fitting = [n for cost, n in slots if cost == least]
        place = fitting[-1] if day.kind == "crossing" else fitting[0]
        keys[day.rank] = (
            (inside[place - 1].at, 1, day.first, day.rank)
            if place
            else (inside[0].at, -1, day.first, day.rank)
        )
    return by_chain(sorted(facts, key=lambda fact: keys[fact.rank]))


def by_chain(facts: list[Fact]) -> list[Fact]:
    """Points as they come: those of one day, up to six, as they follow from each other."""
    turn: list[Fact] = []
    while len(turn) < len(facts):
        start = len(turn)
        day = {start: facts[start]}
        for n in range(start + 1, len(facts)):
            if not is_of_day(facts[start]) or not is_of_day(facts[n], facts[start].first):
                break
            day[n] = facts[n]
        turn += followed(list(day.values()), turn, facts[start + len(day) :])
    return turn


def is_of_day(fact: Fact, day: datetime | None = None) -> bool:
    return fact.first < fact.at and not fact.is_derived and day in {None, fact.first}


def followed(day: list[Fact], before: list[Fact], after: list[Fact]) -> list[Fact]:
    """The order of a day that is in discord least, with its neighbours and then within the day."""
    heads = [n for n, fact in enumerate(day) if fact.kind in {"at", "crossing"}]
    if "crossing" not in {fact.kind for fact in day} or not 1 < len(heads) <= 6:
        return day
    ahead = [ends(fact)[1] for fact in before if fact.kind != "left"][-1:]
    behind = [ends(fact)[0] for fact in after if fact.kind != "left"][:1]

    def odd(order: tuple[int, ...], *, alone: bool = False) -> int:
        lands = [land for n in order for land in ends(day[n])]
        lands = lands[1:-1] if alone else [*(ahead or lands[:1]), *lands, *(behind or lands[-1:])]
        return sum(
            "" not in pair and pair[0] != pair[1]
            for pair in zip(lands[::2], lands[1::2], strict=True)
        )

    def swaps(order: tuple[int, ...]) -> int:
        return sum(one > other for one, other in combinations(order, 2))

    best = min(
        permutations(heads),
        key=lambda order: (odd(order), odd(order, alone=True), swaps(order), order),
    )
    parts = [day[n:m] for n, m in pairwise([*heads, len(day)])]
    return [*day[: heads[0]], *(fact for n in best for fact in parts[heads.index(n)])]


def whereabouts(facts: list[Fact]) -> tuple[Any, ...]:
    """Country, place and holder after these points."""
    return led_to(in_turn(facts))


def led_to(turn: list[Fact]) -> tuple[Any, ...]:
    """Country, place and holder after points of a way as they come."""
    country, place, holder = "", None, None
    for fact in turn:
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


def contradicted(said: Fact, by: str, outcome: str, host: str, died: datetime | None) -> bool:
    """Whether an outcome takes back what was stated with another one (`by`), of a country.

    It does where nobody is there after it, or where they had certainly died by then, unless that
    was said of the body. A last known place is one of before: no later end contradicts it.
    """
    if died is not None and died < said.first and by != "died":
        return True
    if MEANING[by] == MEANING[outcome] and outcome != "serving_sentence":
        return False
    meaning, country = MEANING[outcome], ends(said)[1]
    if LOST in {meaning, MEANING[by]}:
        return country == "VN"
    if meaning == HOME:
        return country != "VN"
    if meaning == ABROAD:
        return country in {"VN", host}
    return outcome == "serving_sentence" and country == "VN"


def restated(
    told: list[Fact], said: Fact | None, outcomes: list[tuple[str, datetime | None]], host: str
) -> list[tuple[str, str]]:
    """Kind and country of a way after a closing and its corrections, each with the day of a death.

    What one of them takes back comes again with a later one that contradicts it after none of the
    outcomes under which it stood or fell; what follows from an outcome that nobody knows goes.
    """
    under: list[str] = []
    for number, ((by, _day), (outcome, died)) in enumerate(pairwise(outcomes), 1):
        taken_after = under or [by]
        if said and any(contradicted(said, one, outcome, host, died) for one in taken_after):
            under = under or [one for one, _at in outcomes[:number]]
        else:
            under = []
    way = [*told, said] if said and not under else told
    found = [(fact.kind, ends(fact)[1]) for fact in way]
    outcome, country = outcomes[-1][0], led_to(way)[0]
    is_open = MEANING[outcome] in {HOME, ABROAD, LOST} and not agrees(outcome, country, host)
    return [*found, ("lost", "")] if is_open else found
