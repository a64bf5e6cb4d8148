"""The list of accesses in words."""

from typing import Any

from django.utils.translation import gettext as _

from cases.casework.pages.looks import entry_words
from cases.casework.pages.refusals import refusal_words
from cases.core import present
from cases.core.actor import Actor
from cases.core.models import AuditEntry
from cases.privacy.queries import AccessPage, mission_labels


def access_rows(actor: Actor, page: AccessPage) -> list[dict[str, Any]]:
    """Return the lines of a page."""
    missions = mission_labels(actor, page.rows)
    return [
        {
            "at": present.shown(entry.at),
            "who": entry.staff or _("The system"),
            "mission": missions.get(entry.mission_id or 0, ""),
            "what": entry_words(entry),
            "reference": getattr(entry, "case_reference", "") or "",
            "is_refused": entry.outcome == AuditEntry.Outcome.REFUSED,
            "why": refusal_words(entry.code, entry.operation) if entry.code else "",
        }
        for entry in page.rows
    ]
