"""What follows for a person who was handed over: where she is, that she has arrived, the outcome.

Written in sets: as many statements for one person as for a hundred. Everything names the number of
the handover as its source in detail, by which it is found again when the handover is corrected.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cases.casework.choices import Outcome, Stage, TransitionKind
from cases.casework.ledger import Entry
from cases.casework.models import Case
from cases.casework.operations.homecoming import is_before_home, points_to
from cases.casework.progress import load, refresh
from cases.casework.progress.asking import passed_in
from cases.casework.progress.file import File
from cases.casework.together.ledgers import Change, standing_by_case, write_together
from cases.casework.together.ways import Facts, put_ways
from cases.casework.ways_moved import void_ways
from cases.casework.whereabouts import Point, whereabouts
from cases.core.actor import Actor
from cases.core.facts import Interval, Source
from cases.crossings.choices import StayKind
from cases.crossings.models import Stay
from cases.movements.handover.choices import HandoverKind
from cases.movements.handover.models import Handover, HandoverLine


@dataclass(frozen=True, slots=True)
class Act:
    """Which handover is signed, by whom, when it happened, known since when, by which act."""

    actor: Actor
    handover: Handover
    interval: Interval
    moment: datetime
    by: str

    @property
    def source(self) -> str:
        """Who says so: the reception point for home, else our own mission."""
        return Source.HOME_AUTHORITY if self.actor.is_reception else Source.MISSION

    @property
    def is_at_home(self) -> bool:
        """Whether whoever is handed over is at home by it."""
        return self.handover.kind != HandoverKind.FROM_HOST


def follow_lines(act: Act, lines: Sequence[HandoverLine], cases: Sequence[Case]) -> None:
    """Write the ways and the stages of everybody who was handed over."""
    by_case = {line.case_id: line for line in lines}
    facts = Facts(act.actor, act.interval, act.moment, act.by, come_last=act.is_at_home)
    put_ways(facts, cases, lambda case, until: points_of(act, by_case[case.pk], until))
    files = load(cases)
    changes = [change for file in files if (change := change_of(act, file)) is not None]
    if changes:
        write_together(act.actor, changes, act.moment, act.by, why=act.handover.number)
    refresh(cases, act.moment, files)


def points_of(act: Act, line: HandoverLine, until: Sequence[Point]) -> list[Point]:
    """Return what comes new in a person's way: a border where she was abroad, then the place.

    Handed to her province she has left the place, and where she went stands beside it.
    """
    handover, place = act.handover, act.handover.place
    to_province = handover.kind == HandoverKind.HOME_PROVINCE
    holder = handover.received_by if act.is_at_home and not to_province else None
    found = points_to(until, place, act.source, handover.number, holder)
    if not to_province:
        return found
    to = line.received_body or handover.receiving_words
    said = {"source": act.source, "source_detail": handover.number}
    is_there = whereabouts(until).country == place.country
    return [*([] if is_there else found), Stay(kind=StayKind.LEFT, note=to, **said)]


def change_of(act: Act, file: File) -> Change | None:
    """Return what comes new in the ledger of a case: arrived where she was not yet, then closed."""
    case = file.case
    if not act.is_at_home or case.stage == Stage.CLOSED:
        return None
    entries = []
    if is_before_home(case):
        passed = passed_in(file, case.stage, Stage.ARRIVED, act.moment)
        entries.append(entry(act, {"stage": Stage.ARRIVED.value}, passed))
    if act.handover.closes:
        outcome: dict[str, object] = {
            "stage": Stage.CLOSED.value,
            "outcome": Outcome.HANDED_OVER.value,
        }
        entries.append(entry(act, outcome, []))
    return Change(case, entries, comes_last=True) if entries else None


def entry(act: Act, changes: dict[str, object], passed: list[str]) -> Entry:
    """Return a fact that the handover itself is the source of."""
    return Entry(
        kind=TransitionKind.FACT,
        changes=changes,
        interval=act.interval,
        reason=act.handover.number,
        source=act.source,
        source_detail=act.handover.number,
        gate_open=passed,
    )


def take_back_lines(
    actor: Actor, handover: Handover, cases: Sequence[Case], moment: datetime, reason: str
) -> None:
    """Void what a handover has written, on locked cases whose columns wait."""
    ledgers = standing_by_case(cases)
    changes = []
    for case in cases:
        ours = [row.pk for row in ledgers[case.pk] if row.source_detail == handover.number]
        if ours:
            changes.append(Change(case, drop=ours))
    if changes:
        write_together(actor, changes, moment, "void_transition", why=reason)
    # Then nobody derives of a closing that goes with it that the person was lost by it.
    void_ways(actor, cases, handover.number, moment, reason)
