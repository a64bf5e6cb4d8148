"""The list of openings of sealed parts, and how one is judged."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases.casework.models import Unsealing
from cases.casework.pages.operation import since
from cases.casework.queries import CaseFile
from cases.casework.unsealed import reads_beyond
from cases.core import present
from cases.core.actor import Actor
from cases.core.web import Page
from cases.templatetags.moments import moment

NAMED = ("opened_by", "posting", "from_mission", "mission", "reviewed_by")
MOST = 100


def open_lines(actor: Actor, file: CaseFile) -> list[SafeString]:
    """Return one sentence for each group that is open to the reader now."""
    return [
        format_html(
            _(
                "The group “{group}” is open to you until {until}: {reason}. "
                "Each look is on record."
            ),
            group=row.get_restricted_display(),
            until=moment(present.shown(row.until), actor.zone),
            reason=row.get_kind_display(),
        )
        for row in file.unsealed
        if reads_beyond(actor)
    ]


def unsealing_list(actor: Actor) -> dict[str, Any]:
    """Return what waits for a review, and what was reviewed or waits for somebody else."""
    seen = Unsealing.objects.visible_to(actor).select_related(*NAMED)
    waiting = list(seen.to_review(actor).order_by("opened_at", "pk")[: MOST + 1])
    ids = [row.pk for row in waiting]
    others = list(seen.exclude(pk__in=ids).order_by("-opened_at", "-pk")[: MOST + 1])
    return {
        "waiting": [line(actor, row) for row in waiting[:MOST]],
        "others": [line(actor, row) for row in others[:MOST]],
        "is_cut": len(waiting) > MOST or len(others) > MOST,
        "ids": [row.pk for row in (*waiting[:MOST], *others[:MOST])],
    }


def line(actor: Actor, row: Unsealing) -> dict[str, Any]:
    """Return one opening in words."""
    may_review = actor.may("unsealing.review") and not row.finding
    is_own = row.opened_by_id == actor.staff_id
    return {
        "reference": row.reference,
        "case_url": reverse("case_detail", args=[row.reference]),
        "who": row.opened_by.full_name,
        "role": row.posting.get_role_display(),
        "mission": row.from_mission.label,
        "group": row.get_restricted_display(),
        "kind": row.get_kind_display(),
        "reason": row.reason,
        "opened_at": present.shown(row.opened_at),
        "until": present.shown(row.until),
        "finding": row.get_finding_display() if row.finding else "",
        "finding_words": row.finding_words,
        "reviewed_by": row.reviewed_by,
        "reviewed_at": present.shown(row.reviewed_at) if row.reviewed_at else None,
        "review_url": reverse("unsealing_operation", args=[row.uuid, "review"])
        if may_review and not is_own
        else "",
    }


def unsealing_operation() -> Page:
    """Return how the page of a review looks; it leads back to the list."""
    home = reverse("unsealing_list")

    def describe(actor: Actor, row: Unsealing) -> dict[str, Any]:
        said = line(actor, row)
        return {
            "reference": row.reference,
            "name": _("Openings of sealed parts"),
            "url": home,
            "rows": [
                {"label": _("Who"), "value": f"{said['who']}, {said['role']}, {said['mission']}"},
                {"label": _("What was opened"), "value": said["group"]},
                {"label": _("When"), "value": moment(said["opened_at"], actor.zone)},
                {"label": _("Reason"), "value": said["kind"], "note": said["reason"]},
            ],
        }

    return Page(describe=describe, done=lambda answer: home, since=since, cancel=home)
