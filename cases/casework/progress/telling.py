"""What is missing, in words: what, with whom, since when, and which limit it has."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.casework.choices import BlockerKind, ClockState, StepStatus
from cases.casework.models import Clock, Step
from cases.casework.progress.file import File
from cases.casework.progress.gates import Missing, ours
from cases.casework.progress.moments import HOME
from cases.casework.progress.resting import closed_times
from cases.casework.progress.ticking import Calendars
from cases.core.calendars import OfficeCalendar, remaining
from cases.core.conditions import CONDITIONS
from cases.procedures.choices import Body, LimitUnit
from cases.templatetags.moments import days_words


def missing_words(item: Missing, file: File, now: datetime, calendars: Calendars) -> str:
    """Return one sentence on one thing that is missing; `calendars` are those of all things."""
    if item.step is None:
        return str(CONDITIONS[item.condition].missing)
    values = {
        "step": str(item.step.procedure),
        "who": who_words(item.body, str(item.inquiry.asked_of or "") if item.inquiry else ""),
        "since": since_words(item, file),
    }
    sentences = {
        BlockerKind.ASKED: _("%(step)s: %(who)s was asked (%(since)s) and has not answered."),
        BlockerKind.REFUSED: _("%(step)s: refused (%(since)s)."),
        BlockerKind.EXPIRED: _("%(step)s: what was got no longer holds on the day it is needed."),
        BlockerKind.OPEN: _("%(step)s: to be done by %(who)s since %(since)s."),
    }
    sentence = sentences[BlockerKind(item.kind)]
    if item.kind == BlockerKind.OPEN and asks_first(item.step):
        sentence = _("%(step)s: to be asked for by %(who)s since %(since)s.")
    sentence = sentence % values
    due = [
        _("%(limit)s: %(left)s")
        % {"limit": clock.limit, "left": due_words(clock, file, now, calendars)}
        for clock in file.clocks.get(item.step.pk, ())
        if clock.state == ClockState.RUNNING and clock.is_counted
    ]
    return ", ".join([sentence.removesuffix("."), *due]) + "."


def asks_first(step: Step) -> bool:
    """Return whether another body does the step, so that our part is to ask it."""
    return step.body not in {Body.MISSION, ours(step)}


def resting_words(status: str) -> str:
    """Return how far a step of a closed case is on which nothing is to be done."""
    return _("Answer outstanding") if status == StepStatus.ASKED else _("Rests")


def who_words(body: str, authority: str = "") -> str:
    """Return who must act: the authority by name, else the kind of body."""
    return authority or str(Body(body).label)


def since_words(item: Missing, file: File) -> str:
    """Return since when something is missing, as precisely as it is known."""
    return days_words(item.since.first, item.since.last, file.zone, HOME) if item.step else ""


def day_words(moment: datetime | None, zone: str) -> str:
    """Return the day of a moment at the mission."""
    if moment is None:
        return ""
    return date_format(moment.astimezone(ZoneInfo(zone)), "DATE_FORMAT")


def due_words(clock: Clock, file: File, now: datetime, calendars: Calendars) -> str:
    """Return the deadline of a running clock in words, counted in its own unit."""
    calendar = calendars.of(file.case.mission, clock.calendar)
    return left_words(left_of(clock, file, now, calendar), clock.limit.unit)


def left_of(clock: Clock, file: File, now: datetime, calendar: OfficeCalendar) -> int:
    """Return how much is left of a running clock; the time when the case was closed is not over."""
    assert clock.due_at is not None, "a running clock has a moment at which it runs out"
    closed = closed_times(file.rests, calendar.zone)
    return remaining(now, clock.due_at, clock.limit.unit, calendar, closed)


def left_words(left: int, unit: str) -> str:
    """Return how much is left, or by how much it is overdue."""
    if left == 0:
        return _("due today") if unit != LimitUnit.HOURS else _("due within the hour")
    count = abs(left)
    if unit == LimitUnit.WORKING_DAYS:
        late = ngettext("%(n)d working day overdue", "%(n)d working days overdue", count)
        early = ngettext("%(n)d working day left", "%(n)d working days left", count)
    elif unit == LimitUnit.CALENDAR_DAYS:
        late = ngettext("%(n)d day overdue", "%(n)d days overdue", count)
        early = ngettext("%(n)d day left", "%(n)d days left", count)
    else:
        late = ngettext("%(n)d hour overdue", "%(n)d hours overdue", count)
        early = ngettext("%(n)d hour left", "%(n)d hours left", count)
    return (late if left < 0 else early) % {"n": count}
