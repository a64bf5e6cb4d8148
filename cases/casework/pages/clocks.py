"""The clocks of a step in words: what is left, when the last day is, how it ended."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.casework.choices import ClockState, InTime
from cases.casework.models import Case, Clock, Step
from cases.casework.models.step import UNDONE
from cases.casework.progress.file import File
from cases.casework.progress.moments import HOME
from cases.casework.progress.resting import is_stopped_by_closing
from cases.casework.progress.starts import done_at, named
from cases.casework.progress.telling import day_words, left_of, left_words, who_words
from cases.casework.progress.ticking import Calendars, around_of, whose_calendar
from cases.core.calendars import INSTANT
from cases.missions.calendars import zone_of
from cases.missions.models import Mission
from cases.procedures.choices import DayEnds, LimitUnit, StartEvent, StopEvent
from cases.procedures.citations import cited
from cases.procedures.models import Limit, Procedure
from cases.procedures.results import fields_of
from cases.templatetags.moments import day, days_words, moment

AT_CLOSING = {
    InTime.IN_TIME: ("quiet", gettext_lazy("not run out when the case was closed")),
    InTime.LATE: ("quiet", gettext_lazy("had run out when the case was closed")),
    InTime.NOT_KNOWN: ("quiet", gettext_lazy("not known whether it had run out at the closing")),
}
VERDICTS = {
    InTime.IN_TIME: ("good", gettext_lazy("done in time")),
    InTime.LATE: ("stop", gettext_lazy("done, but late")),
    InTime.NOT_KNOWN: ("quiet", gettext_lazy("done, not known whether in time")),
}


class ClockPage:
    """Puts the clocks of one case into words, at one moment."""

    def __init__(self, file: File, now: datetime) -> None:
        self.file = file
        self.now = now
        self.calendars = Calendars()
        self.around = around_of(file)

    def row(self, step: Step, clock: Clock) -> dict[str, Any]:
        """Return what a clock says: left, overdue, standing still, not running and why.

        `due_at` is that of one which counts: it alone presses anybody. What measured the answer to
        a question says until when it could come.
        """
        limit = clock.limit
        tone, words = self.said(step, clock)
        if clock.taken_up_at:
            again = day_words(clock.taken_up_at, self.file.zone)
            words = _("%(words)s; taken up again %(day)s") % {"words": words, "day": again}
        runs = clock.state == ClockState.RUNNING
        ends = (
            clock.due_at
            if runs or ((clock.inquiry_id or clock.taken_up_at) and clock.verdict)
            else None
        )
        return {
            "name": str(limit),
            "who": who_words(limit.on_whom),
            "words": words,
            "tone": tone,
            "due_at": ends if clock.is_counted and runs else None,
            "counted_url": counted_url(self.file.case, step) if clock.started_at else "",
            "ends": end_words(ends, limit, self.file.case.mission, clock.calendar) if ends else "",
            "basis": cited(limit.legal_basis),
            "is_legal": limit.is_legal,
            "is_verified": limit.verified,
        }

    def said(self, step: Step, clock: Clock) -> tuple[str, str]:
        """Return how pressing a clock is, and its state in words.

        A clock that counts against nobody is never shown as late or pressing.
        """
        tone, words = self.state_of(step, clock)
        if clock.is_counted:
            return tone, words
        is_past = tone == "stop" or clock.verdict == InTime.LATE
        words = _("the last day is past; it counts against nobody") if is_past else words
        return "quiet", words

    def state_of(self, step: Step, clock: Clock) -> tuple[str, str]:
        """Return the same of one that counts."""
        limit = clock.limit
        if clock.state == ClockState.RUNNING and clock.due_at:
            calendar = self.calendars.of(self.file.case.mission, clock.calendar)
            left = left_of(clock, self.file, self.now, calendar)
            tone = "stop" if left < 0 else "wait" if left <= 1 else "tell"
            return tone, left_words(left, limit.unit)
        if clock.state == ClockState.PAUSED:
            return "quiet", self.rest_words(clock)
        if clock.state != ClockState.STOPPED:
            return "quiet", _("not running: %(why)s") % {"why": self.why_not_running(clock)}
        if clock.was_done_before:
            return "quiet", _("done before this limit began")
        is_closed = is_stopped_by_closing(clock, self.file.rests)
        if not clock.verdict or (
            not clock.taken_up_at and is_given_up(step, clock) and not is_closed
        ):
            return "quiet", _("no longer counted")
        tone, words = (AT_CLOSING if is_closed else VERDICTS)[InTime(clock.verdict)]
        return tone, _("not done, and overdue") if clock.was_not_done else str(words)

    def rest_words(self, clock: Clock) -> str:
        """Return since when a clock stands still, whose turn it is, and how much is left."""
        if clock.rests_left is None:
            return _("stands still: it is another body’s turn")
        return _("stands still since %(day)s: turn of %(who)s; %(left)s then") % {
            "day": self.rests_since(clock),
            "who": who_words(clock.rests_with),
            "left": left_words(clock.rests_left, clock.limit.unit),
        }

    def rests_since(self, clock: Clock) -> str:
        """Return since when a clock stands still, as its question was said."""
        for row in self.file.inquiries.get(clock.step_id, ()):
            if row.answered_at is None and row.body == clock.rests_with:
                if clock.rests_since == clock.started_at:
                    break
                return days_words(row.asked_from, row.asked_at, self.file.zone, HOME)
        return day_words(clock.rests_since, self.file.zone)

    def why_not_running(self, clock: Clock) -> str:
        """Return which event is not known, so that the clock does not run."""
        limit = clock.limit
        if limit.binds_only_if and self.around.whether(limit.condition) is False:
            condition = limit.get_condition_display()
            return _("it holds only if: %(condition)s") % {"condition": condition}
        if limit.starts == StartEvent.RESULT:
            other = next(
                (s for s in self.file.steps if s.procedure.code == limit.start_procedure), None
            )
            rows = fields_of(other.procedure) if other else []
            label = next((row.words for row in rows if row.name == limit.start_field), "")
            if label:
                return _("“%(field)s” is not known") % {"field": label}
            return _("the date it starts from is not known")
        if limit.starts in {StartEvent.SEVERAL, StartEvent.DONE}:
            return self.what_is_missing(limit)
        reasons = {
            StartEvent.STAY: _("no stay at such a place is known"),
            StartEvent.ASKED: _("nobody was asked yet"),
            StartEvent.ANSWERED: _("no answer has come yet"),
        }
        return reasons.get(StartEvent(limit.starts), _("the date it starts from is not known"))

    def what_is_missing(self, limit: Limit) -> str:
        """Return which steps that start a limit are not done, or are none of this case."""
        missing = [code for code in named(limit) if done_at(code, self.around) is None]
        steps = self.around.steps
        known = {code: str(steps[code].procedure) for code in missing if code in steps}
        others = set(missing) - set(known)
        rows = Procedure.objects.filter(code__in=others) if others else ()
        known |= {row.code: str(row) for row in rows}
        missing = [known.get(code, code) for code in missing]
        return _("not done yet: %(steps)s") % {"steps": ", ".join(missing)}


def counted_url(case: Case, step: Step) -> str:
    """Return where it is said how the limits of a step were counted."""
    return reverse("case_counted", args=[case.reference, step.code])


def end_words(due: datetime, limit: Limit, mission: Mission, whose: str) -> str:
    """Return when a limit runs out: the last day of days, beside it the hour of an office.

    A clock that waits again counts by nobody's days: then by those of its limit.
    """
    whose = whose or whose_calendar(limit, mission)
    zone = mission.zone if limit.unit == LimitUnit.HOURS else zone_of(mission, whose)
    return due_words(due, limit, zone)


def due_words(due: datetime, limit: Limit, zone: str) -> str:
    """Return the same in the zone of the days by which it is counted."""
    if limit.unit == LimitUnit.HOURS:
        return moment(due, zone)
    last = day(due - INSTANT, zone)
    if limit.day_ends == DayEnds.OFFICE:
        hour = due.astimezone(ZoneInfo(zone)).strftime("%H:%M")
        return format_html(_("last day {day}, until {hour}"), day=last, hour=hour)
    return format_html(_("last day {day}"), day=last)


def is_given_up(step: Step, clock: Clock) -> bool:
    """Return whether a clock was stopped though its step is open: its limit no longer holds."""
    return step.status in UNDONE and clock.limit.stops == StopEvent.DONE
