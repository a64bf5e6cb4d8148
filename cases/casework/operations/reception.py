"""Reception at home: which point receives the person, and what is done there.

What the officer at the gate records has happened in front of her: it is a fact, and no gate denies
it. What a gate still asked for stands in the row and is listed for review. The officer does not
read the file; the operations see it while they write, since gates and clocks are counted from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Outcome, Stage, TransitionKind
from cases.casework.ledger import (
    Entry,
    Writing,
    may_end,
    over_before,
    standing_rows,
    write,
)
from cases.casework.models import Case, Transition
from cases.casework.operations.arrival import put_away, put_here
from cases.casework.policies import refusal_at_reception, refuse_closed
from cases.casework.progress import refresh
from cases.casework.progress.asking import passed_gates
from cases.casework.telling import tell_of_reception
from cases.casework.ways_moved import unsay
from cases.core.actor import Actor
from cases.core.context import seeing_too
from cases.core.errors import Refused, broken_rule, wrong_state
from cases.core.facts import Interval, Source, When, ledger_moment
from cases.core.guards import Hindrance, raised_by, ruled_out
from cases.core.operations import operation
from cases.core.roles import FILE
from cases.core.waiting import put
from cases.missions.choices import MissionKind
from cases.missions.models import Mission

NOT_RECEIVED_HERE = _("The arrival was not recorded here. Ask the mission that has the case.")


def check_reception(case: Case, operation: str) -> None:
    """Raise 409 unless the person is where this can happen."""
    refusal = refusal_at_reception(case, operation)
    if refusal is not None:
        raise refusal


@operation(may="case.plan_journey", audit="case.reception_set")
def set_reception_point(actor: Actor, case: Case, *, reception_point: Mission) -> Case:
    """Say where at home the person is received: that point sees her from "ready" on."""
    refuse_closed(case)
    if reception_point.kind != MissionKind.RECEPTION_POINT:
        raise broken_rule(
            _("This is no reception point."), "not_a_reception_point", "reception_point"
        )
    moment = ledger_moment([case.citizen, case])
    case.reception_point = reception_point
    put(case, "reception_point")
    refresh([case], moment)
    return case


@operation(may="case.receive", audit="case.received")
def receive_person(actor: Actor, case: Case, *, when: When, note: str = "") -> Case:
    """Record that the person came in at the reception point, where she is from then on."""
    check_reception(case, "receive_person")
    with seeing_too(FILE):
        moment, interval = moment_here(actor, case, when)
        put_here(actor, case, interval, moment)
        seen = Seen("receive_person", note, interval, moment)
        happened_here(actor, case, seen, {"stage": Stage.ARRIVED})
    tell_of_reception("person_received", case, actor.mission_code)
    return case


@operation(may="case.receive", audit="case.handed_over")
def hand_over_person(actor: Actor, case: Case, *, to: str, when: When, note: str = "") -> Case:
    """Record to whom at home the person was handed over: the case is closed with it."""
    check_reception(case, "hand_over_person")
    words = "\n".join(part for part in (to, note) if part)
    with seeing_too(FILE):
        moment, interval = moment_here(actor, case, when)
        put_away(actor, case, to, interval, moment)
        seen = Seen("hand_over_person", words, interval, moment)
        changes = {"stage": Stage.CLOSED, "outcome": Outcome.HANDED_OVER}
        happened_here(actor, case, seen, changes)
    tell_of_reception("person_handed_over", case, actor.mission_code)
    return case


@operation(may="case.receive", audit="case.arrival_withdrawn")
def withdraw_arrival(actor: Actor, case: Case, *, reason: str) -> Case:
    """Take back an arrival that this reception point recorded wrongly: she is on the road again."""
    check_reception(case, "withdraw_arrival")
    with seeing_too(FILE):
        last = arrival_here(actor, case)
        moment = ledger_moment([case.citizen, case])
        writing = Writing(actor, case, moment, "withdraw_arrival")
        write(writing, drop=[last], why=reason)
        unsay(writing, last, reason)
        refresh([case], moment)
    tell_of_reception("arrival_withdrawn", case, actor.mission_code)
    return case


def arrival_here(actor: Actor, case: Case) -> Transition:
    """Return the arrival that this reception point recorded last; 409 where something else is."""
    last = standing_rows(case)[-1]
    if (last.operation, last.recorded_for_id) != ("receive_person", actor.mission_id):
        raise wrong_state(NOT_RECEIVED_HERE, "not_received_here")
    return last


@ruled_out(Case)
def state_of_arrival(actor: Actor, case: Case) -> Hindrance:
    """Only the reception point that recorded an arrival takes it back."""

    def rules_out(name: str) -> Refused | None:
        if name != withdraw_arrival.name:
            return None
        with seeing_too(FILE):
            return raised_by(arrival_here, actor, case)

    return rules_out


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reception point saw: by which operation it is written, in which words, when."""

    by: str
    words: str
    interval: Interval
    moment: datetime


def moment_here(actor: Actor, case: Case, when: When) -> tuple[datetime, Interval]:
    """Return the moment of the act and when it happened, not before what stands for certain."""
    moment = ledger_moment([case.citizen, case])
    interval = when.resolve(actor.zone, moment)
    if not may_end(standing_rows(case), interval):
        raise broken_rule(
            _("This lies before what is on record last. Ask the mission that has the case."),
            "before_last",
            "when",
        )
    return moment, interval


def happened_here(actor: Actor, case: Case, seen: Seen, changes: Mapping[str, object]) -> None:
    """Write a fact that the reception point itself saw."""
    entry = Entry(
        kind=TransitionKind.FACT,
        changes=changes,
        interval=seen.interval,
        reason=seen.words or str(_("Seen at the reception point.")),
        source=Source.HOME_AUTHORITY,
        source_detail=actor.mission_code,
        gate_open=passed_gates(case, case.stage, str(changes["stage"]), seen.moment),
    )
    again = over_before(standing_rows(case), seen.interval)
    write(Writing(actor, case, seen.moment, seen.by), *again, entry)
    refresh([case], seen.moment)
