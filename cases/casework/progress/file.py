"""The file of a case as the progress looks at it: steps, questions, results and clocks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from cases.casework.models import Case, Clock, Inquiry, Step, StepResult, Transition
from cases.casework.progress.charge import HANDED, Charge, charges_of
from cases.casework.progress.gates import Board, Missing, missing_before
from cases.casework.progress.moments import Moment
from cases.casework.progress.plans import Gate, Plan, plan_of
from cases.casework.progress.resting import (
    CLOSINGS,
    Rests,
    closed_since,
    rests_by_case,
    rests_of,
)
from cases.core.conditions import Known
from cases.core.facts import Interval
from cases.core.together import OneOf, Part, Prepared
from cases.procedures.models import Limit, Procedure


@dataclass(slots=True)
class File:
    """One case with its steps, questions, results and clocks."""

    case: Case
    plan: Plan
    steps: list[Step] = field(default_factory=list)
    inquiries: dict[int, list[Inquiry]] = field(default_factory=lambda: defaultdict(list))
    results: dict[int, StepResult] = field(default_factory=dict)
    clocks: dict[int, list[Clock]] = field(default_factory=lambda: defaultdict(list))
    limits: dict[int, list[Limit]] = field(default_factory=dict)
    rests: Rests = ()
    """When the case was closed."""
    charge: Charge = field(init=False)
    """Which mission had it when."""
    known: Known = field(init=False)
    """What conditions read; of all files that were loaded together."""

    def __post_init__(self) -> None:
        self.charge = Charge(self.case.mission)
        self.known = Known([self])

    def put_inquiry(self, row: Inquiry) -> None:
        """Put a new or a changed question at its place."""
        rows = [other for other in self.inquiries[row.step_id] if other.pk != row.pk]
        self.inquiries[row.step_id] = sorted([*rows, row], key=in_turn)

    @property
    def by_code(self) -> dict[str, Step]:
        """The steps by their code."""
        return {step.code: step for step in self.steps}

    def is_worked_on_by(self, step: Step, staff_id: int | None) -> bool:
        """Return whether somebody last acted on a step, last asked about it or wrote its result."""
        asked, result = self.inquiries.get(step.pk, ()), self.results.get(step.pk)
        who = {
            step.status_by_id,
            max(asked, key=lambda one: one.pk).asked_by_id if asked else None,
            result.recorded_by_id if result is not None else None,
        }
        return staff_id is not None and staff_id in who

    def began(self, step: Step) -> Interval:
        """Return since when a step has its status."""
        return Interval(self.status_from(step), step.status_at)

    def status_from(self, step: Step) -> datetime:
        """Return the first instant at which a step can have come to its present status.

        The step keeps the last one alone; what opened it, what was asked, answered or done keeps
        both. `StepQuerySet.with_status_from` says the same.
        """
        asked, result = self.inquiries.get(step.pk, ()), self.results.get(step.pk)
        spans = [
            *((row.asked_at, row.asked_from) for row in asked),
            *((row.answered_at, row.answered_from) for row in asked),
            *([(result.happened_at, result.happened_from)] if result else ()),
            (step.opened_at, step.opened_from),
        ]
        found = (first for last, first in spans if last == step.status_at)
        return next(found, None) or step.status_at

    def is_last_of_gate(self, stage: str, step: Step, came: Interval) -> bool:
        """Return whether no other step that the gate asks for is of a later moment for certain.

        Then the gate before the stage stood open since that step was done, `came`.
        """
        gate = self.plan.gate_of(stage)
        others = (row for row in self.steps if gate and row.code in gate.steps)
        return all(self.status_from(row) <= came.last for row in others if row.pk != step.pk)

    @property
    def zone(self) -> str:
        """The zone of the mission that has the case."""
        return self.case.mission.zone

    @property
    def is_at_rest(self) -> bool:
        """Whether the case is closed, or never was one: its steps are as they were then."""
        return self.case.stage in {"closed", ""}

    def awake(self, began: Interval) -> Interval:
        """Return a moment, or the reopening where it lies in a time when the case was closed."""
        for rest in self.rests:
            if rest.end is not None and rest.holds(Moment(began.last, began.last)):
                began = Interval(rest.end.first, rest.end.last)
        return began

    def board(self, today: date) -> Board:
        """Return what the gates look at."""
        unanswered = {
            number: rows[-1]
            for number, rows in self.inquiries.items()
            if rows and rows[-1].answered_at is None
        }
        return Board(self.case, self.by_code, unanswered, today, self.began, self.known)

    def ahead(self, today: date) -> tuple[Gate | None, list[Missing]]:
        """Return the nearest gate ahead and what it asks for; none of a closed or void case."""
        if self.is_at_rest:
            return None, []
        gate = next(iter(self.plan.gates_ahead(self.case.stage)), None)
        if gate is None:
            return None, []
        return gate, missing_before(gate.stage, gate, self.board(today))

    def missing(self, stage: str, moment: datetime) -> list[Missing]:
        """Return what is missing before `stage` may be entered by our act."""
        board = self.board(day_at(moment, self.zone))
        return missing_before(stage, self.plan.gate_of(stage), board)


def day_at(moment: datetime, zone: str) -> date:
    """Return the day of a moment in a zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


STEPS = Step.objects.filter(OneOf("case_id"))
PROCEDURES = STEPS.values("procedure")
FILES = Prepared(
    Part(STEPS),
    Part(Procedure.objects.filter(pk__in=PROCEDURES)),
    Part(Limit.objects.filter(procedure__in=PROCEDURES)),
    Part(Inquiry.objects.filter(OneOf("case_id")), {"asked_of": ("name", "name_vi", "name_fr")}),
    Part(StepResult.objects.filter(OneOf("case_id"))),
    Part(Clock.objects.filter(OneOf("case_id"))),
    Part(Transition.objects.filter(CLOSINGS | HANDED, OneOf("case_id"))),
)


def load(cases: Sequence[Case]) -> list[File]:
    """Return the files of cases: one query, however many."""
    files = {case.pk: File(case, plan_of(case.playbook_id)) for case in cases}
    steps, procedures, rows, inquiries, results, clocks, moves = FILES.of(files)
    by_id = {row.pk: row for row in procedures}
    for step in sorted(steps, key=lambda item: item.number):
        step.procedure = by_id[step.procedure_id]
        files[step.case_id].steps.append(step)
    for inquiry in sorted(inquiries, key=in_turn):
        files[inquiry.case_id].inquiries[inquiry.step_id].append(inquiry)
    for result in sorted(results, key=lambda item: item.pk):
        files[result.case_id].results[result.step_id] = result
    limit_by_id = {row.pk: row for row in rows} | former_limits(clocks, rows)
    for clock in sorted(clocks, key=lambda item: item.pk):
        clock.limit = limit_by_id[clock.limit_id]
        files[clock.case_id].clocks[clock.step_id].append(clock)
    limits, known = by_procedure(rows), Known(list(files.values()))
    charges = charges_of(cases, moves)
    for file in files.values():
        file.limits, file.known, file.charge = limits, known, charges[file.case.pk]
    zones = {pk: file.charge.zones for pk, file in files.items()}
    for case, rests in rests_by_case(moves, zones).items():
        files[case].rests = rests
    return list(files.values())


def put_rests(files: Sequence[File]) -> None:
    """Read anew when cases were closed that an act has closed or reopened since; else no query."""
    changed = [
        file
        for file in files
        if (file.case.stage == "closed") != (closed_since(file.rests) is not None)
    ]
    found = rests_of({file.case.pk: file.charge.zones for file in changed}) if changed else {}
    for file in changed:
        file.rests = found.get(file.case.pk, ())


def former_limits(clocks: Sequence[Clock], limits: Sequence[Limit]) -> dict[int, Limit]:
    """Return the limits of clocks of procedures a step no longer has; no query for none."""
    former = {clock.limit_id for clock in clocks} - {limit.pk for limit in limits}
    return Limit.objects.in_bulk(former) if former else {}


def in_turn(row: Inquiry) -> tuple[bool, datetime, int]:
    """Return the place of a question among those of its step: what waits for an answer is last.

    A question may be recorded after the answer to another that was asked later.
    """
    return row.answered_at is None, row.asked_at, row.pk


def limits_of(procedures: set[int]) -> dict[int, list[Limit]]:
    """Return the limits of procedures, those of one code beside each other; no query for none."""
    return by_procedure(Limit.objects.filter(procedure__in=procedures) if procedures else ())


def by_procedure(limits: Iterable[Limit]) -> dict[int, list[Limit]]:
    """Return limits by procedure: those of one code beside each other, the oldest first."""
    found: dict[int, list[Limit]] = defaultdict(list)
    for row in sorted(limits, key=by_code_and_age):
        found[row.procedure_id].append(row)
    return found


def by_code_and_age(limit: Limit) -> tuple[str, bool, date]:
    """Order limits by code, then by the day from which they hold; without a day comes last."""
    return limit.code, limit.valid_from is None, limit.valid_from or date.min
