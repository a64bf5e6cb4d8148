"""Background work on cases."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from cases.casework import outcomes, recounting
from cases.casework.choices import ReminderKind
from cases.casework.reminders import AT_ONCE, remind
from cases.core import present
from cases.core.actor import SYSTEM
from cases.core.jobs import job
from cases.core.jobs.declared import Arguments
from cases.missions.calendars import on_calendar_change
from cases.procedures.following import on_limit_change

EARLIEST_DAY = timedelta(hours=14)
"""How far the zone in which a day begins first is ahead of UTC."""
AT_A_TIME = 20
"""People of one journey looked at by one turn of the worker."""


@job(title=_("Remind of limits that have run out"), sees=SYSTEM, every=timedelta(minutes=1))
def remind_of_expired() -> Arguments | None:
    """Tell officers, and half a day later heads of mission, some clocks at a time."""
    now = present.now()
    found = [remind(kind, now) for kind in (ReminderKind.EXPIRED, ReminderKind.ESCALATED)]
    return {} if AT_ONCE in found else None


@job(title=_("Remind of limits that run out soon"), sees=SYSTEM, every=timedelta(minutes=5))
def remind_ahead() -> Arguments | None:
    """Tell officers on the working day before, some clocks at a time."""
    return {} if remind(ReminderKind.AHEAD, present.now()) == AT_ONCE else None


@job(title=_("Count deadlines anew after a calendar was changed"), sees=SYSTEM)
def recount_clocks(*, mission_id: int, after_id: int = 0) -> Arguments | None:
    """Count the clocks of the next cases of a mission."""
    following = recounting.recount_clocks(mission_id, after_id)
    return None if following is None else {"mission_id": mission_id, "after_id": following}


@job(title=_("Look for what no longer holds on a new day"), sees=SYSTEM, every=timedelta(hours=6))
def refresh_expired(*, after_id: int = 0) -> Arguments | None:
    """Bring the next cases up to date; several times a day, since days begin zone by zone."""
    today = (present.now() + EARLIEST_DAY).date()
    following = recounting.refresh_expired(today, after_id)
    return None if following is None else {"after_id": following}


@job(title=_("Count deadlines anew after a limit was changed"), sees=SYSTEM)
def refresh_procedure(*, procedure_id: int, after_id: int = 0) -> Arguments | None:
    """Bring the next cases with a step of a procedure up to date."""
    following = recounting.refresh_procedure(procedure_id, after_id)
    return None if following is None else {"procedure_id": procedure_id, "after_id": following}


@job(title=_("Bring open cases up to what this release reads of them"), sees=SYSTEM)
def refresh_open_cases(*, after_id: int = 0) -> Arguments | None:
    """Bring the next open cases up to date; a migration queues it."""
    following = recounting.refresh_open_cases(after_id)
    return None if following is None else {"after_id": following}


@job(title=_("Bring closed cases up to what this release reads of them"), sees=SYSTEM)
def refresh_closed_cases(*, after_id: int = 0) -> Arguments | None:
    """Bring the next closed cases up to date; a migration queues it."""
    following = recounting.refresh_closed_cases(after_id)
    return None if following is None else {"after_id": following}


@job(title=_("Look again at what blocks the cases of a person"), sees=SYSTEM)
def refresh_person(*, citizen_id: int) -> None:
    """Bring all open cases of a person up to date, whoever has them."""
    recounting.refresh_person(citizen_id)


@job(title=_("Look again at what blocks the cases of people who travelled together"), sees=SYSTEM)
def refresh_people(*, citizen_ids: list[int]) -> Arguments | None:
    """Bring the open cases of the next of these people up to date, whoever has them."""
    first, others = citizen_ids[:AT_A_TIME], citizen_ids[AT_A_TIME:]
    for citizen_id in first:
        recounting.refresh_person(citizen_id)
    return {"citizen_ids": others} if others else None


@job(title=_("Look again at where people are of whom another record tells"), sees=SYSTEM)
def follow_linked(*, citizen_ids: list[int], is_void: bool) -> None:
    """Let follow on all records of people what was told, or taken back, on one of them."""
    refresh_people.enqueue(citizen_ids=outcomes.follow_linked(citizen_ids, is_void=is_void))


@on_limit_change
def refresh_after_change(procedure_id: int) -> None:
    """Queue it with the change itself, as after a changed calendar."""
    refresh_procedure.enqueue(procedure_id=procedure_id)


@on_calendar_change
def recount_after_change(mission_id: int) -> None:
    """Queue the counting with the change itself, so that the one is there exactly with the other.

    A change queues its own even while that of an earlier one waits: whoever takes up the earlier
    one before this transaction ends would still count by the former calendar.
    """
    recount_clocks.enqueue(mission_id=mission_id)
