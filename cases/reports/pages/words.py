"""What pages say of any report: who sent it, how long it waits, how far the work is."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.missions.days import Wait, wait_words, waited
from cases.reports.choices import ReportStatus, Sender
from cases.reports.models import ReceivedReport
from cases.reports.states import TO_DO
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


def waiting_words(first: datetime, last: datetime, now: datetime, zone: str) -> str:
    """Return for how long something waits that began between two instants.

    Since an instant in minutes and hours, then in days; since a bare day or a month in days alone.
    """
    age = max(now - last, timedelta())
    if first != last or age >= timedelta(days=2):
        wait = waited(first, last, now, zone)
        return wait_words(wait) if wait > Wait(0) else _("less than a day")
    hours = age // timedelta(hours=1)
    if hours:
        return ngettext("%(hours)s hour", "%(hours)s hours", hours) % {"hours": hours}
    minutes = age // timedelta(minutes=1)
    return ngettext("%(minutes)s minute", "%(minutes)s minutes", minutes) % {"minutes": minutes}


def waits_of(report: ReceivedReport, now: datetime, zone: str) -> str:
    """Return for how long a report waits; empty for one that does not."""
    if report.status not in TO_DO:
        return ""
    return waiting_words(report.received_from, report.received_at, now, zone)


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
