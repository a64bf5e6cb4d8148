"""The lists: of headquarters, and of what was published."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.briefings.choices import BriefingState
from cases.briefings.composing.amounts import day
from cases.briefings.models import Briefing
from cases.briefings.queries import language_of, newest, published_in
from cases.core.actor import Actor
from cases.core.registry import DECLARED

TONES = {
    BriefingState.DRAFT: "wait",
    BriefingState.APPROVED: "info",
    BriefingState.PUBLISHED: "go",
    BriefingState.WITHDRAWN: "quiet",
}
Row = dict[str, Any]


def briefings_context(actor: Actor) -> Row:
    """Return the briefings by how far they are: what waits for somebody comes first."""
    rows = [listed(row) for row in newest(actor)]
    groups = [
        (_("Wait to be approved"), BriefingState.DRAFT),
        (_("Approved, not published"), BriefingState.APPROVED),
        (pgettext("briefing", "Published"), BriefingState.PUBLISHED),
        (_("Withdrawn"), BriefingState.WITHDRAWN),
    ]
    found = [
        {"title": title, "rows": [row for row in rows if row["state"] == state]}
        for title, state in groups
    ]
    may_draft = actor.may(DECLARED["draft_briefing"].operation.may)
    return {
        "groups": [group for group in found if group["rows"]],
        "draft_url": reverse("briefing_new") if may_draft else "",
    }


def listed(row: Briefing) -> Row:
    """Return one briefing of the list."""
    return {
        "number": row.number,
        "url": row.get_absolute_url(),
        "kind": row.get_kind_display(),
        "incident": row.incident.label,
        "as_of": as_of_words(row),
        "state": row.state,
        "drafted_by": str(row.drafted_by or _("The system")),
        "approved_by": str(row.approved_by or ""),
    }


def as_of_words(row: Briefing) -> str:
    """Return the moment of a briefing; of a past one also that of its knowledge.

    Two of one day may count otherwise, since more was known at the second.
    """
    words = {"day": day(row.as_of, row.zone, is_day=row.is_day)}
    if row.known_at <= row.as_of:
        return words["day"]
    words["known"] = day(row.known_at, row.zone, is_day=False)
    return _("%(day)s, by what is known on %(known)s") % words


def published_rows(actor: Actor) -> list[Row]:
    """Return what was published, in the reader's language."""
    return [
        {
            "number": row.number,
            "url": reverse("published_detail", args=[row.number]),
            "kind": row.get_kind_display(),
            "subtitle": row.subtitle,
            "published_at": row.published_at,
            "is_withdrawn": row.withdrawn_at is not None,
            "replaced_by": row.replaced_by,
        }
        for row in published_in(actor, language_of(""))
    ]
