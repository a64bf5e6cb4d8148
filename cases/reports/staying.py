"""Reports received on which the work goes on when the case of their person is closed."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.casework.models import Case
from cases.casework.stays_open import Open, stays_open
from cases.core.actor import Actor
from cases.core.together import Part
from cases.reports.models import ReceivedReport, ReportLink
from cases.reports.states import TO_DO


def reports_to_do(actor: Actor, case: int, person: int) -> Part[Any]:
    """Return the links of a case to reports in sight that nobody has settled."""
    reports = ReceivedReport.objects.visible_to(actor).filter(status__in=TO_DO)
    links = ReportLink.objects.visible_to(actor).standing().filter(case_id=case)
    return Part(links.filter(report__in=reports), {"report": ("uuid",)})


@stays_open("reports", reports_to_do, label=gettext_lazy("Reports received"))
def reports_open(case: Case, rows: Sequence[ReportLink]) -> Iterator[Open]:
    """Yield each report by the way it came in."""
    for row in sorted(rows, key=lambda one: one.pk):
        text = _("Report received, not settled: %(channel)s") % {
            "channel": row.get_channel_display()
        }
        yield Open(text, row.report.get_absolute_url())
