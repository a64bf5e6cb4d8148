"""What is possible on a case now, and why not: state table and role, in words staff understand."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Stage, TransitionKind
from cases.casework.models import Case, Step
from cases.casework.moves import Moves, moves_of, refusal_of_move
from cases.casework.states import allowed_kinds
from cases.core.actor import Actor
from cases.core.choosing import nothing_to_choose
from cases.core.errors import Refused, Sentence, wrong_state
from cases.core.guards import Hindrance, hindrance, nothing_hinders, ruled_out_now
from cases.core.possible import Possible, unless
from cases.core.registry import Declared, declared_for

KIND_OF: dict[str, str] = {
    "advance_case": TransitionKind.ADVANCE,
    "hold_case": TransitionKind.HOLD,
    "resume_case": TransitionKind.RESUME,
    "close_case": TransitionKind.CLOSE,
    "reopen_case": TransitionKind.REOPEN,
    "record_fact": TransitionKind.FACT,
    "offer_transfer": TransitionKind.TRANSFER,
    "return_transfer": TransitionKind.TRANSFER,
}
WHY_NOT: dict[str, Sentence] = {
    TransitionKind.ADVANCE: _("There is no next stage to move to. Close the case instead."),
    TransitionKind.HOLD: _("Only an open case that is not on hold can be put on hold."),
    TransitionKind.RESUME: _("This case is not on hold."),
    TransitionKind.CLOSE: _("This case is closed already."),
    TransitionKind.REOPEN: _("This case is not closed."),
    TransitionKind.FACT: _("Nothing can be recorded on a case that was void."),
    TransitionKind.TRANSFER: _("Only an open case goes to another mission."),
}
STAYS_CLOSED = {TransitionKind.ADVANCE, TransitionKind.HOLD, TransitionKind.TRANSFER}
ON_HOLD = _("This case is on hold. Resume it first.")
CLOSED = _("This case is closed. Reopen it first.")
OF_OPEN = {
    *("move_to_playbook", "plan_journey", "set_reception_point"),
    *("ask_step", "complete_step", "refuse_step", "reopen_step", "waive_step"),
}
"""Operations that write no row of the ledger and need an open case."""
VOID = _("This case was void: it never was one.")
WAIVED_BY_ANOTHER = _(
    "You have worked on this step yourself, so you cannot waive it. Another head of mission or a "
    "lead at headquarters can."
)
NOT_ON_THE_ROAD = _("This person is not on the road to you.")
NOT_ARRIVED = _("Record the arrival first.")


def refusal_by_state(case: Case, kind: str) -> Refused | None:
    """Return the 409 of an act that the state table does not have from here."""
    position = case.position
    if not position.stage:
        return wrong_state(VOID, "case_void")
    if kind in allowed_kinds(position):
        return None
    if position.held and kind in {TransitionKind.ADVANCE, TransitionKind.CLOSE}:
        return wrong_state(ON_HOLD, "on_hold")
    if position.stage == "closed" and kind in STAYS_CLOSED:
        return wrong_state(CLOSED, "closed")
    return wrong_state(WHY_NOT[kind])


def check_state(case: Case, kind: str) -> None:
    """Raise 409 unless the state table has this act from here."""
    refusal = refusal_by_state(case, kind)
    if refusal is not None:
        raise refusal


def refusal_at_reception(case: Case, operation: str) -> Refused | None:
    """Return the 409 of what a reception point cannot record at this stage."""
    if operation == "receive_person" and case.stage not in {Stage.READY, Stage.DEPARTED}:
        return wrong_state(NOT_ON_THE_ROAD, "not_on_the_road")
    if operation in {"hand_over_person", "withdraw_arrival"} and case.stage != Stage.ARRIVED:
        return wrong_state(NOT_ARRIVED, "not_arrived")
    return None


def waived_by_another() -> Refused:
    """403: nobody grants the waiver of the own work."""
    return Refused(WAIVED_BY_ANOTHER, "step_waived_by_another", 403)


def refusal_to_waive(actor: Actor, case: Case) -> Refused | None:
    """Return the 403 where the actor has worked on every step that could be waived."""
    waivable: Any = Step.objects.visible_to(actor).filter(case=case).waivable()
    own = set(waivable.with_own_work(actor).values_list("is_own_work", flat=True))
    return waived_by_another() if own == {True} else None


def check_standing(fact: Any) -> None:
    """Raise 409 when the fact was voided meanwhile."""
    if not fact.is_standing:
        raise wrong_state(_("This entry was voided already."), "already_voided")


def refuse_void(case: Case) -> None:
    """Raise 409 when the case never was one."""
    if not case.stage:
        raise wrong_state(VOID, "case_void")


def refuse_closed(case: Case) -> None:
    """Raise 409 when the case is closed, or never was one."""
    refuse_void(case)
    if case.stage == Stage.CLOSED:
        raise wrong_state(CLOSED, "closed")


def possible_operations(
    actor: Actor,
    case: Case,
    moves: Moves | None = None,
    *,
    tells_rows: bool = False,
    nothing: Hindrance | None = None,
) -> list[Possible]:
    """Return every operation on a case this actor has a right to, with why not where not.

    `tells_rows`: whoever asks tells of each step and entry itself what can be done on it.
    `nothing`: which acts have nothing to be done to, where that was read along with others.
    """
    if case.citizen.anonymised_at is not None:
        return []
    why_not, not_now = hindrance(actor, case), ruled_out_now(actor, case)
    moves = moves or moves_of(actor, case)
    nothing = nothing or (
        nothing_hinders if tells_rows else nothing_to_choose(actor, "cases", case)
    )
    found: list[Possible] = []
    for declared in declared_for("cases"):
        if declared.is_creation or not declared.operation.is_open_to(actor):
            continue
        row = possible(case, declared, why_not, moves)
        refusal = not_now(declared.name) or nothing(declared.name) if row.is_possible else None
        row = unless(declared, refusal) if refusal else row
        if declared.name == "waive_step" and row.is_possible and not tells_rows:
            refusal = refusal_to_waive(actor, case)
            row = unless(declared, refusal) if refusal else row
        found.append(row)
    return found


def possible(
    case: Case,
    declared: Declared,
    why_not: Hindrance = nothing_hinders,
    moves: Moves | None = None,
) -> Possible:
    """Return whether one operation fits the state of the case, and the case this mission."""
    refusal = why_not(declared.name) or refusal_of_move(declared.name, moves or Moves())
    if refusal is not None:
        return Possible(declared, refusal.message, refusal.code)
    kind = KIND_OF.get(declared.name)
    if kind is not None:
        refusal = refusal_by_state(case, kind)
        if refusal is not None:
            return Possible(declared, refusal.message, refusal.code)
    elif not case.stage:
        return Possible(declared, VOID, "case_void")
    elif declared.name in OF_OPEN and case.stage == Stage.CLOSED:
        return Possible(declared, CLOSED, "closed")
    refusal = refusal_at_reception(case, declared.name)
    if refusal is not None:
        return Possible(declared, refusal.message, refusal.code)
    return Possible(declared)
