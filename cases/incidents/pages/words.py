"""Days and states in words."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.incidents.choices import DirectiveState
from cases.incidents.models import DirectiveMission

TONES = {
    DirectiveState.PENDING: ("wait", "clock"),
    DirectiveState.ACKNOWLEDGED: ("tell", "flag"),
    DirectiveState.IN_PROGRESS: ("tell", "resume"),
    DirectiveState.DONE: ("good", "check"),
}


def tag(label: Any, tone: str, icon: str) -> dict[str, Any]:
    """Return what the template of a tag takes."""
    return {"label": label, "tone": tone, "icon": icon}


def state_tag(addressee: DirectiveMission) -> dict[str, Any]:
    """Return how far a mission is, as a tag."""
    tone, icon = TONES[DirectiveState(addressee.state)]
    return tag(addressee.get_state_display(), tone, icon)


def overdue_words(days: int) -> str:
    """Return for how many calendar days something has been overdue."""
    return ngettext("overdue by %(days)s day", "overdue by %(days)s days", days) % {"days": days}


def due_words(days_left: int | None) -> str:
    """Return when something is due, counted in calendar days from today."""
    if days_left is None:
        return _("no day set")
    if days_left < 0:
        return overdue_words(-days_left)
    if days_left == 0:
        return _("due today")
    return ngettext("due in %(days)s day", "due in %(days)s days", days_left) % {"days": days_left}


def due_tag(days_left: int | None, *, is_open: bool) -> dict[str, Any] | None:
    """Return the tag of what is overdue or due today and still to be done; else nothing."""
    if not is_open or days_left is None or days_left > 0:
        return None
    return tag(due_words(days_left), *(("stop", "warn") if days_left < 0 else ("wait", "clock")))


def review_words(days_left: int) -> str:
    """Return when a plan is looked at again, counted in calendar days from today."""
    if days_left < 0:
        return ngettext(
            "review overdue by %(days)s day", "review overdue by %(days)s days", -days_left
        ) % {"days": -days_left}
    if days_left == 0:
        return _("review today")
    return ngettext("review in %(days)s day", "review in %(days)s days", days_left) % {
        "days": days_left
    }


def review_tag(days_left: int) -> dict[str, Any]:
    """Return when a plan is looked at again, as a tag."""
    if days_left < 0:
        return tag(review_words(days_left), "stop", "warn")
    return tag(review_words(days_left), "wait" if days_left == 0 else "quiet", "clock")


def waiting_words(issued_on: date, today: date) -> str:
    """Return for how many calendar days nobody has answered."""
    days = max((today - issued_on).days, 0)
    if days == 0:
        return _("no answer yet, issued today")
    return ngettext("no answer for %(days)s day", "no answer for %(days)s days", days) % {
        "days": days
    }
