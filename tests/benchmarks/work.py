"""Writes the work on one case: steps, questions, results, clocks; what the case row repeats of it.

Clocks are read and blockers are found by the engine itself, on rows that are not in a database.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from operator import attrgetter
from random import Random
from typing import Any, Final

from cases.casework.progress.blockers import derived_values
from cases.casework.progress.clocks import By, Reading, read_clock
from cases.casework.progress.file import File, limits_of
from cases.casework.progress.plans import Plan, plan_of
from cases.casework.progress.stages import NOWHERE
from cases.casework.progress.starts import Around, is_by_question
from cases.casework.progress.ticking import BEGUN, Calendars, whose_calendar
from cases.core.calendars import OfficeCalendar
from cases.core.conditions import CONDITIONS
from cases.core.facts import Interval
from cases.missions.models import Mission
from cases.procedures.models import Limit, Procedure
from tests.benchmarks.plan import END, SMALLEST, UNDER_WAY
from tests.benchmarks.playbooks import SHORT, WHOLE
from tests.benchmarks.reference import Officer
from tests.benchmarks.rows import Uuids, json_of
from tests.benchmarks.steps import (
    GROUNDS,
    THROUGH_SHARE,
    Course,
    Question,
    Steps,
    Work,
    moment,
    written,
)
from tests.benchmarks.tables import Tables

WITHOUT_SHARE: Final = 0.04
WHOLE_SHARE: Final = 0.55
THROUGH_OF_SMALLEST: Final = 0.82
NOW: Final = moment(END)


@dataclass(slots=True)
class Place:
    """A case as the engine looks at it, with the facts that conditions ask for."""

    pk: int
    mission: Any
    stage: str
    held: bool
    hold_reason: str
    position_since: Interval
    recorded_at: datetime
    playbook_id: int | None = None
    journey_on: date | None = None
    return_wish: str = ""
    facts: dict[str, bool] = field(default_factory=dict)


@dataclass(slots=True)
class Running:
    """A clock before it is written."""

    pk: int
    step_id: int
    limit_id: int
    reading: Reading

    @property
    def state(self) -> str:
        """Whether it runs."""
        return self.reading.state

    @property
    def is_counted(self) -> bool:
        """Whether it counts against somebody."""
        return self.reading.is_counted

    @property
    def due_at(self) -> datetime | None:
        """When it runs out."""
        return self.reading.due_at


SPANS: Final = attrgetter(
    *("started_from", "started_at", "due_from", "due_at", "stopped_from", "stopped_at"),
    "rests_since",
)


class RememberedCalendar(OfficeCalendar):
    """A calendar that looks each day up once: millions of clocks ask for the same days."""

    @cached_property
    def known(self) -> dict[date, bool]:
        """Whether the days asked for so far are worked."""
        return {}

    def is_working(self, day: date) -> bool:
        """Return whether the office works on the day."""
        found = self.known.get(day)
        if found is None:
            found = self.known[day] = super().is_working(day)
        return found


class RememberedCalendars(Calendars):
    """The calendars of all missions."""

    def of(self, mission: Mission, whose: str) -> OfficeCalendar:
        """Return the calendar a limit counts by at a mission."""
        key = (mission.pk, whose)
        if key not in self.made:
            made = super().of(mission, whose)
            values = (made.zone, made.weekend, made.closes_at, made.closed, made.opened)
            self.made[key] = RememberedCalendar(*values)
        return self.made[key]


class Casework:
    """Draws and writes the work on cases."""

    def __init__(
        self, random: Random, tables: Tables, uuids: Uuids, bodies: dict[str, list[int]]
    ) -> None:
        self.random = random
        self.tables = tables
        self.uuids = uuids
        self.steps = Steps(random, bodies)
        self.missions = {row.pk: row for row in Mission.objects.all()}
        self.plans = {key: plan_of(key) for key in (WHOLE, SHORT)}
        procedures = {step.procedure_id for plan in self.plans.values() for step in plan.steps}
        self.procedures = Procedure.objects.in_bulk(procedures)
        self.limits: dict[int, list[Limit]] = limits_of(procedures)
        self.calendars = RememberedCalendars()

    def write(
        self, place: Place, told: int, until: int, country: str, officer: Officer
    ) -> dict[str, Any]:
        """Write the work on a case; return the columns of its row that follow from it."""
        place.playbook_id = self.playbook_of(place.mission.pk)
        plan = plan_of(None) if place.playbook_id is None else self.plans[place.playbook_id]
        course = self.course_of(place, told, until)
        works = self.steps.draw(plan, course, country)
        file = self.file_of(place, plan, works)
        for work in works:
            self.write_step(place, work)
            for question in work.questions:
                self.write_question(place, work, question, officer)
            if work.values is not None:
                self.write_result(place, work, officer)
        return {"playbook_id": place.playbook_id, **derived_values(file, NOW)}

    def playbook_of(self, mission_id: int) -> int | None:
        """Return the playbook of a case; few have none, the smallest mission has the short one."""
        if mission_id in {SMALLEST, UNDER_WAY}:
            return SHORT if mission_id == SMALLEST else WHOLE
        if self.random.random() < WITHOUT_SHARE:
            return None
        return WHOLE if self.random.random() < WHOLE_SHARE else SHORT

    def course_of(self, place: Place, told: int, until: int) -> Course:
        """Return what decides how far the work is; of some open cases all of it is done."""
        is_small = place.mission.pk == SMALLEST
        share = THROUGH_OF_SMALLEST if is_small else THROUGH_SHARE
        is_under_way = place.mission.pk == UNDER_WAY
        is_through = not is_under_way and self.random.random() < share
        is_busy = is_under_way or (is_small and not is_through)
        return Course(told, until, place.stage, is_through=is_through, is_busy=is_busy)

    def file_of(self, place: Place, plan: Plan, works: list[Work]) -> File:
        """Return the case with its work as the engine reads it; clocks are written on the way."""
        file: Any = File(place, plan, works)  # type: ignore[arg-type] # rows without a database
        for work in works:
            work.procedure = self.procedures[work.procedure_id]
            if work.questions:
                file.inquiries[work.pk] = work.questions
            if work.values is not None:
                file.results[work.pk] = work
        by_code: Any = {work.code: work for work in works}
        around = Around(file.case, file.charge, by_code, file.inquiries, file.results, NOWHERE)
        for work in works:
            if work.status in BEGUN:
                for limit in self.limits.get(work.procedure_id, ()):
                    clock = self.clock_of(limit, work, around)
                    file.clocks[work.pk].append(clock)
        return file  # type: ignore[no-any-return] # as above

    def clock_of(self, limit: Limit, work: Any, around: Around) -> Running:
        """Return a clock, written."""
        mission = around.case.mission
        whose = whose_calendar(limit, mission)
        calendar = self.calendars.of(mission, whose)
        by = By(whose, calendar, calendar.zone, calendar.zone)
        reading = read_clock(limit, work, around, by)
        table = self.tables.clock
        clock = Running(table.next_id(), work.pk, limit.pk, reading)
        asked = work.questions if is_by_question(limit) else ()
        table.add(
            work.at,
            clock.pk,
            self.uuids.next(),
            around.case.pk,
            work.pk,
            limit.pk,
            asked[-1].pk if asked else None,
            reading.state,
            reading.calendar,
            reading.is_counted,
            *map(written, SPANS(reading)),
            reading.rests_with,
            reading.rests_left,
            reading.verdict,
        )
        return clock

    def write_step(self, place: Place, work: Work) -> None:
        """Write a step."""
        self.tables.step.add(
            work.at,
            work.pk,
            self.uuids.next(),
            place.pk,
            work.number,
            work.code,
            work.procedure_id,
            work.track,
            work.body,
            "{" + ",".join(work.after) + "}",
            work.opens_at,
            work.status,
            written(work.status_at),
            written(work.opened_at),
            written(work.opened_at),
            written(work.status_at),
            "",
            GROUNDS if work.status in {"waived", "refused"} else "",
            written(work.expires_on),
        )

    def write_question(
        self, place: Place, work: Work, question: Question, officer: Officer
    ) -> None:
        """Write what was asked, and the answer if one came."""
        asked, answered = written(question.asked_at), written(question.answered_at)
        self.tables.inquiry.add(
            work.at,
            question.pk,
            self.uuids.next(),
            place.pk,
            work.pk,
            question.body,
            question.asked_of_id,
            f"CV-{question.pk}",
            asked,
            asked,
            "",
            officer.staff_id,
            asked,
            answered,
            answered,
            "",
            GROUNDS if question.verdict == "refused" else "",
            question.verdict,
            answered,
        )

    def write_result(self, place: Place, work: Work, officer: Officer) -> None:
        """Write what came out of a step."""
        at = written(work.status_at)
        table = self.tables.result
        table.add(
            work.at,
            table.next_id(),
            self.uuids.next(),
            place.pk,
            work.pk,
            json_of(work.values),
            "",
            written(work.expires_on),
            "",
            "",
            at,
            at,
            at,
            officer.staff_id,
        )


@contextmanager
def conditions_by_facts() -> Iterator[None]:
    """Answer conditions from the facts of a generated case, which no database holds yet."""
    before = dict(CONDITIONS)
    for name, condition in before.items():
        CONDITIONS[name] = replace(condition, holds=answer_to(name), reads=None)
    try:
        yield
    finally:
        CONDITIONS.update(before)


def answer_to(name: str) -> Any:
    """Return the function that looks a condition up among the facts."""
    return lambda place, _today: place.facts[name]
