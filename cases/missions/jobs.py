"""Background work on the calendars of missions."""

from django.utils.translation import gettext_lazy as _

from cases.core.actor import SYSTEM
from cases.core.jobs import job
from cases.core.jobs.declared import Arguments
from cases.missions.calendars import calendar_changed
from cases.missions.models import Mission

AT_A_TIME = 100


@job(title=_("Count deadlines anew after a day of a country was changed"), sees=SYSTEM)
def follow_country_day(*, country: str, after_id: int = 0) -> Arguments | None:
    """Tell of the next missions after days of a country were changed.

    Each is counted by a job of its own, as after a change of its own calendar. Every mission may
    have a case with a term that is counted by the days of that country.
    """
    missions = Mission.objects.order_by("pk").filter(pk__gt=after_id)[:AT_A_TIME]
    numbers = list(missions.values_list("pk", flat=True))
    for number in numbers:
        calendar_changed(number)
    if len(numbers) < AT_A_TIME:
        return None
    return {"country": country, "after_id": numbers[-1]}
