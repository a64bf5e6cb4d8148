"""Correcting a signed handover by a new one, and voiding one that never was."""

from django.utils.translation import gettext_lazy as _

from cases.casework.progress import refresh
from cases.casework.together.locking import write_all_down
from cases.core.actor import Actor
from cases.core.audit import write_each
from cases.core.context import seeing_too
from cases.core.errors import Refused, wrong_state
from cases.core.facts import ledger_moment
from cases.core.guards import Hindrance, raised_by, ruled_out
from cases.core.operations import operation
from cases.core.roles import FILE
from cases.core.waiting import put
from cases.movements.handover.choices import HandoverState, LineState
from cases.movements.handover.consequences import take_back_lines
from cases.movements.handover.models import Handover, HandoverLine
from cases.movements.handover.numbers import take_number
from cases.movements.handover.operations.rows import EACH, lines_of, locked_cases
from cases.movements.handover.policies import (
    check_taken_back,
    corrections_of,
    refuse_to_correct,
    refuse_unless_draft,
    refuse_unless_signed,
)
from cases.movements.handover.telling import tell_of_signing

CORRECTING = _("A correction of it is being prepared: %(number)s. Sign or void that one.")
COPIED = (
    *("state", "reason", "whereabouts", "added_reason", "papers", "belongings", "remarks"),
    *("home_province_id", "received_body", "position", "case_id"),
)


@operation(may="handover.sign", audit="handover.correction_begun")
def correct_handover(actor: Actor, handover: Handover, *, reason: str) -> Handover:
    """Draw up a new handover that takes the place of a signed one, filled with what that says.

    The signed one stands until the new one is signed: then it is marked as corrected, and what it
    wrote of people's ways and stages is voided and written anew.
    """
    refuse_second(handover)
    refuse_to_correct(handover)
    lines = lines_of(actor, handover)
    moment = ledger_moment([])
    year, serial, number = take_number(actor, moment)
    new = Handover.objects.create(
        number=number,
        serial=serial,
        year=year,
        kind=handover.kind,
        mission_id=actor.mission_id,
        reception_point_id=handover.reception_point_id,
        movement_id=handover.movement_id,
        place=handover.place,
        people=len(lines),
        prepared_at=moment,
        prepared_by_id=actor.staff_id,
        reported=handover.reported,
        corrects=handover,
        correct_reason=reason,
    )
    HandoverLine.objects.bulk_create(
        HandoverLine(
            handover=new,
            recorded_at=moment,
            recorded_by_id=actor.staff_id,
            said_at=moment,
            said_by_id=actor.staff_id,
            **{name: getattr(line, name) for name in COPIED},
        )
        for line in lines
    )
    return new


@operation(may="handover.sign", audit="handover.voided")
def void_handover(actor: Actor, handover: Handover, *, reason: str) -> Handover:
    """Take a handover back that never was; what a signed one wrote of people is voided with it."""
    if handover.state == HandoverState.DRAFT:
        return voided(actor, handover, reason)
    refuse_unless_signed(handover)
    refuse_second(handover)
    with seeing_too(FILE):
        lines = lines_of(actor, handover)
        handed = [line.case for line in lines if line.state == LineState.HANDED]
        cases = locked_cases(
            actor, handed, lambda found: check_taken_back(actor, found, void_handover.name)
        )
        moment = ledger_moment([row for case in cases for row in (case.citizen, case)])
        take_back_lines(actor, handover, cases, moment, reason)
        refresh(cases, moment)
        write_all_down(cases)
    write_each("handover.voided", EACH, cases)
    tell_of_signing(actor, handover, cases, "handover_voided")
    return voided(actor, handover, reason)


def voided(actor: Actor, handover: Handover, reason: str) -> Handover:
    """Mark a handover as void."""
    handover.state = HandoverState.VOIDED
    handover.voided_at, handover.voided_by_id = ledger_moment([]), actor.staff_id
    handover.void_reason = reason
    put(handover, "state", "voided_at", "voided_by", "void_reason")
    return handover


def refuse_second(handover: Handover) -> None:
    """Raise 409 where a correction of it is under way."""
    later = corrections_of(handover).filter(state=HandoverState.DRAFT).first()
    if later is not None:
        raise wrong_state(CORRECTING % {"number": later.number}, "handover_being_corrected")


@ruled_out(Handover)
def state_of_handover(actor: Actor, handover: Handover) -> Hindrance:
    """A draft is changed or taken back; what is signed is corrected or void, by one at a time."""

    def rules_out(name: str) -> Refused | None:
        if name == "correct_handover":
            return raised_by(refuse_second, handover) or raised_by(refuse_to_correct, handover)
        if name != "void_handover":
            return raised_by(refuse_unless_draft, handover)
        is_draft = handover.state == HandoverState.DRAFT
        if is_draft:
            return None
        return raised_by(refuse_unless_signed, handover) or raised_by(refuse_second, handover)

    return rules_out
