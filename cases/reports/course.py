"""The reports about the person of a case in its course: their words for whoever has the report."""

from collections.abc import Sequence
from typing import Any, Final

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from cases.casework.beside import Entry, told_of
from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.together import Part, plain_columns
from cases.missions.models import Mission
from cases.reports.choices import ReportChannel
from cases.reports.models import ReceivedReport, ReportLink

LONGEST: Final = 1200
"""So much of a report stands on the page of a case; the whole of it on its own page."""


def reports_beside(actor: Actor, case: int, person: int) -> tuple[Part[Any], ...]:
    """Return the links of a case, and the reports behind them as far as they are in sight."""
    links = ReportLink.objects.visible_to(actor).standing().filter(case_id=case)
    told = ReceivedReport.objects.visible_to(actor)
    told = told.filter(links__case_id=case, links__undone_at__isnull=True)
    by = {"mission": plain_columns(Mission), "recorded_by": ("full_name",)}
    return Part(links, by), Part(told)


@told_of("reports", reports_beside, 2)
def report_entries(case: Case, rows: Sequence[list[Any]]) -> list[Entry]:
    """Return that a report came in, by which way and who linked it; its words where they are ours.

    A mission that has only the case is told with whom the report is.
    """
    links, reports = rows
    known = {report.pk: report for report in reports}
    return [entry_of(link, known.get(link.report_id)) for link in links]


def entry_of(link: ReportLink, report: ReceivedReport | None) -> Entry:
    """Return one report in the course, at the moment at which it came in."""
    entry: Entry = {
        "title": _("Report received: %(channel)s") % {"channel": ReportChannel(link.channel).label},
        "icon": "tell",
        "occurred_from": link.received_from,
        "occurred_at": link.received_at,
        "by": str(link.recorded_by or _("The system")),
    }
    if report is None:
        where = _("What it says is with %(mission)s.") % {"mission": link.mission.label}
        return entry | {"body": where}
    label = _("Open the report")
    return entry | {
        "body": report.subject,
        "text": Truncator(report.text).chars(LONGEST),
        "actions": [{"label": label, "url": report.get_absolute_url()}],
    }
