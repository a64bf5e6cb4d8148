"""Correcting at which mission a case was opened: from its opening, as known from now on.

Headquarters does it alone. Two heads do it together: the one whose mission has the case offers it
as opened at the wrong mission (`offer_opening`), and the other accepts (`accept_transfer`).
"""

from datetime import datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import TransitionKind
from cases.casework.ledger import Entry, Writing, standing_rows, write
from cases.casework.models import Case
from cases.casework.moves import moves_of, refusal_to_offer
from cases.casework.policies import refuse_void
from cases.casework.progress import refresh
from cases.casework.sharing import may_receive
from cases.casework.telling import tell_of_opening
from cases.core.actor import Actor
from cases.core.errors import broken_rule
from cases.core.facts import Interval, ledger_moment
from cases.core.operations import operation
from cases.missions.models import Mission


@operation(may="case.correct_opening", audit="opening.corrected")
def correct_opening(actor: Actor, case: Case, *, mission: Mission, reason: str) -> Case:
    """Correct the mission at which the case was opened; takeovers since then stay as they were."""
    refuse_void(case)
    refusal = refusal_to_offer(moves_of(actor, case))
    if refusal is not None:
        raise refusal
    if not may_receive(mission):
        raise broken_rule(
            _("Only an embassy or a consulate has cases."), "transfer_to_embassy", "mission"
        )
    if standing_rows(case)[0].to_mission_id == mission.pk:
        raise broken_rule(_("The case was opened at this mission."), "opened_there", "mission")
    moment = ledger_moment([case.citizen, case])
    owner_id = put_opening(Writing(actor, case, moment, "correct_opening"), mission, reason)
    refresh([case], moment)
    tell_of_opening(case, {mission.pk, owner_id}, actor.mission_code or "-")
    return case


def put_opening(writing: Writing, mission: Mission, why: str) -> int:
    """Void the opening and write it again at another mission; return who has the case then.

    A first takeover by that mission led nowhere new, and is void too.
    """
    case = writing.case
    opening, *later = standing_rows(case)
    moves = [row for row in later if row.kind == TransitionKind.TRANSFER]
    idle = [row for row in moves[:1] if row.to_mission_id == mission.pk]
    owner_id = moves[-1].to_mission_id if moves else mission.pk
    hand_over(case, owner_id, writing.moment)
    entry = Entry(
        kind=TransitionKind.OPEN,
        changes={**opening.changes, "mission_id": mission.pk},
        interval=Interval(opening.occurred_from, opening.occurred_at),
        reason=opening.reason,
        source=opening.source,
        source_detail=opening.source_detail,
    )
    write(writing, entry, drop=[opening, *idle], why=why)
    return owner_id


def hand_over(case: Case, owner_id: int, moment: datetime) -> None:
    """Let the case be that mission's, if it is not yet; headquarters alone (`correct_owner`)."""
    if case.mission_id == owner_id:
        return
    with connection.cursor() as cursor:
        cursor.execute("select correct_owner(%s, %s, %s)", [case.pk, owner_id, moment])
    case.refresh_from_db(fields=["mission", "mission_ids", "assigned_to"])
