"""The file of a case as the progress looks at it: steps, questions, results and clocks."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from cases.casework.models import Case, Clock, Inquiry, Step, StepResult
from cases.casework.progress.gates import Board, Missing, missing_at
from cases.casework.progress.plans import Gate, Plan, plan_of
from cases.core.together import Part, together
from cases.procedures.models import Limit


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

    @property
    def by_code(self) -> dict[str, Step]:
        """The steps by their code."""
        return {step.code: step for step in self.steps}

    @property
    def zone(self) -> str:
        """The zone of the mission that has the case."""
        return self.case.mission.zone

    def board(self, today: date) -> Board:
        """Return what the gates look at."""
        unanswered = {
            number: rows[-1]
            for number, rows in self.inquiries.items()
            if rows and rows[-1].answered_at is None
        }
        return Board(self.case, self.by_code, unanswered, today)

    def ahead(self, today: date) -> tuple[Gate | None, list[Missing]]:
        """Return the nearest gate ahead and what it asks for; none of a closed or void case."""
        if not self.case.stage or self.case.stage == "closed":
            return None, []
        gate = next(iter(self.plan.gates_ahead(self.case.stage)), None)
        return gate, missing_at(gate, self.board(today))

    def missing(self, stage: str, moment: datetime) -> list[Missing]:
        """Return what is missing before `stage` may be entered by our act."""
        return missing_at(self.plan.gate_of(stage), self.board(day_at(moment, self.zone)))


def day_at(moment: datetime, zone: str) -> date:
    """Return the day of a moment in a zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


def load(cases: Sequence[Case]) -> list[File]:
    """Return the files of cases: three queries, however many."""
    files = {case.pk: File(case, plan_of(case.playbook_id)) for case in cases}
    for step in (
        Step.objects.filter(case__in=files).select_related("procedure").order_by("case", "number")
    ):
        files[step.case_id].steps.append(step)
    if not any(file.steps for file in files.values()):
        return list(files.values())
    inquiries, results, clocks = together(
        Part(Inquiry.objects.filter(case__in=files), {"asked_of": ("name", "name_vi")}),
        Part(StepResult.objects.filter(case__in=files)),
        Part(Clock.objects.filter(case__in=files)),
    )
    limits = limits_of({step.procedure_id for file in files.values() for step in file.steps})
    by_id = {row.pk: row for rows in limits.values() for row in rows}
    former = {clock.limit_id for clock in clocks} - by_id.keys()
    by_id |= Limit.objects.in_bulk(former) if former else {}
    for row in sorted(inquiries, key=in_turn):
        files[row.case_id].inquiries[row.step_id].append(row)
    for row in sorted(results, key=lambda item: item.pk):
        files[row.case_id].results[row.step_id] = row
    for row in sorted(clocks, key=lambda item: item.pk):
        row.limit = by_id[row.limit_id]
        files[row.case_id].clocks[row.step_id].append(row)
    for file in files.values():
        file.limits = limits
    return list(files.values())


def in_turn(row: Inquiry) -> tuple[bool, datetime, int]:
    """Return the place of a question among those of its step: what waits for an answer is last.

    A question may be recorded after the answer to another that was asked later.
    """
    return row.answered_at is None, row.asked_at, row.pk


def limits_of(procedures: set[int]) -> dict[int, list[Limit]]:
    """Return the limits of procedures, those of one code beside each other; no query for none."""
    found: dict[int, list[Limit]] = defaultdict(list)
    if procedures:
        rows = Limit.objects.filter(procedure__in=procedures)
        for row in rows.order_by("code", "valid_from"):
            found[row.procedure_id].append(row)
    return found
