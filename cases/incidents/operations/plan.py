"""Missions say what they plan to do in an incident."""

from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import broken_rule, not_allowed
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.incidents.models import Incident, MissionPlan


@operation(may="plan.put", audit="plan.recorded")
def put_plan(actor: Actor, *, incident: Incident, text: str, review_on: date) -> MissionPlan:
    """Say what the own mission will do in an incident; it stands in place of its former plan."""
    if not actor.mission_id:
        raise not_allowed()
    moment = ledger_moment([])
    if review_on < moment.astimezone(ZoneInfo(actor.zone)).date():
        raise broken_rule(
            _("This day has passed already. Give the day on which the plan is looked at again."),
            "review_in_the_past",
            "review_on",
        )
    former = MissionPlan.objects.visible_to(actor).filter(
        incident=incident, mission_id=actor.mission_id
    )
    newest: int = former.aggregate(newest=Max("number"))["newest"] or 0
    plan = MissionPlan(
        incident=incident,
        mission_id=actor.mission_id,
        number=newest + 1,
        text=text,
        review_on=review_on,
        recorded_at=moment,
        recorded_by_id=actor.staff_id,
    )
    plan.save(force_insert=True)
    return plan
