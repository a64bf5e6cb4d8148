"""Headquarters issues directives and withdraws them."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import broken_rule, not_allowed
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.incidents.models import Directive, DirectiveMission, Incident
from cases.incidents.policies import refuse_withdrawal
from cases.incidents.telling import ISSUED, WITHDRAWN, tell_missions
from cases.missions.choices import MissionKind
from cases.missions.models import Mission


@operation(may="directive.issue", audit="directive.issued")
def issue_directive(
    actor: Actor,
    *,
    code: str,
    incident: Incident,
    title: str,
    text: str,
    missions: Sequence[Mission],
    issued_on: date,
    due_on: date | None = None,
    paper: str = "",
    source: str = "",
    title_vi: str = "",
    text_vi: str = "",
) -> Directive:
    """Order missions to do something in an incident, by a day or without one; each is told."""
    if not actor.is_headquarters:
        raise not_allowed()
    moment = ledger_moment([])
    check_missions(missions)
    check_days(issued_on, due_on, moment.astimezone(ZoneInfo(actor.zone)).date())
    if Directive.objects.visible_to(actor).filter(code=code).exists():
        raise broken_rule(
            _("There is a directive with this code already."), "directive_code_once", "code"
        )
    directive = Directive(
        code=code,
        incident=incident,
        title=title,
        title_vi=title_vi,
        text=text,
        text_vi=text_vi,
        paper=paper,
        source=source,
        issued_on=issued_on,
        due_on=due_on,
        issued_by_id=actor.staff_id,
        recorded_at=moment,
    )
    directive.save(force_insert=True)
    DirectiveMission.objects.bulk_create(
        DirectiveMission(directive=directive, mission=mission) for mission in missions
    )
    tell_missions(ISSUED, directive, [mission.pk for mission in missions])
    return directive


@operation(may="directive.withdraw", audit="directive.withdrawn")
def withdraw_directive(actor: Actor, directive: Directive, *, reason: str) -> Directive:
    """Take a directive back; what missions reported on it stays.

    The rows of the missions are locked first: an answer that is being given is either in before,
    or finds the directive withdrawn.
    """
    if not actor.is_headquarters:
        raise not_allowed()
    addressees = list(
        DirectiveMission.objects.visible_to(actor)
        .filter(directive=directive)
        .order_by("pk")
        .select_for_update(no_key=True)
    )
    refusal = refuse_withdrawal(directive)
    if refusal is not None:
        raise refusal
    directive.withdrawn_at = ledger_moment([])
    directive.withdraw_reason = reason
    directive.save(update_fields=["withdrawn_at", "withdraw_reason"])
    tell_missions(WITHDRAWN, directive, [row.mission_id for row in addressees])
    return directive


def check_missions(missions: Sequence[Mission]) -> None:
    """A directive goes to at least one mission, to none twice, and never to headquarters itself."""
    if not missions:
        raise broken_rule(
            _("Name at least one mission that is to do it."), "missions_needed", "missions"
        )
    if len({mission.pk for mission in missions}) < len(missions):
        raise broken_rule(_("A mission is named twice."), "named_twice", "missions")
    if any(mission.kind == MissionKind.HEADQUARTERS for mission in missions):
        raise broken_rule(
            _("A directive goes to missions, not to headquarters itself."),
            "not_to_headquarters",
            "missions",
        )


def check_days(issued_on: date, due_on: date | None, today: date) -> None:
    """It was issued today or before, and is due on the day of issue at the earliest."""
    if issued_on > today:
        raise broken_rule(
            _("A directive cannot be issued in the future."), "issued_in_the_future", "issued_on"
        )
    if due_on is not None and due_on < issued_on:
        raise broken_rule(
            _("A directive cannot be due before it was issued."),
            "directive_due_after_issue",
            "due_on",
        )
