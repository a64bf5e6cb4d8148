"""Which mission acts on a handover, and on whose people."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Outcome
from cases.casework.models import Case
from cases.casework.sharing import forbidden, not_shared_for, shares_of
from cases.core.actor import Actor
from cases.core.errors import Refused, broken_rule, wrong_state
from cases.core.guards import Hindrance, guard, nothing_hinders
from cases.movements.handover.choices import HandoverState
from cases.movements.handover.models import Handover, HandoverQuerySet

NOT_OURS = _("This handover is of another mission.")
SIGNED = _("This handover is signed. Correct it by a new one, which names it.")
NOT_SIGNED = _("This handover is not signed yet. Change it as it is.")
VOID = _("This handover is void.")
ANOTHER = _("It was corrected by %(number)s. Go on there.")
NOTHING_STANDS = _(
    "What corrected it is void, so nothing of it stands. If it was right after all, correct it "
    "anew."
)
DUPLICATE = _("This case was closed as a duplicate. Name the case that goes on.")
NEVER_ONE = _("This case was void: it never was one.")
RESTS = _(
    "This case was closed as a duplicate, and what was written on it rests. Undo that it is the "
    "same person first."
)
ANONYMISED = _("This person was anonymised. Nothing more can be done here.")


@guard(Handover)
def guard_handover(actor: Actor, handover: Handover) -> Hindrance:
    """The mission that prepared it, the reception point that takes part, and headquarters."""
    if actor.is_headquarters or actor.mission_id in {
        handover.mission_id,
        handover.reception_point_id,
    }:
        return nothing_hinders
    return lambda name: forbidden(NOT_OURS, "handover_not_ours")


def refuse_unless_draft(handover: Handover) -> None:
    """Raise 409 for a handover in which nothing is changed any more."""
    if handover.state == HandoverState.VOIDED:
        raise wrong_state(VOID, "handover_void")
    if handover.state != HandoverState.DRAFT:
        raise wrong_state(SIGNED, "handover_signed")


def refuse_unless_signed(handover: Handover) -> None:
    """Raise 409 unless it was signed and still stands."""
    if handover.state == HandoverState.DRAFT:
        raise wrong_state(NOT_SIGNED, "handover_not_signed")
    if handover.state == HandoverState.VOIDED:
        raise wrong_state(VOID, "handover_void")
    if handover.state == HandoverState.CORRECTED:
        later = corrections_of(handover).first()
        if later is None:
            raise wrong_state(NOTHING_STANDS, "handover_corrected")
        raise wrong_state(ANOTHER % {"number": later.number}, "handover_corrected")


def refuse_to_correct(handover: Handover, by: Handover | None = None) -> None:
    """Raise 409 unless it can be corrected: signed, or corrected by one that is void.

    `by`: the correction that is signed now.
    """
    others = corrections_of(handover)
    if by is not None:
        others = others.exclude(pk=by.pk)
    if handover.state != HandoverState.CORRECTED or others.exists():
        refuse_unless_signed(handover)


def corrections_of(handover: Handover) -> HandoverQuerySet:
    """Return what corrects it and is not void."""
    return Handover.objects.filter(corrects=handover).exclude(state=HandoverState.VOIDED)


def check_cases(actor: Actor, cases: Sequence[Case], name: str, field: str) -> None:
    """Raise 422 at `field` for the first case on which the actor may not do this.

    The mission that has the case, headquarters, the reception point to which she is on her way, and
    a mission with a share that names the act: one query for all shares.
    """
    for case in cases:
        if case.citizen.anonymised_at is not None:
            raise named(case, ANONYMISED, "anonymised", field)
        if not case.stage:
            raise named(case, NEVER_ONE, "case_void", field)
        if case.outcome == Outcome.DUPLICATE:
            raise named(case, DUPLICATE, "duplicate_rests", field)
    check_rights(actor, cases, name, field)


def check_taken_back(actor: Actor, cases: Sequence[Case], name: str) -> None:
    """Raise 422 for the first case on which what was written cannot be taken back.

    Rows that rest while a case is a duplicate would come again when the link is undone.
    """
    for case in cases:
        if case.citizen.anonymised_at is not None:
            raise named(case, ANONYMISED, "anonymised", "")
        if case.outcome == Outcome.DUPLICATE:
            raise named(case, RESTS, "duplicate_rests", "")
    check_rights(actor, cases, name, "")


def check_rights(actor: Actor, cases: Sequence[Case], name: str, field: str) -> None:
    """Raise 422 for the first case of another mission that no share lets the actor act on so."""
    foreign = [row for row in cases if not acts_on(actor, row)]
    if not foreign:
        return
    shares = shares_of(actor, case__in=foreign)
    for case in foreign:
        refusal = not_shared_for(name, [row for row in shares if row.case_id == case.pk])
        if refusal is not None:
            raise named(case, refusal.message, refusal.code, field)


def acts_on(actor: Actor, case: Case) -> bool:
    """Return whether the actor needs no share for this case."""
    ours = actor.is_headquarters or case.mission_id == actor.mission_id
    return ours or (actor.is_reception and case.reception_point_id == actor.mission_id)


def named(case: Case, message: object, code: str, field: str) -> Refused:
    """Return a 422 that says on which case it is."""
    return broken_rule(f"{case.reference}: {message}", code, field)
