"""Days as they are where a mission is.

A day that was set is over when it is over where the work is to be done: a mission that reports in
the evening of the last day is in time, whatever the clock says at headquarters.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import DateField, DateTimeField, F, Func, Value
from django.db.models.functions import Cast

from cases.missions.models import Mission


def today_at(mission: Mission, now: datetime) -> date:
    """Return the day it is at a mission."""
    return now.astimezone(ZoneInfo(mission.zone)).date()


def today_there(now: datetime) -> Cast:
    """Return the SQL of the day it is at the mission of a row."""
    moment = Value(now, output_field=DateTimeField())
    local = Func(F("mission__zone"), moment, function="timezone", output_field=DateTimeField())
    return Cast(local, DateField())
