"""Whether each of many newcomers is on record already: a whole list at once, never row by row.

For each newcomer those who may be the same come back, the likeliest first, with bits, reasons and
a verdict. Whoever asks decides what to do with it: nothing here writes.
"""

import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from django.db import connection

from cases.citizens.models import CitizenSight
from cases.citizens.search.heads import each_once
from cases.citizens.search.judging import (
    Candidate,
    OnRecord,
    Verdict,
    Wanted,
    judged,
    likeliest,
    wanted_of,
)
from cases.citizens.search.newcomers import Newcomer
from cases.citizens.search.recorded import Needs, needs_of, on_record
from cases.citizens.search.rounds import first_ways, second_ways
from cases.citizens.search.ways import Group, Way
from cases.citizens.search.weights import weights
from cases.core.actor import Actor
from cases.places.models import Province

CHUNK: Final = 500
"""So many are asked for by one statement; what is read of them stays within some megabytes."""
MOST_BY_ONE: Final = 20
MOST: Final = 5
"""So many candidates are told of each, and so many who fit as well as each other."""
FIND: Final = "select asking, citizen_id from find_people_in_sets(%s, %s)"
ABOUT_HOW_MANY: Final = (
    "select reltuples::bigint from pg_class where oid = 'cases_citizen'::regclass"
)
Apart = Mapping[int, Collection[int]]
Ways = Callable[[Wanted, float], Iterable[Way]]


def match_in_sets(
    actor: Actor, newcomers: Sequence[Newcomer], but: Apart | None = None
) -> list[list[Candidate]]:
    """Return for each newcomer who in sight of `actor` may be the same, the likeliest first.

    `but` gives by place in `newcomers` the ids of people of whom somebody has said that they are
    somebody else.
    """
    everybody = [people for chunk in chunks(actor, newcomers) for people in chunk.found]
    apart = [(but or {}).get(at, ()) for at in range(len(everybody))]
    ranked = [
        sorted((one for pk, one in people.items() if pk not in others), key=likeliest)
        for people, others in zip(everybody, apart, strict=True)
    ]
    return [told(people) for people in each_once(actor, ranked, apart)]


def chunks(actor: Actor, newcomers: Sequence[Newcomer]) -> Iterator["Chunk"]:
    """Yield the newcomers some hundreds at a time, with all who were found for them."""
    called, least = names_of_provinces(), least_bits(actor)
    for start in range(0, len(newcomers), CHUNK):
        some = newcomers[start : start + CHUNK]
        chunk = Chunk(actor, [wanted_of(one, called.provinces(one)) for one in some], least)
        chunk.ask(first_ways, range(len(some)))
        chunk.ask(second_ways, [at for at in range(len(some)) if not chunk.is_settled(at)])
        yield chunk


class Chunk:
    """Some newcomers, the people who were read for them, and who of these may be whom."""

    def __init__(self, actor: Actor, wanted: Sequence[Wanted], least: float) -> None:
        self.actor = actor
        self.wanted = wanted
        self.least = least
        self.known: dict[Needs, dict[int, OnRecord]] = defaultdict(dict)
        self.asked: list[set[int]] = [set() for _ in wanted]
        self.found: list[dict[int, Candidate]] = [{} for _ in wanted]

    def ask(self, ways: Ways, askings: Iterable[int]) -> None:
        """Ask for candidates of these newcomers and weigh those who are new."""
        people = candidates((at, ways(self.wanted[at], self.least)) for at in askings)
        for at in people:
            people[at] -= self.asked[at]
            self.asked[at] |= people[at]
        self.read(people)
        for at, new in people.items():
            wanted = self.wanted[at]
            known = self.known[needs_of(wanted)]
            for pk in sorted(new & known.keys()):
                candidate = judged(wanted, known[pk], self.least)
                if candidate is not None:
                    self.found[at][pk] = candidate

    def read(self, people: Mapping[int, set[int]]) -> None:
        """Read those who were not read yet, with no more than is compared."""
        unread: dict[Needs, set[int]] = defaultdict(set)
        for at, new in people.items():
            unread[needs_of(self.wanted[at])] |= new
        for needs, new in unread.items():
            missing = sorted(new - self.known[needs].keys())
            if missing:
                self.known[needs] |= on_record(self.actor, missing, needs)

    def is_settled(self, at: int) -> bool:
        """Return whether nobody likelier than somebody found can be expected."""
        least = weights().thresholds.settled
        return any(
            one.bits >= least and one.verdict != Verdict.PERHAPS for one in self.found[at].values()
        )


def candidates(askings: Iterable[tuple[int, Iterable[Way]]]) -> dict[int, set[int]]:
    """Return ids of people in sight of the transaction's actor by the number of the asking."""
    asked = [
        (at, [terms(group) for group in way])
        for at, ways in askings
        for way in ways
        if way and all(way)
    ]
    found: dict[int, set[int]] = defaultdict(set)
    if asked:
        with connection.cursor() as cursor:
            cursor.execute(FIND, [json.dumps(asked), MOST_BY_ONE])
            for at, citizen in cursor.fetchall():
                found[at].add(citizen)
    return found


def terms(group: Group) -> str:
    """Return the alternatives of a group as the database compares them: digests, no words."""
    return " | ".join(dict.fromkeys(map(digest, group)))


@lru_cache(maxsize=65536)
def digest(key: str) -> str:
    """Return what `search_key` of the database makes of a key."""
    return hashlib.md5(key.encode(), usedforsecurity=False).hexdigest()[:8]


def told(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Return those worth telling of, the likeliest first, as they come.

    One paper links one person: where it is on record of two, somebody has to decide. Of namesakes
    who cannot be told apart nobody is told.
    """
    if sum(one.verdict == Verdict.LINKED for one in ranked) > 1:
        ranked = [parked(one) for one in ranked]
    likely = [one for one in ranked if one.verdict != Verdict.PERHAPS]
    perhaps = [one for one in ranked if one.verdict == Verdict.PERHAPS]
    least = perhaps[0].bits - weights().thresholds.as_good if perhaps else 0.0
    if sum(one.bits >= least for one in perhaps) > MOST:
        perhaps = []
    return [*likely, *perhaps][:MOST]


def parked(one: Candidate) -> Candidate:
    """Return the candidate for somebody to decide on, not linked."""
    verdict = Verdict.LIKELY if one.verdict == Verdict.LINKED else one.verdict
    return Candidate(one.citizen, one.bits, one.reasons, verdict)


def least_bits(actor: Actor) -> float:
    """Return how much must say so among so many people in sight, before anybody is told.

    Of seventy people one with the name is she; of a million there are hundreds.
    """
    if actor.sees_all:
        with connection.cursor() as cursor:
            cursor.execute(ABOUT_HOW_MANY)
            (people,) = cursor.fetchone()
    else:
        people = CitizenSight.objects.of(actor).count()
    return math.log2(max(people, 1)) - weights().thresholds.in_doubt


class Called:
    """By which ids a province is called: its own, that of before and of after the reform."""

    def __init__(self, rows: Iterable[tuple[int, str, int | None]]) -> None:
        self.ids: dict[int, set[int]] = defaultdict(set)
        self.by_code: dict[str, int] = {}
        for pk, code, successor in rows:
            self.by_code[code] = pk
            self.ids[pk].add(pk)
            if successor:
                self.ids[pk].add(successor)
                self.ids[successor].add(pk)

    def provinces(self, newcomer: Newcomer) -> tuple[int, ...]:
        """Return the ids of her province; where none is said, of that in her personal number."""
        told_by = newcomer.told_by_number
        place = newcomer.province or (self.by_code.get(told_by.province) if told_by else None)
        return tuple(sorted(self.ids.get(place, ()))) if place else ()


def names_of_provinces() -> Called:
    """Return the ids of all provinces."""
    return Called(Province.objects.values_list("pk", "code", "successor_id"))
