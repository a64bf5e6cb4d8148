"""Background work on figures."""

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.core.actor import SYSTEM
from cases.core.jobs import job
from cases.core.jobs.declared import Arguments
from cases.publishing.closing import close_some, large_incidents

SECONDS: Final = 5.0


@job(title=_("Close the figures of large incidents"), sees=SYSTEM, every=timedelta(minutes=15))
def close_balances(*, after_id: int = 0) -> Arguments | None:
    """Close the days that have ended, incident after incident, some seconds at a time."""
    for incident in large_incidents():
        if incident.pk > after_id:
            if close_some(incident, SECONDS):
                return {"after_id": after_id}
            return {"after_id": incident.pk}
    return None
