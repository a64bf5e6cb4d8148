"""Reception at home: which point receives the person, and what is done there.

What the officer at the gate records has happened in front of her: it is a fact, and no gate denies
it. What a gate still asked for stands in the row and is listed for review.
"""

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Outcome, Stage, TransitionKind
from cases.casework.ledger import Entry, Writing, standing_rows, write
from cases.casework.models import Case
from cases.casework.policies import refusal_at_reception, refuse_void
from cases.casework.progress import refresh
from cases.casework.progress.asking import passed_gates
from cases.core.actor import Actor
from cases.core.errors import broken_rule, wrong_state
from cases.core.facts import Source, When, ledger_moment
from cases.core.operations import operation
from cases.core.waiting import put
from cases.missions.choices import MissionKind
from cases.missions.models import Mission


def check_reception(case: Case, operation: str) -> None:
    """Raise 409 unless the person is where this can happen."""
    refusal = refusal_at_reception(case, operation)
    if refusal is not None:
        raise refusal


@operation(may="case.plan_journey", audit="case.reception_set")
def set_reception_point(actor: Actor, case: Case, *, reception_point: Mission) -> Case:
    """Say where at home the person is received: that point sees her from "ready" on."""
    refuse_void(case)
    if case.stage == Stage.CLOSED:
        raise wrong_state(_("This case is closed. Reopen it first."), "closed")
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
    """Record that the person came in at the reception point."""
    check_reception(case, "receive_person")
    return happened_here(
        actor, case, when, note, by="receive_person", stage=Stage.ARRIVED, outcome=""
    )


@operation(may="case.receive", audit="case.handed_over")
def hand_over_person(actor: Actor, case: Case, *, to: str, when: When, note: str = "") -> Case:
    """Record to whom at home the person was handed over: the case is closed with it."""
    check_reception(case, "hand_over_person")
    words = "\n".join(part for part in (to, note) if part)
    return happened_here(
        actor,
        case,
        when,
        words,
        by="hand_over_person",
        stage=Stage.CLOSED,
        outcome=Outcome.HANDED_OVER,
    )


def happened_here(
    actor: Actor, case: Case, when: When, words: str, *, by: str, stage: str, outcome: str
) -> Case:
    """Write a fact that the reception point itself saw, never before what stands last."""
    moment = ledger_moment([case.citizen, case])
    interval = when.resolve(actor.zone, moment)
    last = standing_rows(case)[-1]
    if interval.last < last.occurred_at:
        raise broken_rule(
            _("This lies before what is on record last. Ask the mission that has the case."),
            "before_last",
            "when",
        )
    entry = Entry(
        kind=TransitionKind.FACT,
        changes={"stage": stage, "outcome": outcome} if outcome else {"stage": stage},
        interval=interval,
        reason=words or str(_("Seen at the reception point.")),
        source=Source.HOME_AUTHORITY,
        source_detail=actor.mission_code,
        gate_open=passed_gates(case, case.stage, stage, moment),
    )
    write(Writing(actor, case, moment, by), entry)
    refresh([case], moment)
    return case
