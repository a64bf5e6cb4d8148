"""What steps, questions, results, clocks and reminders look like in the API."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cases.casework.choices import (
    ClockState,
    Ending,
    InTime,
    ReminderKind,
    ReminderState,
    StepStatus,
)
from cases.casework.models.step import UNDONE
from cases.casework.progress.moments import iso_of_body
from cases.casework.progress.ticking import calendar_of
from cases.core.precision import iso_instant
from cases.core.shapes import (
    AS_KNOWN,
    DAY,
    FLAG,
    MOMENT,
    TEXT,
    UUID,
    WHOLE,
    Column,
    Shape,
    column,
)
from cases.missions.calendars import zone_at
from cases.procedures.choices import Body, LimitCondition, LimitUnit, RestrictedGroup, Track
from cases.procedures.results import told_in


def sealed_text(name: str, content: str = "", help_text: str = "") -> Column:
    """Return a text that stands in the open row or, where it is restricted, sealed apart."""
    sources = (name, content or f"sealed_{name}__content")
    return Column(
        name,
        sources,
        null=True,
        make=lambda text, said: text or (said or {}).get(name),
        help=help_text,
    )


def is_hidden(*keys: str) -> Column:
    """Return whether something is there that the caller's role does not read."""
    sources = [name for key in keys for name in (f"{key}_id", f"{key}__content")]

    def hidden(*values: Any) -> bool:
        pairs = zip(values[::2], values[1::2], strict=True)
        return any(key is not None and content is None for key, content in pairs)

    return Column(
        "is_hidden",
        tuple(sources),
        FLAG,
        make=hidden,
        help="Whether something is there of a restricted group that your role does not read.",
    )


OF_CASE = "step__case__mission__"
OF_MISSION = f"{OF_CASE}zone"
"""The zone in which a bare day may be meant that is not one of the body's."""


def said_of_body(name: str, first: str, zone: str, **options: Any) -> Column:
    """Return a column of a moment, whose bare day is one at the mission or at a body at home."""
    return Column(name, (first, name, zone), AS_KNOWN, make=iso_of_body, **options)


def rests_since(  # noqa: PLR0917 - columns of one row
    rests: datetime | None,
    asked_from: datetime | None,
    asked_at: datetime | None,
    started_from: datetime | None,
    started_at: datetime | None,
    zone: str,
) -> str | None:
    """Return since when a clock stands still: the question, else its own start where that is later.

    `Clock.rests_since` is the first instant of the question, the start its last.
    """
    if rests is None:
        return None
    if rests == started_at:
        return iso_of_body(started_from, started_at, zone)
    return iso_of_body(asked_from, asked_at, zone)


def due(name: str, source: str, clock: str = "", mission: str = OF_CASE, **options: Any) -> Column:
    """Return a column of the first instant after a term, with the offset of who is measured.

    `clock` leads to the clock or to the limit of which it is the end.
    """
    limit = "" if "limit" in clock else f"{clock}limit__"
    whose = (f"{clock}calendar", f"{limit or clock}on_whom", f"{mission}country", f"{mission}zone")
    return Column(name, (source, *whose), MOMENT, make=due_there, **options)


def due_there(
    moment: datetime | None, calendar: str | None, on_whom: str | None, country: str, zone: str
) -> str | None:
    """Return the end of a term with the offset of the days by which it is counted."""
    if moment is None:
        return None
    return iso_instant(moment, zone_at(calendar_of(calendar or "", on_whom or ""), country, zone))


OF_STEP = (
    column("code", help="Names the step in the operations on this case."),
    column("uuid", kind=UUID),
    column("number", kind=WHOLE),
    column("procedure", "procedure__code"),
    column("name", "procedure__name"),
    column("track", kind=Track),
    column("body", kind=Body, help="Who is responsible."),
    column(
        "status",
        kind=StepStatus,
        help="As on record. While the `stage` of its case is `closed`, one that waits or is open "
        "rests: nothing is to be done. A copy is told of that by the row of the case.",
    ),
    said_of_body("status_at", "status_from", "case__mission__zone", help="Since when."),
    said_of_body(
        *("opened_at", "opened_from", "case__mission__zone"),
        null=True,
        help="Since when it can be done.",
    ),
    column("recorded_at", kind=MOMENT, help="Since when it is known."),
    column("after", kind={"type": "array", "items": TEXT}, help="The steps before it."),
    column("reference", null=True),
    sealed_text("grounds", help_text="Why it was refused, waived or taken up again."),
    is_hidden("sealed_grounds"),
    column("expires_on", kind=DAY, null=True, help="The last day on which its result holds."),
    column(
        "is_own_work",
        kind=FLAG,
        help="Whether you have worked on it yourself, so that only somebody else may waive it.",
    ),
)
RESTS = Column(
    "rests",
    ("status", "case__stage"),
    FLAG,
    make=lambda status, stage: stage in {"closed", ""} and status in UNDONE,
    help="Whether its case is closed, so that nothing is to be done: one that waits or is "
    "open rests until the case is reopened, of one that was asked the answer, alone, can "
    "still be recorded.",
)
"""Of the list of a case alone: a copy of all steps is not told when a case is closed."""
STEP = Shape("Step", (*OF_STEP, RESTS))

OF_INQUIRY = (
    column("uuid", kind=UUID),
    column("step", "step__code"),
    column("body", kind=Body, help="Whose the waiting days are."),
    column("asked_of", "asked_of__code", null=True, help="Code of the authority."),
    column("reference", null=True),
    said_of_body("asked_at", "asked_from", OF_MISSION),
    sealed_text("question"),
    said_of_body(
        *("answered_at", "answered_from", OF_MISSION),
        null=True,
        help="With the verdict `taken`: when we took it back, and nothing was answered.",
    ),
    column(
        "replied_on",
        kind=DAY,
        null=True,
        help="The date of their letter: by it, not by `answered_at`, the body was in time.",
    ),
    column("answer_reference", null=True),
    sealed_text("answer"),
    is_hidden("sealed_question", "sealed_answer"),
    column("verdict", kind=Ending, null=True),
    column("recorded_at", kind=MOMENT),
)
OF_ITS_CLOCK = (
    column(
        "clock.limit",
        "clock_limit",
        null=True,
        help="Which limit ran on the answer: of several the one that counts and runs out first.",
    ),
    Column(
        "clock.due_at",
        ("clock_due_at", "clock_calendar", "clock_on_whom", f"{OF_CASE}country", OF_MISSION),
        MOMENT,
        null=True,
        help="From then on it is overdue.",
        make=due_there,
    ),
    column(
        "clock.is_counted",
        "clock_is_counted",
        FLAG,
        null=True,
        help="Whether it may count against the body.",
    ),
    column(
        "clock.verdict", "clock_verdict", InTime, null=True, help="Whether the answer was in time."
    ),
)
INQUIRY = Shape("Inquiry", (*OF_INQUIRY, *OF_ITS_CLOCK))


def values_told(
    kept: Mapping[str, Any], content: Mapping[str, Any] | None, zone: str
) -> dict[str, Any]:
    """Return what a result says, open and sealed."""
    return told_in(kept | (content or {}).get("values", {}), zone)


RESULT = Shape(
    "StepResult",
    (
        column("uuid", kind=UUID),
        column("step", "step__code"),
        Column(
            "values",
            ("values", "sealed__content", OF_MISSION),
            {"type": "object"},
            make=values_told,
            help="By the schema of the procedure; without what is hidden.",
        ),
        is_hidden("sealed"),
        column("restricted", kind=RestrictedGroup, null=True),
        column("expires_on", kind=DAY, null=True),
        column("reference", null=True),
        sealed_text("note", "sealed__content"),
        said_of_body("happened_at", "happened_from", OF_MISSION),
        column("recorded_at", kind=MOMENT),
        column("recorded_by", "recorded_by__username", null=True),
    ),
)

REMINDER = Shape(
    "Reminder",
    (
        column("uuid", kind=UUID),
        column("limit", "clock__limit__code"),
        column("step", "clock__step__code"),
        column("kind", kind=ReminderKind),
        due(
            *("due_at", "due_at", "clock__", f"clock__{OF_CASE}"),
            help="When the limit runs out, as it was told.",
        ),
        column("state", kind=ReminderState),
        column("recorded_at", kind=MOMENT),
    ),
)

CLOCK = Shape(
    "Clock",
    (
        column("uuid", kind=UUID),
        column("step", "step__code"),
        column("limit", "limit__code"),
        column("name", "limit__name"),
        column("amount", "limit__amount", WHOLE),
        column("unit", "limit__unit", LimitUnit),
        column("condition", "limit__condition", LimitCondition, null=True),
        column(
            "amount_if",
            "limit__amount_if",
            WHOLE,
            null=True,
            help="How many where the condition holds.",
        ),
        column("on_whom", "limit__on_whom", Body, help="Who must keep it."),
        column("legal_basis", "limit__legal_basis", null=True),
        column("is_legal", "limit__is_legal", FLAG),
        column(
            "inquiry",
            "inquiry__uuid",
            UUID,
            null=True,
            help="The question whose answer it measures: each has a clock of its own. Of a former "
            "clock the question that stopped it.",
        ),
        column(
            "taken_up_at",
            kind=MOMENT,
            null=True,
            help="Of a former clock: when the step was taken up again, after which a limit has "
            "another clock.",
        ),
        column("verified", "limit__verified", FLAG, help="Whether the limit is confirmed."),
        column("state", kind=ClockState),
        column("calendar", null=True, help="Whose days off count: a country, `mission`, `none`."),
        column(
            "is_counted",
            kind=FLAG,
            help="Whether it may count against a body: a limit that is not confirmed never does, "
            "nor one that stopped without a verdict.",
        ),
        said_of_body("started_at", "started_from", OF_MISSION, null=True),
        due(
            *("due_from", "due_from"),
            null=True,
            help="First instant after the term, from the first possible start.",
        ),
        due(
            *("due_at", "due_at"),
            null=True,
            help="First instant after the term, from the last possible start: then it is overdue.",
        ),
        Column(
            "rests.since",
            ("rests_since", "asked_from", "asked_at", "started_from", "started_at", OF_MISSION),
            AS_KNOWN,
            null=True,
            make=rests_since,
            help="Of one that stands still.",
        ),
        column("rests.with", "rests_with", Body, null=True, help="Whose turn it is."),
        column("rests.left", "rests_left", WHOLE, null=True, help="How much of the unit is left."),
        said_of_body("stopped_at", "stopped_from", OF_MISSION, null=True),
        column("verdict", kind=InTime, null=True, help="Of a stopped one: whether it was in time."),
    ),
)
