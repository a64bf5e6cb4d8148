"""The steps of one case: how far each has come, whom we asked, what came out of it.

The rows have what the engine (`cases.casework.progress`) looks at, so that clocks and blockers are
those it computes, not a second opinion.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, ClassVar, Final

from cases.casework.progress.plans import Plan, PlannedStep
from cases.casework.states import ORDER
from tests.benchmarks.plan import DAY, END

ASKED_BODIES: Final = frozenset({"immigration_department", "headquarters", "host_authority"})
WAIVED_SHARE: Final = 0.1
THROUGH_SHARE: Final = 0.15
ANSWERED_SHARE: Final = 0.06
EXPIRED_SHARE: Final = 0.04
FRONT: Final = 18 * DAY
LONG_FRONT: Final = 120 * DAY
LONG_FRONT_SHARE: Final = 0.05
BUSY: Final = 30 * DAY
LASTS: Final = timedelta(days=3652)
GROUNDS: Final = "Theo quyết định của trưởng cơ quan."
UNSETTLED: Final = ("done", "asked", "open", "refused", "waived")
WEIGHTS: Final = (30.0, 34.0, 28.0, 4.0, 4.0)
WEIGHTS_OF_OURS: Final = (30.0, 0.0, 62.0, 4.0, 4.0)


@dataclass(slots=True)
class Question:
    """An inquiry before it is written."""

    pk: int
    body: str
    asked_of_id: int | None
    asked_at: datetime
    answered_at: datetime | None = None
    verdict: str = ""
    replied_on: ClassVar[None] = None
    is_taken_back: ClassVar[bool] = False

    @property
    def asked_from(self) -> datetime:
        """The moment is known."""
        return self.asked_at

    @property
    def answered_from(self) -> datetime | None:
        """The moment is known."""
        return self.answered_at


@dataclass(slots=True)
class Work:
    """A step before it is written."""

    pk: int
    number: int
    code: str
    procedure_id: int
    track: str
    body: str
    after: tuple[str, ...]
    opens_at: str
    status: str
    at: int
    opened: int | None
    taken_up_at: datetime | None = None
    expires_on: date | None = None
    questions: list[Question] = field(default_factory=list)
    values: dict[str, Any] | None = None
    procedure: Any = None

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is to be done on it."""
        return self.status in {"done", "waived"}

    @property
    def status_at(self) -> datetime:
        """When its status began."""
        return moment(self.at)

    @property
    def happened_from(self) -> datetime:
        """When its result was reached, where it has one."""
        return self.status_at

    @property
    def happened_at(self) -> datetime:
        """The moment is known."""
        return self.status_at

    @property
    def opened_at(self) -> datetime | None:
        """When it could begin."""
        return None if self.opened is None else moment(self.opened)

    @property
    def opened_from(self) -> datetime | None:
        """The moment is known."""
        return self.opened_at


@dataclass(frozen=True, slots=True)
class Course:
    """What is known of a case before its steps are drawn: since when, until when, where it is."""

    told: int
    until: int
    stage: str
    is_through: bool = False
    is_busy: bool = False


def moment(seconds: int) -> datetime:
    """Return a moment."""
    return datetime.fromtimestamp(seconds, UTC)


def front_of(draw: Random, told: int) -> int:
    """Return since when the present steps of an open case are present; now and then long."""
    longest = LONG_FRONT if draw.random() < LONG_FRONT_SHARE else FRONT
    return max(told, END - int(draw.random() * longest))


def needed_at(plan: Plan, stage: str) -> set[str]:
    """Return what the gates up to a stage asked for, with what lies before that."""
    here = ORDER.index(stage)
    wanted = {code for gate in plan.gates if ORDER.index(gate.stage) <= here for code in gate.steps}
    for step in reversed(plan.steps):
        if step.code in wanted:
            wanted.update(step.after)
    return wanted


class Steps:
    """Draws the steps of cases."""

    def __init__(self, random: Random, bodies: dict[str, list[int]]) -> None:
        self.random = random
        self.bodies = bodies
        self.last_id = 0
        self.last_question = 0
        self.needed: dict[tuple[int, str], set[str]] = {}

    def draw(self, plan: Plan, course: Course, country: str) -> list[Work]:
        """Return the steps of a case in order."""
        is_closed = course.stage == "closed"
        front = course.until if is_closed else front_of(self.random, course.told)
        begin = course.told if is_closed else max(course.told, front - BUSY)
        key = (id(plan), course.stage)
        if key not in self.needed:
            self.needed[key] = needed_at(plan, course.stage)
        must = self.needed[key]
        rows: dict[str, Work] = {}
        for planned in plan.steps:
            is_needed = is_closed or course.is_through or planned.code in must
            row = self.row(planned, rows, course, begin)
            if is_needed:
                self.settle(row, front, is_reached=reaches(course.stage, planned.opens_at))
            elif row.status == "open":
                self.begin(row, front, country, is_busy=course.is_busy)
            if row.status in {"done", "refused"} and row.body in ASKED_BODIES:
                self.answer(row, country)
            if row.status == "done":
                self.note_result(row, is_closed=is_closed)
            rows[planned.code] = row
        return list(rows.values())

    def row(self, planned: PlannedStep, rows: dict[str, Work], course: Course, begin: int) -> Work:
        """Return a step that waits, or is open since what lies before it was settled."""
        before = [rows[code] for code in planned.after]
        at = max([begin, *(row.at for row in before)])
        is_free = all(row.is_settled for row in before) and reaches(course.stage, planned.opens_at)
        self.last_id += 1
        return Work(
            self.last_id,
            planned.number,
            planned.code,
            planned.procedure_id,
            planned.track,
            planned.body,
            planned.after,
            planned.opens_at,
            "open" if is_free else "waiting",
            at if is_free else course.told,
            at if is_free else None,
        )

    def settle(self, row: Work, until: int, *, is_reached: bool) -> None:
        """Let a step be done, or waived; one whose stage has not come can only be waived."""
        begun = row.at if row.opened is None else row.opened
        is_waived = not is_reached or self.random.random() < WAIVED_SHARE
        row.at = begun + int(max(0, until - begun) * self.random.uniform(0.05, 0.5))
        row.opened = min(begun, row.at)
        row.status = "waived" if is_waived else "done"

    def begin(self, row: Work, front: int, country: str, *, is_busy: bool) -> None:
        """Let an open step be where the work stands: done, asked, to do, refused or waived."""
        draw = self.random
        weights = WEIGHTS if row.body in ASKED_BODIES else WEIGHTS_OF_OURS
        status = draw.choices(UNSETTLED, weights)[0]
        if is_busy and row.code not in {"contact", "declaration", "judgment"}:
            status = "asked" if row.body == "headquarters" and draw.random() < 0.2 else "open"
        elif is_busy:
            status = "done"
        assert row.opened is not None
        if status in {"done", "waived", "refused"}:
            self.settle(row, front, is_reached=True)
            row.status = status
            return
        row.status = status
        row.at = row.opened = max(row.opened, front)
        left = END - row.opened
        if status == "asked":
            row.at += int(draw.random() * min(3 * DAY, left))
            row.questions.append(self.question(row, country, row.at))
        elif row.body in ASKED_BODIES and draw.random() < ANSWERED_SHARE:
            row.questions.append(self.question(row, country, row.at))
            row.at += int(draw.random() * left)
            row.questions[0].answered_at = row.status_at
            row.questions[0].verdict = "ours"

    def answer(self, row: Work, country: str) -> None:
        """Put the question before a step that another body settled."""
        assert row.opened is not None
        asked = row.opened + int((row.at - row.opened) * self.random.random())
        question = self.question(row, country, asked)
        question.answered_at, question.verdict = row.status_at, row.status
        row.questions.append(question)

    def question(self, row: Work, country: str, at: int) -> Question:
        """Return an unanswered question; headquarters is asked without a counterpart body."""
        self.last_question += 1
        home = "VN" if row.body == "immigration_department" else country
        asked_of = None if row.body == "headquarters" else self.bodies[home][0]
        return Question(self.last_question, row.body, asked_of, moment(at))

    def note_result(self, row: Work, *, is_closed: bool) -> None:
        """Write down what came out of a step, where its procedure has a schema."""
        day = row.status_at.date()
        if row.code == "verification":
            row.values = {"outcome": "national"}
        elif row.code == "judgment":
            row.values = {"decided_on": day.isoformat()}
        elif row.code == "passport":
            row.expires_on = day + LASTS
            if not is_closed and self.random.random() < EXPIRED_SHARE:
                row.expires_on = max(
                    day, moment(END).date() - timedelta(days=self.random.randrange(1, 9))
                )
            serial = f"N{self.random.randrange(10_000_000):07d}"
            row.values = {"serial": serial, "expires_on": row.expires_on.isoformat()}


def reaches(stage: str, wanted: str) -> bool:
    """Return whether a case in `stage` has come to `wanted`."""
    return not wanted or ORDER.index(stage) >= ORDER.index(wanted)


def written(value: date | datetime | None) -> str | None:
    """Return a day or moment as PostgreSQL reads it."""
    return None if value is None else value.isoformat()
