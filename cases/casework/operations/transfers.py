"""Moving a case to another mission: offered, then accepted, rejected or withdrawn.

The case changes hands only when the other mission accepts, in the ledger. Neither side may write
the row of the other; `answer_transfer` in the database does so for the side whose turn it is.
"""

from datetime import datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import TransferStatus, TransitionKind
from cases.casework.ledger import Entry, Writing, places, put_between, standing_rows, write
from cases.casework.models import Case, Transfer
from cases.casework.moves import Moves, moves_of, refusal_to_offer, refusal_to_return
from cases.casework.operations.opened_at import put_opening
from cases.casework.operations.taken_over import may_be_taken_over, since_offer
from cases.casework.policies import check_state, refuse_void
from cases.casework.possible import ANSWERED, BY_HEADS, HEADS_ANSWER
from cases.casework.progress import refresh
from cases.casework.same.resting import closing_row
from cases.casework.sharing import may_receive
from cases.casework.telling import tell_of_transfer
from cases.core.actor import Actor
from cases.core.errors import Refused, broken_rule, wrong_state
from cases.core.facts import Interval, When, ledger_moment
from cases.core.operations import operation
from cases.missions.models import Mission

NO_LONGER = _("This case can no longer be taken over. Ask the mission that offered it.")


@operation(may="case.transfer", audit="transfer.offered")
def offer_transfer(actor: Actor, case: Case, *, mission: Mission, summary: str) -> Transfer:
    """Offer the case to another mission, which sees the summary and nothing else of it."""
    check_state(case, TransitionKind.TRANSFER)
    check_receiver(case, mission)
    refusal = refusal_to_offer(moves_of(actor, case))
    if refusal is not None:
        raise refusal
    return offer(actor, case, mission.pk, summary, kind="transfer_offered")


@operation(may="case.offer_opening", audit="opening.offered")
def offer_opening(actor: Actor, case: Case, *, mission: Mission, summary: str) -> Transfer:
    """Say that the case was opened at the wrong mission; the head of the right one confirms it."""
    refuse_void(case)
    check_receiver(case, mission)
    refusal = refusal_to_offer(moves_of(actor, case))
    if refusal is not None:
        raise refusal
    if any(row.kind == TransitionKind.TRANSFER for row in standing_rows(case)):
        raise broken_rule(
            _("This case has changed hands since its opening. Headquarters corrects where it was."),
            "opening_by_headquarters",
            "mission",
        )
    return offer(actor, case, mission.pk, summary, kind="transfer_offered", is_from_opening=True)


@operation(may="case.transfer", audit="transfer.returned")
def return_transfer(actor: Actor, case: Case, *, reason: str) -> Transfer:
    """Offer a case that was taken over back to the mission it came from."""
    check_state(case, TransitionKind.TRANSFER)
    moves: Moves = moves_of(actor, case)
    refusal = refusal_to_return(moves)
    if refusal is not None:
        raise refusal
    assert moves.came_by is not None
    return offer(
        actor,
        case,
        moves.came_by.from_mission_id,
        reason,
        kind="transfer_returned",
        returns_id=moves.came_by.pk,
    )


@operation(may="case.transfer", audit="transfer.withdrawn")
def withdraw_transfer(actor: Actor, transfer: Transfer, *, reason: str) -> Transfer:
    """Take the offer back before it is answered; the case stays where it is."""
    answer(transfer, TransferStatus.WITHDRAWN, reason)
    tell_of_transfer("transfer_withdrawn", transfer, transfer.to_mission_id)
    return transfer


@operation(may="transfer.answer", audit="transfer.accepted")
def accept_transfer(
    actor: Actor, transfer: Transfer, *, when: When | None = None, note: str = ""
) -> Transfer:
    """Take the case over: it is this mission's from then on, and nobody's at its desk yet.

    An acceptance that is entered late names its moment; what the former mission did since stands
    behind it. A case that was opened at the wrong mission is taken over from its opening.
    """
    refuse_to_accept(actor, transfer, when)
    said = None
    if when is not None:
        said = since_offer(when.resolve(actor.zone, ledger_moment([])), transfer)
    moment = answer(transfer, TransferStatus.ACCEPTED, note, said)
    case = Case.objects.visible_to(actor).select_related("citizen").get(pk=transfer.case_id)
    writing = Writing(actor, case, moment, "accept_transfer")
    if transfer.is_from_opening:
        put_opening(writing, transfer.to_mission, transfer.summary)
    else:
        take_over(writing, transfer, said or Interval(moment, moment), note)
    # From now on the working days of this mission count.
    refresh([case], moment)
    kind = "transfer_accepted" if said is None else "transfer_accepted_late"
    tell_of_transfer(kind, transfer, transfer.from_mission_id)
    return transfer


def refuse_to_accept(actor: Actor, transfer: Transfer, when: When | None) -> None:
    """403 unless a head answers what a head has asked; 422 for a moment beside the opening."""
    if not transfer.is_from_opening:
        return
    if not actor.may(BY_HEADS):
        raise Refused(HEADS_ANSWER, "opening_by_heads", 403)
    if when is not None:
        raise broken_rule(
            _("This case would be yours from its opening. Leave the moment empty."),
            "from_its_opening",
            "when",
        )


def take_over(writing: Writing, transfer: Transfer, interval: Interval, note: str) -> None:
    """Write the row by which the case changes hands, where it may have been open then.

    A duplicate is not taken over.
    """
    rows = standing_rows(writing.case)
    open_at = [place for place in places(rows, interval) if may_be_taken_over(rows, place)]
    if not open_at or closing_row(writing.case) is not None:
        raise wrong_state(NO_LONGER, "no_longer_on_offer")
    before, interval, after = put_between(rows, interval, open_at[0])
    entry = Entry(
        kind=TransitionKind.TRANSFER,
        changes={"mission_id": transfer.to_mission_id},
        interval=interval,
        reason=note,
    )
    write(writing, *before, entry, *after, why=str(_("Late news.")))


@operation(may="transfer.answer", audit="transfer.rejected")
def reject_transfer(actor: Actor, transfer: Transfer, *, reason: str) -> Transfer:
    """Say no, and why; the case stays with the mission that offered it, which is told."""
    answer(transfer, TransferStatus.REJECTED, reason)
    tell_of_transfer("transfer_rejected", transfer, transfer.from_mission_id)
    return transfer


def check_receiver(case: Case, mission: Mission) -> None:
    """Raise 422 unless the mission can have the case: another one, with cases of its own."""
    if mission.pk == case.mission_id:
        raise broken_rule(
            _("Your mission has this case already. Choose another mission."),
            "transfer_to_another",
            "mission",
        )
    if not may_receive(mission):
        raise broken_rule(
            _("Only an embassy or a consulate takes a case over."), "transfer_to_embassy", "mission"
        )


def offer(
    actor: Actor,
    case: Case,
    to_mission_id: int,
    summary: str,
    *,
    kind: str,
    returns_id: int | None = None,
    is_from_opening: bool = False,
) -> Transfer:
    """Write the row of an offer and tell the other mission."""
    transfer = Transfer.objects.create(
        case=case,
        reference=case.reference,
        from_mission_id=case.mission_id,
        to_mission_id=to_mission_id,
        summary=summary,
        returns_id=returns_id,
        is_from_opening=is_from_opening,
        offered_at=ledger_moment([]),
        offered_by_id=actor.staff_id,
    )
    tell_of_transfer(kind, transfer, to_mission_id)
    return transfer


def answer(
    transfer: Transfer, status: str, words: str, taken_over: Interval | None = None
) -> datetime:
    """Let the database answer for the side whose turn it is; 409 when somebody was faster."""
    ends = (taken_over.first, taken_over.last) if taken_over else (None, None)
    said = [transfer.pk, status, words, *ends]
    with connection.cursor() as cursor:
        cursor.execute("select answer_transfer(%s, %s, %s, %s, %s)", said)
        moment: datetime | None = cursor.fetchone()[0]
    if moment is None:
        raise wrong_state(ANSWERED, "transfer_answered")
    answered = ["status", "answer", "answered_at", "answered_by"]
    transfer.refresh_from_db(fields=[*answered, "taken_over_from", "taken_over_at"])
    return moment
