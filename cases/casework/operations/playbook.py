"""Which playbook a case runs on, and for which day its journey is planned."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import StepStatus
from cases.casework.models import Case, Step
from cases.casework.policies import refuse_closed
from cases.casework.progress import refresh
from cases.casework.progress.file import day_at
from cases.casework.progress.moving import Move, move_of
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import broken_rule, wrong_state
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.core.waiting import put
from cases.procedures.choices import PlaybookStatus
from cases.procedures.models import Playbook


@operation(may="case.playbook", audit="case.playbook_moved")
def move_to_playbook(actor: Actor, case: Case, *, playbook: Playbook, reason: str) -> Case:
    """Let a running case go on by another playbook, or by another version of its own.

    Steps of the same code go on as they are, unless the code means another procedure now: then
    what was settled is to be done, and the former result stays on record. What the new one does not
    have and nobody has begun is no longer needed; what was done on other steps stays on record.
    """
    refuse_closed(case)
    if playbook.status != PlaybookStatus.PUBLISHED:
        raise broken_rule(
            _("Only a published playbook can be taken for a case."),
            "playbook_published",
            "playbook",
        )
    if playbook.pk == case.playbook_id:
        raise wrong_state(_("The case runs on this playbook already."), "same_playbook")
    moment = ledger_moment([case.citizen, case])
    put_move(move_of(case, playbook.pk, day_at(moment, case.mission.zone)), moment, reason)
    case.playbook = playbook
    put(case, "playbook")
    refresh([case], moment)
    return case


def put_move(move: Move, moment: datetime, reason: str) -> None:
    """Write what a move does to the steps that are there.

    Those that wait now are opened by their turn. Another procedure is other work, so that its
    limits run from the move.
    """
    for step, _planned in move.anew:
        step.status, step.status_at, step.recorded_at = StepStatus.WAITING, moment, moment
        step.grounds, step.expires_on = reason, None
    for step, _planned in [*move.anew, *move.other]:
        step.taken_up_at = moment
    for step, planned in move.kept:
        step.number, step.procedure_id = planned.number, planned.procedure_id
        step.track, step.body = planned.track, planned.body
        step.after, step.opens_at = list(planned.after), planned.opens_at
        if step.status == StepStatus.DROPPED:
            step.status, step.status_at, step.recorded_at = StepStatus.WAITING, moment, moment
    for step in move.dropped:
        step.status, step.status_at, step.recorded_at = StepStatus.DROPPED, moment, moment
    Step.objects.bulk_update(
        [*(step for step, _planned in move.kept), *move.dropped],
        [
            "number",
            "procedure",
            "track",
            "body",
            "after",
            "opens_at",
            "status",
            "status_at",
            "recorded_at",
            "taken_up_at",
            "grounds",
            "expires_on",
        ],
    )


@operation(may="case.plan_journey", audit="case.journey_planned")
def plan_journey(actor: Actor, case: Case, *, journey_on: date | None = None) -> Case:
    """Set the day for which the journey home is planned, or take it back.

    What runs out before that day blocks the case again.
    """
    refuse_closed(case)
    moment = ledger_moment([case.citizen, case])
    now = max(moment, present.now()) if actor.kind == "staff" else moment
    if journey_on is not None and journey_on < day_at(now, actor.zone):
        raise broken_rule(
            _("This day has passed. Record a departure that has happened as a fact."),
            "journey_has_passed",
            "journey_on",
        )
    case.journey_on = journey_on
    put(case, "journey_on")
    refresh([case], moment)
    return case
