"""Reads that several surfaces share: directives, plans, position lines; each a fixed number of
queries.
"""

from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, Q

from cases.core.actor import Actor
from cases.incidents.choices import DirectiveState
from cases.incidents.models import (
    Directive,
    DirectiveMission,
    DirectiveReport,
    Incident,
    MissionPlan,
    PositionLine,
)

SHOWN_DIRECTIVES = 100


def own_states(actor: Actor, directives: Iterable[Directive]) -> dict[int, str]:
    """Return directive id -> state at the actor's own mission, where it is addressed."""
    rows = DirectiveMission.objects.visible_to(actor).filter(
        directive__in=list(directives), mission_id=actor.mission_id
    )
    return dict(rows.values_list("directive_id", "state"))


def shown_directives(actor: Actor, incident: Incident | None = None) -> list[Directive]:
    """Return the directives the actor sees, those still to be done first, then the newest.

    One more than is shown, so that the page can say that there are more.
    """
    to_do = DirectiveMission.objects.visible_to(actor).exclude(state=DirectiveState.DONE)
    directives = (
        Directive.objects.visible_to(actor)
        .select_related("incident", "issued_by")
        .annotate(
            is_open=Q(withdrawn_at__isnull=True) & Q(Exists(to_do.filter(directive=OuterRef("pk"))))
        )
        .order_by("-is_open", "-issued_on", "-code")
    )
    if incident is not None:
        directives = directives.filter(incident=incident)
    return list(directives[: SHOWN_DIRECTIVES + 1])


def addressees_of(
    actor: Actor, directives: Sequence[Directive]
) -> dict[int, list[DirectiveMission]]:
    """Return directive id -> the addressed missions the actor sees, by code of the mission."""
    found: dict[int, list[DirectiveMission]] = {row.pk: [] for row in directives}
    rows = (
        DirectiveMission.objects.visible_to(actor)
        .filter(directive__in=list(found))
        .select_related("mission", "acknowledged_by")
        .order_by("mission__code")
    )
    by_id = {row.pk: row for row in directives}
    for row in rows:
        row.directive = by_id[row.directive_id]
        found[row.directive_id].append(row)
    return found


def last_reports(actor: Actor, directives: Sequence[Directive]) -> dict[int, DirectiveReport]:
    """Return addressed row id -> the newest report of that mission."""
    rows = (
        DirectiveReport.objects.visible_to(actor)
        .filter(addressee__directive__in=[row.pk for row in directives])
        .order_by("addressee_id", "-recorded_at", "-id")
        .distinct("addressee_id")
    )
    return {row.addressee_id: row for row in rows}


def reports_on(actor: Actor, directive: Directive) -> list[DirectiveReport]:
    """Return what the missions said on a directive, newest first."""
    rows = DirectiveReport.objects.visible_to(actor).filter(addressee__directive=directive)
    return list(
        rows.select_related("addressee__mission", "recorded_by").order_by("-recorded_at", "-id")
    )


def plans_of(actor: Actor, incident: Incident, *, newest: bool) -> list[MissionPlan]:
    """Return the plans of an incident by mission, newest first: all, or those that stand."""
    plans = MissionPlan.objects.visible_to(actor).filter(incident=incident)
    if newest:
        plans = plans.newest()
    return list(plans.select_related("mission", "recorded_by").order_by("mission__code", "-number"))


def position_lines_of(actor: Actor, incident: Incident) -> list[PositionLine]:
    """Return the position lines of an incident that the actor sees, the newest first."""
    lines = PositionLine.objects.visible_to(actor).filter(incident=incident)
    return list(
        lines.select_related("incident", "written_by", "approved_by").order_by("-stated_on", "pk")
    )
