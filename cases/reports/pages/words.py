"""What pages say of any report: who sent it, how long it waits, how far the work is."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.reports.choices import ReportStatus, Sender
from cases.reports.models import ReceivedReport
from cases.templatetags.moments import occurred

TONES: dict[str, str] = {
    ReportStatus.UNOPENED: "stop",
    ReportStatus.OPENED: "wait",
    ReportStatus.TAKEN: "tell",
    ReportStatus.LINKED: "good",
    ReportStatus.CLOSED: "quiet",
    ReportStatus.JOINED: "quiet",
}


def sender_words(report: ReceivedReport) -> str:
    """Return who sent a report: the name, else what is known of the sender."""
    name = report.sender_name or report.sender_email or report.sender_phone
    return name or str(Sender(report.sender).label)


def kind_of_sender(report: ReceivedReport) -> str:
    """Return what the sender is: the relation where it is known."""
    if report.sender_relation:
        return str(report.get_sender_relation_display())
    is_named = sender_words(report) != str(Sender(report.sender).label)
    return str(report.get_sender_display()) if is_named and report.sender != Sender.UNKNOWN else ""


def waiting_words(since: datetime, now: datetime) -> str:
    """Return for how long something waits: minutes, hours, then days."""
    age = max(now - since, timedelta())
    if age >= timedelta(days=2):
        return ngettext("%(days)s day", "%(days)s days", age.days) % {"days": age.days}
    hours = age // timedelta(hours=1)
    if hours:
        return ngettext("%(hours)s hour", "%(hours)s hours", hours) % {"hours": hours}
    minutes = age // timedelta(minutes=1)
    return ngettext("%(minutes)s minute", "%(minutes)s minutes", minutes) % {"minutes": minutes}


def came_in(report: Any, zone: str) -> str:
    """Return when a report came in, as precisely as it is known."""
    return occurred(report.received_from, report.received_at, zone)


def state_of(report: ReceivedReport) -> dict[str, Any]:
    """Return how far the work is: the word, how pressing, and who works on it."""
    by = str(report.taken_by) if report.status == ReportStatus.TAKEN and report.taken_by else ""
    return {
        "label": report.get_status_display(),
        "tone": TONES[report.status],
        "by": by,
        "is_unopened": report.status == ReportStatus.UNOPENED,
    }


def people_words(report: ReceivedReport) -> str:
    """Return how many people a report names."""
    count = len(report.named)
    if not count:
        return _("Nobody is named")
    return ngettext("%(count)s person named", "%(count)s people named", count) % {"count": count}
