"""Correcting the ledger of stages: a row is voided and another takes its place."""

from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Outcome, Stage, TransitionKind
from cases.casework.endings_stated import (
    Stated,
    refuse_source_alone,
    refuse_verified,
    refused,
    state_anew,
    stated,
)
from cases.casework.ledger import (
    Entry,
    Writing,
    disorder,
    ends_told,
    entry_again,
    given_back,
    places,
    put_between,
    says_stage,
    span_of,
    standing_rows,
    write,
)
from cases.casework.models import Case, Transition
from cases.casework.models.transition import BEFORE_CLOSING, DIED
from cases.casework.operations.opening import refuse_before_birth, refuse_before_incident
from cases.casework.operations.taken_over import (
    offer_of,
    put_taken_over,
    since_offer,
    turns_of_takeover,
)
from cases.casework.outcomes import follow_ways
from cases.casework.policies import check_standing
from cases.casework.progress import refresh
from cases.casework.ways_moved import move_said, unsay
from cases.core.actor import Actor
from cases.core.errors import broken_rule
from cases.core.facts import Interval, Source, ledger_moment
from cases.core.operations import operation


@operation(may="case.correct", audit="transition.corrected")
def correct_transition(
    actor: Actor, case: Case, *, transition: Transition, reason: str, changes: Mapping[str, Any]
) -> Case:
    """Replace what a row says: its stage, its outcome or when it happened; of a takeover its day.

    It keeps its turn in the course of the case unless that is impossible for certain. With an
    outcome comes where the person is, as with a closing (`endings.py`). Of a death the source is
    who told of it. With its day goes what the same act wrote of the way.
    """
    check_standing(transition)
    if set(changes) - {"when"}:
        refuse_transfer(transition)
    if transition.to_outcome != changes.get("outcome"):
        refuse_verified(actor, case, changes.get("outcome") or "")
    moment = ledger_moment([case.citizen, case])
    moved = None
    if changes.get("when") is not None:
        moved = changes["when"].resolve(actor.zone, moment)
        refuse_before_birth(case.citizen, moved, actor.zone, "when")
        if transition.kind == TransitionKind.TRANSFER:
            offer = offer_of(actor, case, transition)
            moved = since_offer(moved, offer)
            put_taken_over(offer, moved)
    corrected = corrected_changes(transition, changes)
    is_death = corrected.get("outcome") == Outcome.DIED
    told_by = source_of(transition, changes, is_death=is_death)
    shown = shown_too(transition, changes)
    ending = stated_anew(actor, case, corrected, shown, told_by if is_death else None)
    if moved is not None and is_death:
        refuse_before_incident(case, moved, actor.zone, "when")
    put_death(corrected, transition, moved)
    said = moved
    before: list[Entry] = []
    after: list[Entry] = []
    if moved is not None:
        before, moved, after = in_its_turn(case, transition, moved, corrected)
    interval = moved or span_of(transition)
    source, detail = told_by
    entry = entry_again(transition, corrected, interval)
    entry = replace(entry, source=source, source_detail=detail)
    writing = Writing(actor, case, moment, "correct_transition", is_stated=bool(ending.country))
    state_anew(writing, ending, interval, reason, interval if is_death else None)
    has_moved = said is not None and move_said(writing, transition, said, reason)
    write(writing, *before, entry, *after, drop=[transition], why=reason)
    if has_moved:
        follow_ways(actor, [case], moment, is_void=True)
    refresh([case], moment)
    return case


def in_its_turn(
    case: Case, transition: Transition, interval: Interval, changes: Mapping[str, object]
) -> tuple[list[Entry], Interval, list[Entry]]:
    """Return what stands again where a row is dated otherwise, and when it was (`put_between`).

    What was over by it lasts again as was said. It keeps its turn where it can. Where it cannot, or
    comes among stages that are further on, its last possible instant says its place.
    """
    rows = standing_rows(case)
    turn, back = rows.index(transition), given_back(rows, [transition])
    lasts = {entry.again.pk: entry.interval.last for entry in back if entry.again}
    rows.remove(transition)
    rows = [copy(row) for row in rows]
    for row in rows:
        row.occurred_at = lasts.get(row.pk, row.occurred_at)
    found = places(rows, interval)
    if transition.kind == TransitionKind.TRANSFER:
        found = turns_of_takeover(rows, turn, found)
    place = found[0]
    if turn in found:
        stage = str(changes["stage"]) if says_stage(changes) else ""
        place = min(turn, place, key=lambda number: disorder(rows, number, stage))
    before, interval, after = put_between(rows, interval, place)
    again = {entry.again.pk for entry in (*before, *after) if entry.again}
    back = [entry for entry in back if entry.again and entry.again.pk not in again]
    early = [entry for entry in back if entry.again in rows[:place]]
    late = [entry for entry in back if entry not in early]
    return [*early, *before], interval, [*after, *late]


@operation(may="case.correct", audit="transition.voided")
def void_transition(actor: Actor, case: Case, *, transition: Transition, reason: str) -> Case:
    """Void a row that never happened; the opening is not voided, the whole case is."""
    check_standing(transition)
    if transition.kind == TransitionKind.OPEN:
        raise broken_rule(
            _("The opening cannot be voided alone. Void the whole case if it never was one."),
            "opening_stays",
            "transition",
        )
    refuse_transfer(transition)
    moment = ledger_moment([case.citizen, case])
    writing = Writing(actor, case, moment, "void_transition")
    write(writing, drop=[transition], why=reason)
    unsay(writing, transition, reason)
    refresh([case], moment)
    return case


def source_of(
    transition: Transition, changes: Mapping[str, Any], *, is_death: bool
) -> tuple[str, str]:
    """Return who says what a corrected row says: of a death who told of it, as far as is said.

    Who told of a death told nothing of the other outcome that takes its place, nor the other way
    round.
    """
    source, detail = transition.source, transition.source_detail
    if is_death is not was_death(transition):
        source, detail = Source.MISSION, ""
    if is_death:
        source = changes.get("source", source) or Source.MISSION
        detail = changes.get("source_detail", detail) or ""
    return source, detail


def was_death(transition: Transition) -> bool:
    """Return whether a row tells of a death as it stands."""
    return bool(transition.changes.get("outcome") == Outcome.DIED)


def shown_too(transition: Transition, changes: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return changes with who told of a death that is none, where they say where the person is.

    The form showed them as who says so, and what stays as it is shown is not sent.
    """
    if not was_death(transition) or not any(
        changes.get(name) for name in ("country", "place", "there_since")
    ):
        return changes
    return {"source": transition.source, "source_detail": transition.source_detail, **changes}


def stated_anew(
    actor: Actor,
    case: Case,
    corrected: Mapping[str, object],
    changes: Mapping[str, Any],
    told_by: tuple[str, str] | None,
) -> Stated:
    """Return where the person is as a correction says it; 422 without an outcome that stands.

    `told_by`: who told of a death, who then says this too.
    """
    country = changes.get("country") or ""
    place, when = changes.get("place"), changes.get("there_since")
    source, detail = told_by or [changes.get(name) or "" for name in ("source", "source_detail")]
    outcome = str(corrected.get("outcome", "")) if case.outcome else ""
    if not outcome and (country or place or when):
        raise refused("ending_without_outcome", "country")
    refuse_source_alone(told_by or place or country or when, source, detail)
    return stated(
        actor,
        case,
        outcome,
        country=country,
        place=place,
        when=when,
        source=source,
        source_detail=detail,
        at="there_since",
    )


def refuse_transfer(transition: Transition) -> None:
    """Raise 422 for the row of a transfer: who has a case is not corrected by one side alone."""
    if transition.kind == TransitionKind.TRANSFER:
        raise broken_rule(TRANSFER_STAYS, "transfer_stays", "transition")


TRANSFER_STAYS = _(
    "A transfer is not voided, and only its moment is corrected. Offer the case back instead."
)


STAYS_CLOSED = _(
    "This entry is the closing of the case, and no other stage takes its place. If the case goes "
    "on, reopen it; if it was never closed, void this entry."
)


def put_death(corrected: dict[str, object], transition: Transition, moved: Interval | None) -> None:
    """Put into what a corrected row changes when the person died, as far as it is known then.

    A closing as died that is dated otherwise (`moved`) says when they died. A fact says so itself.
    """
    if corrected.get("outcome") != Outcome.DIED:
        corrected.pop(DIED, None)
    elif moved is not None:
        corrected.pop(DIED, None)
        if transition.kind == TransitionKind.CLOSE:
            corrected[DIED] = ends_told(moved)


def corrected_changes(transition: Transition, changes: Mapping[str, Any]) -> dict[str, object]:
    """Return what the corrected row changes; stage and outcome must fit each other."""
    corrected: dict[str, object] = dict(transition.changes)
    for name in ("stage", "outcome"):
        if changes.get(name):
            corrected[name] = changes[name]
            corrected.pop(BEFORE_CLOSING, None)
    if transition.kind == TransitionKind.OPEN and corrected["stage"] != Stage.REPORTED:
        raise broken_rule(_("A case opens in the stage reported."), "opens_reported", "stage")
    if "stage" in changes and transition.kind in {TransitionKind.HOLD, TransitionKind.RESUME}:
        raise broken_rule(
            _("Holding and resuming do not change the stage."), "hold_keeps_stage", "stage"
        )
    if transition.kind == TransitionKind.CLOSE and corrected["stage"] != Stage.CLOSED:
        raise broken_rule(STAYS_CLOSED, "closing_stays", "stage")
    if transition.kind == TransitionKind.REOPEN and corrected["stage"] == Stage.CLOSED:
        raise broken_rule(
            _("A case is not reopened into the stage closed."), "reopened_closed", "stage"
        )
    is_closing = corrected.get("stage") == Stage.CLOSED
    if is_closing != bool((corrected if is_closing else changes).get("outcome")):
        raise broken_rule(
            _("Closing needs an outcome, and only closing has one."), "outcome_fits", "outcome"
        )
    if not is_closing:
        corrected.pop("outcome", None)
    return corrected
