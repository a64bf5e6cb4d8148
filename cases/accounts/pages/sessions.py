"""Sessions in words, on the own page and on that of an account."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.accounts.models import StaffSession
from cases.accounts.queries import sessions_of_account
from cases.core import present
from cases.core.actor import Actor
from cases.missions.models import Staff

BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def session_words(row: StaffSession, request: HttpRequest) -> dict[str, Any]:
    """Return what the page of the own account says of one session."""
    own = getattr(request.session, "row", None)
    return {
        **told(row),
        "is_this": own is not None and own.pk == row.pk,
        "end_url": reverse("session_end", args=[row.uuid]),
    }


def sessions_on(actor: Actor, staff: Staff, now: datetime) -> list[dict[str, Any]]:
    """Return what the page of an account says of its sessions, each with how it is ended."""
    return [
        {
            **told(row),
            "is_this": False,
            "end_url": reverse("staff_session_end", args=[staff.username, row.uuid]),
        }
        for row in sessions_of_account(actor, staff, now)
    ]


def told(row: StaffSession) -> dict[str, Any]:
    """Return from where and when: never what a session holds."""
    return {
        "name": agent_words(row.agent),
        "address": row.address or "",
        "started_at": present.shown(row.started_at),
        "seen_at": present.shown(row.seen_at),
    }


def agent_words(agent: str) -> str:
    """Return browser and system in words; what a browser says of itself is only a hint."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return " · ".join(part for part in (browser, system) if part) or _("Unknown browser")
