"""Moving a case through its stages."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import HoldReason, Outcome, Stage, TransitionKind
from cases.casework.endings import reopen_ways
from cases.casework.endings_stated import (
    refuse_source_alone,
    refuse_told_after_death,
    refuse_verified,
    refused,
    state,
    stated,
)
from cases.casework.ledger import (
    Entry,
    Writing,
    before_opening,
    ends_told,
    in_order_of_stages,
    places,
    put_between,
    standing_rows,
    write,
)
from cases.casework.models import Case, Transition
from cases.casework.models.transition import BEFORE_CLOSING, DIED
from cases.casework.operations.opening import refuse_early_death
from cases.casework.policies import check_state, refuse_void
from cases.casework.progress import refresh
from cases.casework.progress.asking import check_gate, passed_gates
from cases.casework.states import next_stage
from cases.core.actor import Actor
from cases.core.errors import broken_rule, wrong_state
from cases.core.facts import Interval, Source, When, ledger_moment, over_by
from cases.core.operations import operation
from cases.places.models import Place


def act_now(
    actor: Actor,
    case: Case,
    *,
    by: str,
    kind: str,
    changes: dict[str, object],
    why: str,
    gate: str = "",
    moment: datetime | None = None,
    interval: Interval | None = None,
    said_by: tuple[str, str] = ("", ""),
    is_stated: bool = False,
) -> Case:
    """Write a row that happens now, if the gate before a stage lets it, by the operation `by`.

    `interval`: or when it happened; `said_by`: the source and more on it, else our mission.
    """
    moment = moment or ledger_moment([case.citizen, case])
    at_hand = check_gate(case, gate, moment) if gate else []
    before: list[Entry] = []
    after: list[Entry] = []
    if interval is not None:
        rows = standing_rows(case)
        turn = in_order_of_stages(rows, interval, str(changes["stage"]))
        before, interval, after = put_between(rows, interval, turn)
    interval, (source, detail) = interval or Interval(moment, moment), said_by
    entry = Entry(kind, changes, interval, why, source or Source.MISSION, detail)
    writing = Writing(actor, case, moment, by, is_stated)
    write(writing, *before, entry, *after, why=str(_("Late news.")))
    refresh([case], moment, at_hand)
    return case


@operation(may="case.advance", audit="case.advanced")
def advance_case(actor: Actor, case: Case, *, note: str = "") -> Case:
    """Move the case one stage on, now; 422 says what the gate before that stage still asks for."""
    check_state(case, TransitionKind.ADVANCE)
    stage = next_stage(case.stage)
    assert stage is not None, "the state table has an advance from here"
    return act_now(
        actor,
        case,
        by="advance_case",
        kind=TransitionKind.ADVANCE,
        changes={"stage": stage},
        why=note,
        gate=stage,
    )


@operation(may="case.record_fact", audit="case.fact_recorded")
def record_fact(
    actor: Actor,
    case: Case,
    *,
    stage: str,
    when: When,
    source: str,
    reason: str,
    outcome: str = "",
    source_detail: str = "",
    country: str = "",
    place: Place | None = None,
    there_since: When | None = None,
) -> Case:
    """Record that the case reached a stage, whatever is open: facts are never denied.

    Any stage, any moment from the opening to now; late news moves what came after behind it. With
    an outcome comes where the person is, said by the same source (`endings.py`). A death closes the
    case whatever was entered of later days, and one that is closed dies closed; 422 for another
    closing that a later entry would undo, 409 for one of a case that is closed.
    """
    check_state(case, TransitionKind.FACT)
    if (stage == Stage.CLOSED) != bool(outcome):
        raise broken_rule(
            _("Closing needs an outcome, and only closing has one."), "outcome_fits", "outcome"
        )
    if outcome != Outcome.DIED and stage == case.stage == Stage.CLOSED:
        raise wrong_state(CLOSED_ALREADY, "closed_already")
    if not outcome and (country or place or there_since):
        raise refused("ending_without_outcome", "country")
    refuse_verified(actor, case, outcome)
    ending = stated(
        actor,
        case,
        outcome,
        country=country,
        place=place,
        when=there_since,
        source=source,
        source_detail=source_detail,
        at="there_since",
    )
    moment = ledger_moment([case.citizen, case])
    interval = when.resolve(actor.zone, moment)
    died = interval if outcome == Outcome.DIED else None
    if died:
        refuse_early_death(case, died, actor.zone, "when")
    rows = standing_rows(case)
    turn = in_order_of_stages(rows, interval, stage)
    before, interval, after = put_between(rows, interval, turn)
    if died:
        refuse_told_after_death(actor, case, died, "when")
    so_far = rows if outcome == Outcome.DIED else rows[:turn]
    if so_far and (so_far[-1].to_stage, so_far[-1].to_outcome) == (stage, outcome):
        raise wrong_state(_("The case was at this stage at that time already."), "same_stage")
    changes: dict[str, object] = {"stage": stage}
    if outcome:
        changes["outcome"] = outcome
    entry = Entry(
        kind=TransitionKind.FACT,
        changes=changes,
        interval=interval,
        reason=reason,
        source=source,
        source_detail=source_detail,
        gate_open=passed_gates(case, so_far[-1].to_stage if so_far else "", stage, moment),
    )
    writing = Writing(actor, case, moment, "record_fact", is_stated=bool(ending.country))
    state(writing, ending, interval, died)
    write(writing, *before, entry, *after, why=str(_("Late news.")))
    refresh([case], moment)
    return case


CLOSED_ALREADY = _(
    "This case is closed already. If its outcome or its day was wrong, correct the entry of the "
    "closing. If the case goes on, reopen it first. A later death can be recorded."
)


@operation(may="case.hold", audit="case.held")
def hold_case(actor: Actor, case: Case, *, reason: str, note: str = "") -> Case:
    """Put the case on hold; its stage stays."""
    check_state(case, TransitionKind.HOLD)
    changes: dict[str, object] = {"held": True, "hold_reason": HoldReason(reason).value}
    return act_now(actor, case, by="hold_case", kind=TransitionKind.HOLD, changes=changes, why=note)


@operation(may="case.hold", audit="case.resumed")
def resume_case(actor: Actor, case: Case, *, note: str = "") -> Case:
    """Take the case off hold."""
    check_state(case, TransitionKind.RESUME)
    return act_now(
        actor,
        case,
        by="resume_case",
        kind=TransitionKind.RESUME,
        changes={"held": False},
        why=note,
    )


@operation(may="case.hold", audit="case.hold_recorded")
def record_hold(
    actor: Actor,
    case: Case,
    *,
    reason: str,
    held_from: When,
    held_until: When,
    note: str = "",
) -> Case:
    """Record that the case was on hold for a while and went on: two rows of one moment."""
    refuse_void(case)
    moment = ledger_moment([case.citizen, case])
    begin = held_from.resolve(actor.zone, moment, field="held_from")
    end = held_until.resolve(actor.zone, moment, field="held_until")
    rows = standing_rows(case)
    started, ended = places_of_hold(rows, begin, end)
    since = Interval(max(begin.first, end.first), end.last)
    over, since, behind = put_between(rows, since, ended)
    begin, end = over_by(begin, since.last), Interval(end.first, since.last)
    before, begin, beside = put_between(rows[:ended], begin, started)
    between = [*beside, *(entry for entry in over if entry.again not in rows[:started])]
    changes: dict[str, object] = {"held": True, "hold_reason": HoldReason(reason).value}
    write(
        Writing(actor, case, moment, "record_hold"),
        *before,
        Entry(TransitionKind.HOLD, changes, begin, reason=note),
        *between,
        Entry(TransitionKind.RESUME, {"held": False}, end),
        *behind,
        why=str(_("Late news.")),
    )
    refresh([case], moment)
    return case


def places_of_hold(rows: Sequence[Transition], begin: Interval, end: Interval) -> tuple[int, int]:
    """Return behind how many rows a hold can have begun and ended.

    422 where the case was certainly closed or on hold in that time, or not open yet.
    """
    if end.last < begin.first:
        raise broken_rule(
            _("The case was resumed after it was put on hold, not before."),
            "hold_ends_first",
            "held_until",
        )
    if rows[0].occurred_from > begin.last:
        raise before_opening("held_from")
    within = over_by(begin, end.last)
    for ended in places(rows, end):
        for started in places(rows, within):
            spell = rows[started - 1 : ended] if started else []
            if spell and not any(row.to_held or row.to_stage == Stage.CLOSED for row in spell):
                return started, ended
    raise broken_rule(
        _("In this time the case was closed or on hold already."), "held_already", "held_from"
    )


@operation(may="case.close", audit="case.closed")
def close_case(
    actor: Actor,
    case: Case,
    *,
    outcome: str,
    country: str = "",
    place: Place | None = None,
    when: When | None = None,
    source: str = "",
    source_detail: str = "",
    died_at: When | None = None,
    note: str = "",
) -> Case:
    """Close the case with an outcome, now; "handed over" needs what the gate before it asks for.

    Where the person is since when is written as it is stated, if the ledger does not have it; what
    an outcome leaves open is not known from the closing on (`endings.py`). A death closes the case
    when the person died, as a fact does; now where that is not known. Its source is who told of it.
    """
    check_state(case, TransitionKind.CLOSE)
    check_death(outcome, died_at, when, country or place)
    refuse_verified(actor, case, outcome)
    is_death = outcome == Outcome.DIED
    refuse_source_alone(place or country or when or is_death, source, source_detail)
    ending = stated(
        actor,
        case,
        outcome,
        country=country,
        place=place,
        when=when,
        source=source,
        source_detail=source_detail,
    )
    moment = ledger_moment([case.citizen, case])
    changes: dict[str, object] = {"stage": Stage.CLOSED.value, "outcome": Outcome(outcome).value}
    interval = None
    if died_at is not None:
        interval = died_at.resolve(actor.zone, moment, field="died_at")
        refuse_early_death(case, interval, actor.zone, "died_at")
        refuse_told_after_death(actor, case, interval, "died_at")
        changes[DIED] = ends_told(interval)
    now = Interval(moment, moment)
    state(Writing(actor, case, moment, "close_case"), ending, now, interval)
    return act_now(
        actor,
        case,
        by="close_case",
        kind=TransitionKind.CLOSE,
        changes=changes,
        why=note,
        gate=Stage.CLOSED if outcome == Outcome.HANDED_OVER else "",
        moment=moment,
        interval=interval,
        said_by=(source, source_detail) if is_death else ("", ""),
        is_stated=bool(ending.country),
    )


NOT_DIED = _("This goes with the outcome “Died”. Choose that one, or leave this empty.")
DEATH_ELSEWHERE = _(
    "Give the day of the death as “When the person died”. This is since when the person is where "
    "you say; leave it empty where you do not say where."
)


def check_death(outcome: str, died_at: When | None, when: When | None, where: object) -> None:
    """422 for the moment of a death without one, and for one in the place of another moment."""
    if outcome != Outcome.DIED and died_at is not None:
        raise broken_rule(NOT_DIED, "death_without_outcome", "died_at")
    if outcome == Outcome.DIED and when is not None and not where:
        raise broken_rule(DEATH_ELSEWHERE, "death_in_its_field", "when")


@operation(may="case.reopen", audit="case.reopened")
def reopen_case(
    actor: Actor, case: Case, *, reason: str, stage: str = "", whereabouts: str = ""
) -> Case:
    """Reopen a closed case at the stage before closing, unless another is named.

    What the closing wrote of the person's way was wrong and is taken back, or was right, and they
    are in need again: then it stands until somebody says where they are now.
    """
    check_state(case, TransitionKind.REOPEN)
    if stage == Stage.CLOSED:
        raise broken_rule(
            _("A case is not reopened into the stage closed."), "reopened_closed", "stage"
        )
    moment = ledger_moment([case.citizen, case])
    reopen_ways(Writing(actor, case, moment, "reopen_case"), whereabouts, reason)
    return act_now(
        actor,
        case,
        by="reopen_case",
        kind=TransitionKind.REOPEN,
        changes={"stage": stage} if stage else {BEFORE_CLOSING: True},
        why=reason,
        moment=moment,
    )
