"""Background work on requests about personal data."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import SYSTEM
from cases.core.jobs import job
from cases.core.jobs.declared import Arguments
from cases.missions.calendars import on_calendar_change
from cases.privacy.deadlines import recount_some
from cases.privacy.reminders import AT_ONCE, remind_ahead, remind_of_late


@job(title=_("Remind of requests about personal data"), sees=SYSTEM, every=timedelta(minutes=5))
def remind_of_rights_requests() -> Arguments | None:
    """Tell on the working day before and when it is over, some requests at a time."""
    now = present.now()
    return {} if AT_ONCE in (remind_of_late(now), remind_ahead(now)) else None


@job(title=_("Count the terms of requests anew after a calendar was changed"), sees=SYSTEM)
def recount_rights_requests(*, mission_id: int, after_id: int = 0) -> Arguments | None:
    """Count the next open requests of a mission."""
    following = recount_some(mission_id, after_id)
    return None if following is None else {"mission_id": mission_id, "after_id": following}


@on_calendar_change
def recount_requests_after_change(mission_id: int) -> None:
    """Queue the counting with the change itself, as for the limits of cases."""
    recount_rights_requests.enqueue(mission_id=mission_id)
