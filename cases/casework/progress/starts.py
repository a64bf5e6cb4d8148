"""When limits begin to run: what they look at of a case, and the event that starts each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from cases.casework.choices import StepStatus
from cases.casework.models import Case, Inquiry, Step, StepResult
from cases.casework.progress.charge import Charge
from cases.casework.progress.moments import (
    Moment,
    moment_between,
    moment_said,
    moment_until,
    of_day,
    zone_there,
)
from cases.casework.progress.resting import Rests, Zones, not_in_rest
from cases.casework.whereabouts import Point
from cases.procedures.choices import Body, LimitCondition, StartEvent, StopEvent
from cases.procedures.models import Limit
from cases.procedures.results import fields_of

OURS = frozenset({Body.MISSION, Body.HEADQUARTERS})
SETTLED = frozenset({StepStatus.DONE, StepStatus.REFUSED})
DATED = frozenset({StartEvent.RESULT, StartEvent.STAGE, StartEvent.STAY})
BY_THEMSELVES = frozenset({StartEvent.SEVERAL, StartEvent.STAY})
NOTHING_KNOWN: Mapping[str, bool] = {}
BY_RESULT: Final = {
    LimitCondition.LOST_PASSPORT: ("passport-application", "ground", "lost_passport", "applied_on"),
    LimitCondition.REQUEST_CONFIRMED: ("relative-request", "outcome", "confirmed", "told_on"),
}
"""Conditions that the result of a step answers: its procedure, the value of which field, and the
day from which it is so."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a clock looks at: the case, its steps by procedure, questions and results by step.

    `charge` says which mission had it when, in whose zones all this was written down. `reached`
    says when the case first came to a stage, as its ledger stands; `placed` since when the person
    is at a kind of place, or was last; `holds` which conditions of limits hold of the person, as
    far as known; `rests` when the case was closed; `way` the person's way, in order.
    """

    case: Case
    charge: Charge
    steps: Mapping[str, Step]
    inquiries: Mapping[int, Sequence[Inquiry]]
    results: Mapping[int, StepResult]
    reached: Mapping[str, Moment]
    placed: Mapping[str, Moment] = field(default_factory=dict)
    holds: Mapping[str, bool] = field(default_factory=dict)
    rests: Rests = ()
    way: Sequence[Point] = ()

    def asked(self, limit: Limit, step: Step) -> list[Inquiry]:
        """Return the questions on a step that a limit is about, in their order.

        What was asked before the day on which the condition of the limit came to hold, as before
        anybody applied, was no question in such a matter, and starts nothing. Nor does a question
        about what was done before it, as the result says.
        """
        rows = [row for row in self.inquiries.get(step.pk, ()) if concerns(limit, step, row.body)]
        if limit.starts != StartEvent.ASKED:
            return rows
        since, until = self.holds_since(limit.condition), self.day_named(step)
        spans = [(row, asked_moment(row, self.zones)) for row in rows]
        return [
            row
            for row, asked in spans
            if (since is None or asked.last >= since.first)
            and (until is None or asked.first <= until.last)
        ]

    def day_named(self, step: Step) -> Moment | None:
        """Return the day that the result of a step which is done names as that of the step."""
        result = self.results.get(step.pk) if step.status == StepStatus.DONE else None
        days = (result.values.get(name) for name in days_of_step(step)) if result else ()
        said = next(filter(None, days), None)
        return moment_said(said, self.charge.at(step.status_at).zone) if said else None

    def whether(self, condition: str) -> bool | None:
        """Return whether a condition of a limit holds, None where that is not known."""
        if condition not in BY_RESULT:
            return self.holds.get(condition)
        procedure, name, value, _since = BY_RESULT[LimitCondition(condition)]
        if done_at(procedure, self) is None:
            return False
        result = self.results.get(self.steps[procedure].pk)
        said = result.values.get(name) if result else None
        return said == value if said else None

    def denies(self, limit: Limit) -> bool:
        """Return whether a result on record says that a limit does not bind: on another ground."""
        if limit.condition not in BY_RESULT:
            return False
        procedure = BY_RESULT[LimitCondition(limit.condition)][0]
        return done_at(procedure, self) is not None and self.whether(limit.condition) is False

    def holds_since(self, condition: str) -> Moment | None:
        """Return the day from which a condition holds that a result answers, as far as known."""
        if condition not in BY_RESULT or not self.whether(condition):
            return None
        procedure, _name, _value, since = BY_RESULT[LimitCondition(condition)]
        done = done_at(procedure, self)
        said = self.results[self.steps[procedure].pk].values.get(since)
        return moment_said(said, self.charge.at(done.last).zone) if done and said else done

    def before(self, step: Step) -> list[Inquiry]:
        """Return the questions on the steps that a step waits for, and on those before them."""
        by_code = {row.code: row for row in self.steps.values()}
        return [
            row for other in steps_before(step, by_code) for row in self.inquiries.get(other.pk, ())
        ]

    @property
    def zones(self) -> Zones:
        """The zones in which a bare day may have been written down."""
        return self.charge.zones


def days_of_step(row: Step) -> list[str]:
    """Return which values of the result of a step are the day of the step."""
    return [field.name for field in fields_of(row.procedure) if field.done]


def steps_before(step: Step, by_code: Mapping[str, Step]) -> list[Step]:
    """Return the steps that a step waits for, and those that they wait for."""
    codes = list(step.after)
    for code in codes:
        codes += [one for one in getattr(by_code.get(code), "after", ()) if one not in codes]
    return [by_code[code] for code in codes if code in by_code]


def waits_for_others(limit: Limit) -> bool:
    """Return whether a limit is ours and may begin while its step still waits for another."""
    return limit.on_whom in OURS and limit.starts in BY_THEMSELVES


def concerns(limit: Limit, step: Step, body: str) -> bool:
    """Return whether a question to a body starts or stops a limit about asking or answering.

    What another body has to keep is about that body; what is ours about the one that does the step,
    about all where that is ourselves. Nobody is late, or in time, by a question to somebody else.
    """
    is_asked = limit.starts == StartEvent.ASKED and limit.on_whom != Body.MISSION
    if is_asked or limit.on_whom not in OURS:
        return body == limit.on_whom
    return body == step.procedure.body or step.procedure.body in OURS


def is_by_question(limit: Limit) -> bool:
    """Return whether a limit measures each question by itself: from asking until its answer."""
    return (limit.starts, limit.stops) == (StartEvent.ASKED, StopEvent.ANSWERED)


def start_of(
    limit: Limit, step: Step, around: Around, former: Inquiry | None = None
) -> Moment | None:
    """Return when the limit began to run, None when that is not known or has not happened.

    On a `former` question that is when it was asked. A limit that binds only where its condition
    holds does not run where it does not.

    On a step that was taken up again it runs from then: what it measured was done in time or late,
    and its former clock keeps which. A limit from the date of a decision or from a stage stays tied
    to that date, and so does that of a step that was settled before, as was said since.
    """
    if limit.binds_only_if and around.whether(limit.condition) is False:
        return None
    if former is not None:
        return not_in_rest(asked_moment(former, around.zones), around.rests)
    started = event_of(limit, step, around)
    if limit.starts not in DATED:
        started = not_in_rest(started, around.rests)
    if started is None or step.taken_up_at is None or limit.starts in DATED:
        return started
    if step.status in SETTLED and settled_moment(step, around).last < step.taken_up_at:
        return started
    if limit.starts == StartEvent.ASKED:
        # The answer stopped what the question set off; for more, it has to be asked again.
        is_before = limit.stops == StopEvent.DONE and started.last < step.taken_up_at
        return None if is_before and not is_anew(around.asked(limit, step)[-1], step) else started
    return started.not_before(step.taken_up_at)


def taken_up_since(limit: Limit, step: Step, around: Around) -> datetime | None:
    """Return when a step was last taken up again, or one that is done before its limit starts.

    The date that a result names is another thing: the limit stays tied to it.
    """
    by_done = limit.starts in {StartEvent.DONE, StartEvent.SEVERAL}
    codes = named(limit) if by_done else ()
    rows = [step, *(around.steps[code] for code in codes if code in around.steps)]
    if limit.starts == StartEvent.OPENED:
        rows += [row for row in around.steps.values() if row.code in step.after]
    return max((row.taken_up_at for row in rows if row.taken_up_at), default=None)


def event_of(limit: Limit, step: Step, around: Around) -> Moment | None:
    """Return when that happened which starts the limit."""
    asked = around.asked(limit, step)
    last = asked[-1] if asked else None
    match limit.starts:
        case StartEvent.OPENED:
            return moment_until(step.opened_at, around.zones) if step.opened_at else None
        case StartEvent.ASKED:
            stands = last and not last.is_taken_back
            return asked_moment(last, around.zones) if last and stands else None
        case StartEvent.ANSWERED:
            return came_moment(last, around.zones) if last else None
        case StartEvent.STAGE | StartEvent.STAY:
            known = around.placed if limit.starts == StartEvent.STAY else around.reached
            return known.get(limit.start_place or limit.start_stage)
        case StartEvent.SEVERAL:
            return latest([done_at(code, around) for code in named(limit)])
        case _:
            return start_at_other(limit, around)


def start_at_other(limit: Limit, around: Around) -> Moment | None:
    """Return when another step was done, or the date that its result names."""
    done = done_at(limit.start_procedure, around)
    if done is None or limit.starts == StartEvent.DONE:
        return done
    is_known = not_in_rest(done, around.rests) is not None
    result = around.results.get(around.steps[limit.start_procedure].pk) if is_known else None
    said = result.values.get(limit.start_field) if result else None
    return moment_said(said, around.charge.at(done.last).zone) if isinstance(said, str) else None


def done_at(code: str, around: Around) -> Moment | None:
    """Return when the step of a procedure was done, None while it is not."""
    step = around.steps.get(code)
    if step is None or step.status != StepStatus.DONE:
        return None
    return settled_moment(step, around)


def named(limit: Limit) -> list[str]:
    """Return which steps start a limit together: all that it names.

    The law counts from what it names. Where the playbook of a case never asks for one of them, it
    has not happened, and the limit does not run.
    """
    return [limit.start_procedure, *limit.start_procedures]


def latest(moments: Sequence[Moment | None]) -> Moment | None:
    """Return when the last of several things happened, None while one of them has not.

    It is the latest of the first and of the last possible instants.
    """
    happened = [moment for moment in moments if moment is not None]
    if len(happened) < len(moments):
        return None
    first = max(happened, key=lambda one: one.first)
    last = max(happened, key=lambda one: one.last)
    return first if first.last == last.last else Moment(first.first, last.last)


def is_anew(row: Inquiry, step: Step) -> bool:
    """Return whether a question is of the present course of a step, whatever its day.

    It was recorded since the step was last taken up again, if it was.
    """
    return step.taken_up_at is None or row.recorded_at >= step.taken_up_at


def asked_moment(row: Inquiry, zones: Zones) -> Moment:
    """Return when a question was asked."""
    return moment_between(row.asked_from, row.asked_at, zones)


def answered_moment(row: Inquiry, zones: Zones) -> Moment | None:
    """Return when a body no longer had the ball, None while it has."""
    if row.answered_from is None or row.answered_at is None:
        return None
    return moment_between(row.answered_from, row.answered_at, zones)


def came_moment(row: Inquiry, zones: Zones) -> Moment | None:
    """Return when an answer came to a question, None while none has, or it was taken back."""
    return None if row.is_taken_back else answered_moment(row, zones)


def replied_moment(row: Inquiry, zones: Zones) -> Moment | None:
    """Return when a body answered, None while it has not: by its letter, else when that came."""
    return letter_moment(row, zones) or came_moment(row, zones)


def letter_moment(row: Inquiry, zones: Zones) -> Moment | None:
    """Return when a body wrote the letter by which it answered, None where it was not by one.

    Its date is a day of the body, of which only what lies after the question and before the answer
    came can be meant. A letter of a later day tells once more what was answered already.
    """
    came = came_moment(row, zones)
    if came is None or row.replied_on is None:
        return None
    zone = zone_there(row.body, zones[0])
    day = of_day(row.replied_on, zone)
    if day.first > came.last:
        return None
    asked = asked_moment(row, zones).in_zone(zone)
    first, last = max(day.first, asked.first), min(day.last, came.last)
    return day if (first, last) == (day.first, day.last) else Moment(first, last)


def settled_moment(step: Step, around: Around) -> Moment:
    """Return when a step came to its present status; what its result says of that is more exact."""
    result = around.results.get(step.pk)
    if step.status == StepStatus.DONE and result and result.happened_at == step.status_at:
        return moment_between(result.happened_from, result.happened_at, around.zones)
    return moment_until(step.status_at, around.zones)
