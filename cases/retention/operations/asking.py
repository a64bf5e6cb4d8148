"""Asking for a report: the machine makes it, chunk by chunk."""

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import not_allowed, wrong_state
from cases.core.operations import operation
from cases.retention.jobs import make_retention_report
from cases.retention.models import RetentionRun

AT_MOST: Final = timedelta(hours=6)
"""A report that is not ready by then was given up; another may be asked for."""


@operation(may="retention.report", audit="retention.asked")
def ask_retention_report(actor: Actor) -> RetentionRun:
    """Have a report of today made in the background; one at a time."""
    if not actor.sees_all:
        raise not_allowed()
    now = present.now()
    if RetentionRun.objects.visible_to(actor).filter(
        ready_at__isnull=True, made_at__gt=now - AT_MOST
    ):
        raise wrong_state(_("A report is being made. Wait until it is ready."), "report_being_made")
    run = RetentionRun.objects.create(
        made_at=now, as_of=present.today(actor.zone), asked_by_id=actor.staff_id
    )
    make_retention_report.enqueue(run=str(run.uuid))
    return run
