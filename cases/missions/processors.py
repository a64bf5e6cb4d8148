"""What every page of the staff web app shows of the person who is logged in."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from cases.core import present
from cases.core.actor import Actor
from cases.core.configured import is_outdated
from cases.core.roles import AUDIT, PEOPLE, REFERENCE
from cases.core.web import actor_of
from cases.missions.choices import Role
from cases.missions.models import AdministratorChange
from cases.missions.models.administrator_change import ADMINISTERS
from cases.templatetags.moments import zone_name

MANY = 9
MANY_REPORTS = 99


def posting_choices(request: HttpRequest, actor: Actor) -> list[dict[str, Any]]:
    """Return the postings to choose from; nothing for whoever has one."""
    postings = getattr(request, "postings", [])
    if len(postings) < 2:
        return []
    return [
        {"name": row.name, "label": str(row), "is_chosen": row.pk == actor.posting_id}
        for row in postings
    ]


def unread_words(request: HttpRequest, actor: Actor) -> str:
    """Return how many notices wait for this reader, at most "9+"; empty for none.

    A role that sees no people has no notices, and is not told how many its mission has.
    """
    if not actor.sees(PEOPLE):
        return ""
    counts = {row.pk: getattr(row, "unread", 0) for row in getattr(request, "postings", [])}
    unread = counts.get(actor.posting_id, 0)
    return f"{MANY}+" if unread > MANY else str(unread or "")


def unopened_words(request: HttpRequest, actor: Actor) -> str:
    """Return how many reports at this desk nobody has opened, at most "99+"; empty for none."""
    if not actor.may("report.work"):
        return ""
    counts = {row.pk: getattr(row, "unopened", 0) for row in getattr(request, "postings", [])}
    unopened = counts.get(actor.posting_id, 0)
    return f"{MANY_REPORTS}+" if unopened > MANY_REPORTS else str(unopened or "")


def to_confirm(actor: Actor) -> str:
    """Return how many changes to administrators wait for this reader; empty for none."""
    if not actor.may(ADMINISTERS):
        return ""
    rows = AdministratorChange.objects.visible_to(actor).waiting(timezone.now())
    count = rows.filter(deciders__contains=[actor.staff_id]).count()
    return f"{MANY}+" if count > MANY else str(count or "")


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return who I am, in words; nothing when nobody is logged in."""
    actor = actor_of(request)
    if actor is None:
        return {"frame": None}
    offset = present.now().astimezone(actor.clock).strftime("%:z")
    return {
        "frame": {
            "name": actor.name,
            "role": Role(actor.role).label,
            "mission": actor.mission_label,
            "zone": f"{zone_name(actor.zone)}, UTC{offset}",
            "unread": unread_words(request, actor),
            "works_reports": actor.may("report.work"),
            "unopened": unopened_words(request, actor),
            "sees": dict.fromkeys(actor.sights, True),
            "may_open": actor.may("case.intake"),
            "may_have_tokens": actor.may("token.manage"),
            "may_administer": not actor.sights.isdisjoint({PEOPLE, REFERENCE, AUDIT}),
            "may_give_accounts": actor.may(ADMINISTERS),
            "to_confirm": to_confirm(actor),
            "may_draft_briefings": actor.may("briefing.draft"),
            "may_answer_rights": actor.may("rights.answer"),
            "may_take_lists": actor.may("list.take_in"),
            "may_read_configuration": actor.may("configuration.read"),
            "must_start_again": actor.may("configuration.read") and is_outdated(),
            "may_read_retention": actor.sees_all and actor.may("retention.read"),
            "postings": posting_choices(request, actor),
        },
        "zone": actor.zone,
    }
