"""Background work on figures."""

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.core.actor import SYSTEM
from cases.core.jobs import job
from cases.core.jobs.declared import Arguments
from cases.publishing.closing import close_some, large_incidents
from cases.publishing.freezing_in_parts import freeze_some
from cases.publishing.models import Snapshot

SECONDS: Final = 5.0


@job(title=_("List the cases behind a snapshot"), sees=SYSTEM)
def freeze_snapshot(*, snapshot: int, after_id: int = 0) -> Arguments | None:
    """List the cases of some thousands of people after another; at last the digest closes it."""
    row = Snapshot.objects.select_related("incident").get(pk=snapshot)
    if row.frozen_at is not None:
        return None
    last = freeze_some(row, after_id, SECONDS)
    return None if last is None else {"snapshot": snapshot, "after_id": last}


@job(title=_("Close the figures of large incidents"), sees=SYSTEM, every=timedelta(minutes=15))
def close_balances(*, after_id: int = 0) -> Arguments | None:
    """Close the days that have ended, incident after incident, some seconds at a time."""
    for incident in large_incidents():
        if incident.pk > after_id:
            if close_some(incident, SECONDS):
                return {"after_id": after_id}
            return {"after_id": incident.pk}
    return None
