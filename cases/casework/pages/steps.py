"""The tracks of a case as a task list: whose turn, since when, until when, and what came out."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.casework.choices import ClockState, StepStatus
from cases.casework.models import Case, Inquiry, Step
from cases.casework.models.step import UNDONE
from cases.casework.operations.differing import BEFORE
from cases.casework.pages.clocks import ClockPage
from cases.casework.pages.sealed import Opened
from cases.casework.pages.timeline import act_url
from cases.casework.policies import WAIVED_BY_ANOTHER
from cases.casework.progress.file import File, day_at
from cases.casework.progress.gates import ours
from cases.casework.progress.moments import AT_HOME, HOME
from cases.casework.progress.resting import closed_times
from cases.casework.progress.starts import asked_moment, replied_moment
from cases.casework.progress.telling import resting_words, who_words
from cases.citizens.choices import NationalityStatus
from cases.core.calendars import OfficeCalendar, days_open
from cases.core.precision import Days
from cases.missions.calendars import NO_CALENDAR, VIET_NAM
from cases.missions.models import OfficeContact
from cases.procedures.choices import Body, LimitUnit, Track
from cases.procedures.result_schema import ResultField
from cases.procedures.results import fields_of, shown
from cases.templatetags.moments import days_words

LOOKS = {
    StepStatus.WAITING: ("quiet", "lock"),
    StepStatus.OPEN: ("tell", ""),
    StepStatus.ASKED: ("wait", "clock"),
    StepStatus.DONE: ("good", "check"),
    StepStatus.REFUSED: ("stop", "void"),
    StepStatus.WAIVED: ("quiet", "flag"),
    StepStatus.DROPPED: ("quiet", ""),
}
OFFERED = {
    StepStatus.WAITING: ("waive-step",),
    StepStatus.OPEN: ("complete-step", "ask-step", "refuse-step", "waive-step"),
    StepStatus.ASKED: (
        *("record-answer", "complete-step", "refuse-step", "waive-step", "redate-step"),
    ),
    StepStatus.DONE: ("reopen-step", "redate-step"),
    StepStatus.REFUSED: ("reopen-step", "waive-step", "redate-step"),
    StepStatus.WAIVED: ("reopen-step",),
}


class StepPage:
    """Puts the steps of one case into words, at one moment."""

    def __init__(
        self,
        file: File,
        verbs: frozenset[str],
        now: datetime,
        opened: Opened,
        offices: Sequence[OfficeContact] = (),
    ) -> None:
        self.opened = opened
        self.offices = offices
        self.file = file
        self.verbs = verbs
        self.now = now
        self.clocks = ClockPage(file, now)
        self.needed_on = file.board(day_at(now, file.zone)).needed_on

    def tracks(self) -> list[dict[str, Any]]:
        """Return the tracks that have steps, in their usual order."""
        found = []
        for track, label in Track.choices:
            steps = [
                self.row(step)
                for step in self.file.steps
                if step.track == track and step.status != StepStatus.DROPPED
            ]
            if steps:
                done = sum(row["is_settled"] for row in steps)
                count = _("%(done)d of %(all)d done") % {"done": done, "all": len(steps)}
                found.append({"label": label, "count": count, "steps": steps})
        return found

    def row(self, step: Step) -> dict[str, Any]:
        """Return one step."""
        tone, icon = LOOKS[StepStatus(step.status)]
        label, is_over = str(StepStatus(step.status).label), self.is_expired(step)
        if is_over:
            tone, icon, label = "stop", "void", _("No longer valid")
        elif self.rests(step):
            tone, icon, label = "quiet", "", resting_words(step.status)
        return {
            "code": step.code,
            "label": str(step.procedure),
            "is_waiting": step.status == StepStatus.WAITING and not self.rests(step),
            "status_label": label,
            "tone": tone,
            "icon": icon,
            "is_settled": step.is_settled and not is_over,
            "turn": self.turn(step),
            "clocks": self.clocks_of(step),
            "asked": [self.question(step, row) for row in self.file.inquiries.get(step.pk, ())],
            "result": self.result(step),
            "grounds": self.opened.text("grounds", step.grounds, step.sealed_grounds_id),
            "hidden": self.hidden(step),
            "unseal_url": self.unseal_url(step),
            "actions": self.actions(step),
            "withheld": self.withheld(step),
        }

    def rests(self, step: Step) -> bool:
        """Return whether a step rests with its case, or the answer to it is outstanding."""
        return self.file.is_at_rest and step.status in UNDONE

    def is_expired(self, step: Step) -> bool:
        """Return whether what was got no longer holds on the day it is needed."""
        return (
            not self.file.is_at_rest
            and step.status == StepStatus.DONE
            and step.expires_on is not None
            and step.expires_on < self.needed_on
        )

    def turn(self, step: Step) -> str:
        """Return whose turn it is and since when, or what the step waits for."""
        began = self.file.began(step)
        since = days_words(began.first, began.last, self.file.zone, HOME)
        if step.status == StepStatus.ASKED:
            rows = self.file.inquiries.get(step.pk, ())
            who = self.asked_of(rows[-1]) if rows else who_words(step.body)
            said = {"who": who, "since": since}
            if self.rests(step):
                return _("%(who)s was asked: %(since)s") % said
            return _("Turn of: %(who)s, since %(since)s") % said
        if self.rests(step):
            return ""
        if step.status == StepStatus.WAITING:
            return self.locked_words(step)
        if step.status == StepStatus.OPEN:
            who = who_words(ours(step))
            return _("Turn of: %(who)s, since %(since)s") % {"who": who, "since": since}
        return since

    def locked_words(self, step: Step) -> str:
        """Return what a step waits for."""
        by_code = self.file.by_code
        before = [
            str(by_code[code].procedure)
            for code in step.after
            if code in by_code and not by_code[code].is_settled
        ]
        if before:
            return _("Locked until done: %(steps)s") % {"steps": ", ".join(before)}
        return _("Locked until the case comes to the stage it is meant for.")

    def asked_of(self, row: Inquiry) -> str:
        """Return who was asked."""
        return who_words(row.body, str(row.asked_of) if row.asked_of else "")

    def clocks_of(self, step: Step, answered: Inquiry | None = None) -> list[dict[str, Any]]:
        """Return the clocks of a step, or those which the answer to a question has stopped."""
        return [
            self.clocks.row(step, clock)
            for clock in self.file.clocks.get(step.pk, ())
            if (answered.pk if answered else None)
            == (clock.inquiry_id if clock.state == ClockState.STOPPED else None)
        ]

    def question(self, step: Step, row: Inquiry) -> dict[str, Any]:
        """Return a question with its answer, whether it was in time, and how long it took."""
        zone = self.file.zone
        waited = self.waited(row)
        asked = days_words(row.asked_from, row.asked_at, zone, HOME)
        lines = [_("Asked: %(day)s") % {"day": asked}]
        if row.reference:
            lines.append(_("number %(number)s") % {"number": row.reference})
        if row.answered_at and row.answered_from:
            ended = days_words(row.answered_from, row.answered_at, zone, HOME)
            said = _("taken back: %(day)s") if row.is_taken_back else _("answered: %(day)s")
            lines.append(said % {"day": ended})
            if row.replied_on:
                lines.append(
                    _("letter of %(day)s") % {"day": date_format(row.replied_on, "DATE_FORMAT")}
                )
            if row.answer_reference:
                lines.append(_("their number %(number)s") % {"number": row.answer_reference})
            lines.append(str(row.get_verdict_display()))
        else:
            lines.append(_("no answer yet"))
        return {
            "who": self.asked_of(row),
            "line": " · ".join([*lines, waited]),
            "clocks": self.clocks_of(step, row),
            "question": self.opened.text("question", row.question, row.sealed_question_id),
            "answer": self.opened.text("answer", row.answer, row.sealed_answer_id),
            "reach": [] if row.answered_at else self.reach(row.asked_of_id),
        }

    def waited(self, row: Inquiry) -> str:
        """Return for how many days a body has had the ball: of an office in working days too.

        They are those of its own calendar after the day of asking, up to and including the day of
        its letter, else of the answer, without those when the case was closed. A family, as others,
        keeps no calendar. Of days that are not known for certain: at the least and at the most.
        """
        mission, zones = self.file.charge.at(row.asked_at), self.file.charge.zones
        is_office = row.body in {*AT_HOME, Body.HOST_AUTHORITY}
        whose = VIET_NAM if row.body in AT_HOME else mission.country if is_office else NO_CALENDAR
        calendar = self.clocks.calendars.of(mission, whose)
        answered = replied_moment(row, zones)
        asked = asked_moment(row, zones).days_in(calendar.zone)
        today = calendar.day_of(self.now)
        last = answered.days_in(calendar.zone) if answered else (today, today)
        shortest, longest = (asked[1], last[0]), (asked[0], last[1])
        n, most = self.spanned(shortest, longest, LimitUnit.CALENDAR_DAYS, calendar)
        words = ngettext("%(n)s day with them", "%(n)s days with them", most) % {"n": n}
        if not is_office:
            return words
        n, most = self.spanned(shortest, longest, LimitUnit.WORKING_DAYS, calendar)
        of_them = ngettext("%(n)s working day", "%(n)s working days", most) % {"n": n}
        return f"{words} ({of_them})"

    def spanned(
        self, shortest: Days, longest: Days, unit: str, calendar: OfficeCalendar
    ) -> tuple[str, int]:
        """Return the days between these days, "3" or "0–3", and how many they are at the most."""
        least, most = (self.days_open(*days, unit, calendar) for days in (shortest, longest))
        return "–".join(dict.fromkeys((str(least), str(most)))), most

    def days_open(self, asked: date, last: date, unit: str, calendar: OfficeCalendar) -> int:
        """Return the days after one day up to another, without those when the case was closed."""
        closed = closed_times(self.file.rests, calendar.zone)
        return days_open(asked, last, unit, calendar, closed)

    def reach(self, authority_id: int | None) -> list[dict[str, str]]:
        """Return how the body that has the ball can be reached today."""
        today = day_at(self.now, self.file.zone)
        return [
            {
                "desk": contact.desk,
                "way": str(contact.get_way_display()),
                "value": contact.value,
                "hours": contact.hours,
                "doubt": "" if contact.verified else _("unconfirmed"),
            }
            for contact in self.offices
            if contact.authority_id == authority_id and contact.is_in_force(today)
        ]

    def result(self, step: Step) -> list[dict[str, str]]:
        """Return what came out of a step, value by value."""
        row = self.file.results.get(step.pk)
        if row is None or step.status != StepStatus.DONE:
            return []
        values = self.opened.values(row.values, row.sealed_id)
        pairs = shown(step.procedure, values, zone=self.file.zone)
        if row.reference:
            pairs = [(_("Number of the paper"), row.reference), *pairs]
        replaced = [
            (
                _("%(what)s, on record before") % {"what": field.words},
                before_words(field, values[field.name + BEFORE]),
            )
            for field in fields_of(step.procedure)
            if field.name + BEFORE in values
        ]
        return [
            {"label": label, "value": value or _("Not known")}
            for label, value in (*pairs, *replaced)
        ]

    def hidden(self, step: Step) -> str:
        """Return the line that says what is needed to read more, where something is hidden."""
        keys = [step.sealed_grounds_id]
        for row in self.file.inquiries.get(step.pk, ()):
            keys += [row.sealed_question_id, row.sealed_answer_id]
        result = self.file.results.get(step.pk)
        if result is not None and step.status == StepStatus.DONE:
            keys.append(result.sealed_id)
        return self.opened.hidden(step, keys)

    def unseal_url(self, step: Step) -> str:
        """Return the way to open with a reason what is hidden; empty where that is not possible."""
        group = step.procedure.restricted
        if not group or "open-sealed" not in self.verbs or not self.hidden(step):
            return ""
        return act_url(self.file.case, "open-sealed", restricted=group)

    def actions(self, step: Step) -> list[dict[str, str]]:
        """Return what may be done on a step now; the first is the usual one."""
        labels = {
            "complete-step": _("Mark as done"),
            "ask-step": _("Ask"),
            "record-answer": _("Record the answer"),
            "refuse-step": _("Record a refusal"),
            "waive-step": _("Waive"),
            "reopen-step": _("Take up again"),
            "redate-step": _("Correct its dates"),
        }
        if not self.opened.may_work_on(step):
            return []
        verbs = [verb for verb in self.offered(step) if verb in self.verbs]
        if "waive-step" in verbs and self.is_own_work(step):
            verbs.remove("waive-step")
        if step.status == StepStatus.OPEN and step.body not in {"mission", "family", "citizen"}:
            verbs.sort(key=lambda verb: verb != "ask-step")
        return [
            {"label": labels[verb], "url": act_url(self.file.case, verb, step=step.code)}
            for verb in verbs
        ]

    def offered(self, step: Step) -> tuple[str, ...]:
        """Return the acts on a step in this state: of a closed case the answer, and its dates."""
        verbs = OFFERED.get(StepStatus(step.status), ())
        if step.status == StepStatus.OPEN and self.file.inquiries.get(step.pk):
            verbs = (*verbs, "redate-step")
        if self.file.is_at_rest:
            return tuple(verb for verb in verbs if verb in ("record-answer", "redate-step"))
        return verbs

    def is_own_work(self, step: Step) -> bool:
        """Return whether the reader has worked on a step, so that somebody else waives it."""
        return self.file.is_worked_on_by(step, self.opened.actor.staff_id)

    def withheld(self, step: Step) -> str:
        """Return why the reader cannot waive a step that others can; empty where she can."""
        is_offered = "waive-step" in self.offered(step)
        if not is_offered or "waive-step" not in self.verbs or not self.opened.may_work_on(step):
            return ""
        return str(WAIVED_BY_ANOTHER) if self.is_own_work(step) else ""


def before_words(field: ResultField, value: str) -> str:
    """Return what was on record before a value of a result replaced it."""
    return str(NationalityStatus(value).label) if field.choices else value


def journey_words(case: Case) -> str:
    """Return for which day the journey is planned."""
    if case.journey_on is None:
        return _("No day of travel is planned.")
    day = date_format(case.journey_on, "DATE_FORMAT")
    words = _("Journey planned for %(day)s.") % {"day": day}
    if case.reception_point is None:
        return words
    return words + " " + _("Received at: %(point)s.") % {"point": case.reception_point}
