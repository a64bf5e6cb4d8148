"""When a case was taken over from another mission: the moment that the receiver states.

It stands in the ledger and, for the mission that offered the case, on the offer (`Transfer`).
"""

from collections.abc import Sequence

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import TransferStatus, TransitionKind
from cases.casework.ledger import standing_rows
from cases.casework.models import Case, Transfer, Transition
from cases.casework.states import allowed_kinds
from cases.core.actor import Actor
from cases.core.errors import broken_rule
from cases.core.facts import Interval

BY_ANOTHER = _("Another mission took the case over then. Headquarters corrects when that was.")
OUT_OF_TURN = _(
    "The case was closed then, or another mission took it over in between. Give another moment, or "
    "correct that entry first."
)


def since_offer(interval: Interval, transfer: Transfer) -> Interval:
    """Return when a case was taken over that is said to have been: since it was offered."""
    if interval.last < transfer.offered_at:
        raise broken_rule(
            _("The case was not on offer then. Give a moment after the offer."),
            "before_offer",
            "when",
        )
    return Interval(max(interval.first, transfer.offered_at), interval.last)


def may_be_taken_over(rows: Sequence[Transition], place: int) -> bool:
    """Return whether the case was open, and not only to come, behind the first `place` rows."""
    return place > 0 and TransitionKind.TRANSFER in allowed_kinds(rows[place - 1].after)


def takeovers(rows: Sequence[Transition]) -> list[Transition]:
    """Return the rows by which the case changed hands."""
    return [row for row in rows if row.kind == TransitionKind.TRANSFER]


def turns_of_takeover(rows: Sequence[Transition], turn: int, places: Sequence[int]) -> list[int]:
    """Return behind how many of the other rows a takeover may lie that was behind `turn` of them.

    422 where the case was closed then, or was taken over before or after that.
    """
    found = [
        place
        for place in places
        if may_be_taken_over(rows, place) and takeovers(rows[:place]) == takeovers(rows[:turn])
    ]
    if not found:
        raise broken_rule(OUT_OF_TURN, "takeover_out_of_turn", "when")
    return found


def offer_of(actor: Actor, case: Case, row: Transition) -> Transfer:
    """Return the offer that a row of the ledger accepted, for who may date it otherwise.

    The offers that a mission accepted follow each other as its rows do; where the opening was
    corrected, the first of them may have lost its row. 422 for a mission that did not accept it.
    """
    if not actor.is_headquarters and row.to_mission_id != actor.mission_id:
        raise broken_rule(BY_ANOTHER, "taken_over_by_another", "transition")
    same = [one for one in takeovers(standing_rows(case)) if one.to_mission_id == row.to_mission_id]
    accepted = Transfer.objects.visible_to(actor).filter(
        case=case,
        to_mission=row.to_mission_id,
        status=TransferStatus.ACCEPTED,
        is_from_opening=False,
    )
    later = len(same) - 1 - same.index(row)
    return accepted.order_by("-pk")[later]


def put_taken_over(transfer: Transfer, interval: Interval) -> None:
    """Let the database write on the offer when the case was taken over, as is known now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select correct_taken_over(%s, %s, %s)", [transfer.pk, interval.first, interval.last]
        )
