"""What follows when a case ends, ends otherwise or at another moment, or ends no more.

There are many ways to it (closing, a fact, the handover at home, a correction, a link of the same
person), and one place where the position of a case is written. Whoever has something to do then
registers it:

    @on_outcome
    def plan_checks(ended: Ended) -> None: ...
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from cases.casework.choices import CAME_HOME
from cases.casework.models import Case, Transition
from cases.casework.whereabouts import Point
from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.facts import ledger_moment
from cases.missions.queries import system_at


@dataclass(frozen=True, slots=True)
class Ended:
    """A case whose outcome changed: by whom, what it was before, its standing ledger, when.

    Of a closing that was dated otherwise, the outcome is the same as before. `is_stated`: the act
    said where the person is. `stated`: what it wrote of the way with that, or that they are lost.
    """

    actor: Actor
    case: Case
    before: str
    rows: Sequence[Transition]
    moment: datetime
    is_stated: bool = False
    stated: Sequence[Point] = ()


STATING: Final = frozenset({"close_case", "correct_transition", "record_fact", "void_transition"})
"""Operations whose points of a way are those that they state with a closing, or state again."""
Follows = Callable[[Ended], None]
Ledgers = Mapping[int, Sequence[Transition]]
Returned = Callable[[Actor, Sequence[Case], Ledgers], None]
Together = Callable[[Sequence[Ended]], None]
_follows: list[Follows] = []
_together: dict[Follows, Together] = {}
_returned: list[Returned] = []
WayTold = Callable[[Actor, Sequence[Case], datetime, bool], None]
_ways_told: list[WayTold] = []


def on_outcome(follows: Follows) -> Follows:
    """Register what follows; it works with the eyes of whoever acts, and on this case alone."""
    if follows not in _follows:
        _follows.append(follows)
    return follows


def in_one_go(follows: Follows) -> Callable[[Together], Together]:
    """Register how the same follows for many cases of one act, in a fixed number of statements."""

    def wrap(together: Together) -> Together:
        _together[follows] = together
        return together

    return wrap


def follow_outcomes(ended: Sequence[Ended]) -> None:
    """Let follow what does for the cases of one act; one by one what knows no other way."""
    for follows in _follows:
        together = _together.get(follows)
        if together is not None:
            together(ended)
            continue
        for one in ended:
            follows(one)


def follow_outcome(ended: Ended) -> None:
    """Let follow what follows."""
    for follows in _follows:
        follows(ended)


def on_return(follows: Returned) -> Returned:
    """Register what follows when the course or the way of who came home is known otherwise.

    (actor, cases, the standing ledgers of some of them by case): in a fixed number of statements.
    """
    if follows not in _returned:
        _returned.append(follows)
    return follows


def follow_returns(actor: Actor, cases: Sequence[Case], ledgers: Ledgers) -> None:
    """Let follow what does for cases that ended with the person at home; `ledgers`: as known."""
    home = [case for case in cases if case.outcome in CAME_HOME]
    for follows in _returned if home else ():
        follows(actor, home, ledgers)


def on_way(follows: WayTold) -> WayTold:
    """Register what follows when something of people's ways was told by cases, or taken back.

    (actor, cases, moment, whether something was taken back); in a fixed number of statements.
    """
    if follows not in _ways_told:
        _ways_told.append(follows)
    return follows


def follow_ways(
    actor: Actor, cases: Sequence[Case], moment: datetime, *, is_void: bool = False
) -> None:
    """Let follow what follows."""
    for follows in _ways_told:
        follows(actor, cases, moment, is_void)


def follow_linked(citizen_ids: Sequence[int], *, is_void: bool) -> list[int]:
    """Let follow what does on all records of people, linked or not; return their ids.

    People are locked in id order, as before an operation, and no case.
    """
    heads = Citizen.objects.filter(pk__in=citizen_ids, head__isnull=False).values("head")
    people = Citizen.objects.filter(Q(head__in=heads) | Q(pk__in=citizen_ids))
    people = people.order_by("pk").select_for_update(no_key=True)
    records = list(people.values_list("pk", flat=True))
    rows = Case.objects.filter(citizen__in=records, voided_at__isnull=True).order_by("pk")
    firsts = {row.citizen_id: row for row in rows.select_related("citizen", "mission")}
    moment = ledger_moment([])
    for case in firsts.values():
        follow_ways(system_at(case.mission), [case], moment, is_void=is_void)
    return records
