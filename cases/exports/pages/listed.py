"""The list of exports of a mission."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.exports.models import Export
from cases.exports.pages.words import rows_words, state_tag
from cases.exports.policies import TAKES
from cases.exports.queries import listed


def list_context(actor: Actor) -> dict[str, Any]:
    """Return the exports in sight: what waits for a decision first, then the newest."""
    rows, has_more = listed(actor)
    return {
        "scope": _("All missions") if actor.is_headquarters else actor.mission_label,
        "lines": [line_of(actor, export) for export in rows],
        "has_more": has_more,
        "ask_url": reverse("ask_export") if actor.may(TAKES) else "",
    }


def line_of(actor: Actor, export: Export) -> dict[str, Any]:
    """Return one export as a line: what, how many, by whom, what for, how far."""
    return {
        "url": export.get_absolute_url(),
        "title": str(export),
        "rows": rows_words(export.counted if export.rows is None else export.rows),
        "asked_by": str(export.asked_by),
        "asked_at": export.asked_at,
        "mission": export.mission.label if actor.sees_all else "",
        "purpose": export.get_purpose_display(),
        "state": state_tag(export),
    }
