"""What cases, their ledger and notes look like outside."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from cases.casework.blocking import day_after, ran_out, today_in
from cases.casework.choices import (
    BlockerKind,
    ConsentForm,
    HoldReason,
    Outcome,
    ReportSource,
    Stage,
    StatementAnswer,
    ToldIn,
    TransitionKind,
)
from cases.casework.models.transition import death_in
from cases.casework.progress.moments import iso_of_body
from cases.casework.serializers_steps import due
from cases.citizens.serializers import PLACES, identity, whereabouts
from cases.core import present
from cases.core.addresses import address_of
from cases.core.facts import Interval, Source
from cases.core.offered import OFFERED
from cases.core.precision import iso_between
from cases.core.shapes import (
    ADDRESS,
    AS_KNOWN,
    DAY,
    FLAG,
    MOMENT,
    TEXT,
    UUID,
    WHOLE,
    Column,
    Kind,
    Schema,
    Shape,
    as_known_between,
    as_planned,
    column,
    nullable,
)
from cases.crossings.serializers import FACT, STANDING
from cases.procedures.choices import Body

ROW_OF_BLOCKER: Final = ("blocker_kind", "valid_until", "mission__zone")


def now_or(
    instead: object,
) -> Callable[..., object]:
    """Return how to read a column of the blocker: `instead` where something ran out since."""

    def read(value: object, kind: str, valid_until: date | None, zone: str) -> object:
        if valid_until is None:
            return value
        return instead if ran_out(kind, valid_until, today_in(zone, present.now())) else value

    return read


def blocked_since(
    first: datetime | None, last: datetime | None, kind: str, valid_until: date | None, zone: str
) -> str | None:
    """Return since when a case is blocked."""
    if valid_until is not None and ran_out(kind, valid_until, today_in(zone, present.now())):
        return day_after(valid_until, zone).date().isoformat()
    return iso_of_body(first, last, zone)


def blocker(
    name: str, source: str, kind: Kind = TEXT, instead: object = None, help_text: str = ""
) -> Column:
    """Return one column of what blocks a case, as it is now."""
    return Column(
        f"blocker.{name}",
        (source, *ROW_OF_BLOCKER),
        kind,
        null=True,
        make=now_or(instead),
        help=help_text,
    )


BLOCKED = (
    blocker("kind", "blocker_kind", BlockerKind, BlockerKind.EXPIRED.value),
    blocker("procedure", "blocker_procedure__code"),
    blocker("condition", "blocker_condition"),
    blocker("body", "blocker_body", Body, Body.MISSION.value, "Who must act."),
    blocker("authority", "blocker_authority__code", help_text="The authority that was asked."),
    Column(
        "blocker.since",
        ("blocked_from", "blocked_since", *ROW_OF_BLOCKER),
        AS_KNOWN,
        null=True,
        make=blocked_since,
        help=(
            "Since when it is waited, as it was asked or opened. Days on which the case was closed "
            "since do not count."
        ),
    ),
    due(
        *("deadline.at", "next_due_at", "next_due_limit__", "mission__"),
        help="The next deadline that runs.",
    ),
    column("deadline.limit", "next_due_limit__reference", null=True),
    column(
        "valid_until", kind=DAY, null=True, help="Last day on which all that was got still holds."
    ),
    column("journey_on", kind=DAY, null=True, help="The day of travel that is planned."),
    column("reception_point", "reception_point__code", null=True),
    column("playbook", "playbook__reference", null=True),
    column("return_wish", kind=StatementAnswer, null=True, help="The latest word of the person."),
    as_known_between(
        *("last_contact_at", "last_contact_from", "mission__zone"),
        null=True,
        help="When the person was spoken with last.",
    ),
    as_planned(
        *("next_attempt_at", "mission__zone"), null=True, help="When it is to be tried again."
    ),
)
"""Null instead of a group: nothing blocks, no deadline runs."""

CASE_ROW = Shape(
    "CaseRow",
    (
        column("reference"),
        column("stage", kind=Stage, null=True, help="Null for a case that was void."),
        column("held", kind=FLAG),
        column("hold_reason", kind=HoldReason, null=True),
        column("outcome", kind=Outcome, null=True),
        column(
            "outcome_in_doubt",
            kind=FLAG,
            help="Whether the person is known to be somewhere else than the outcome says.",
        ),
        column("incident", "incident__code"),
        column("mission", "mission__code"),
        column("assigned_to", "assigned_to__username", null=True),
        column("report_source", kind=ReportSource),
        as_known_between(
            *("opened_at", "opened_from", "mission__zone"),
            help="When the person came in, else when we were told.",
        ),
        as_known_between(
            *("position_at", "position_from", "mission__zone"),
            help="Since when it is in this position.",
        ),
        *identity("citizen__", "person."),
        *whereabouts("citizen__", "mission__zone"),
        *BLOCKED,
        column("version", kind=WHOLE),
        Column("url", ("reference",), ADDRESS, make=lambda key: address_of("cases", key)),
    ),
    optional=PLACES | {"blocker", "deadline"},
)


def below(name: str) -> Column:
    """Return the address of a list that belongs to the case."""
    return Column(
        f"{name}_url", ("reference",), ADDRESS, make=lambda key: address_of("cases", key, name)
    )


STAYS_OPEN: Schema = {
    "type": "array",
    "description": "What stays open when the case is closed, as far as the caller sees it.",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "kind": TEXT,
            "count": WHOLE,
            "lines": {"type": "array", "items": TEXT},
        },
        "required": ["kind", "count", "lines"],
    },
}

CASE = CASE_ROW.with_more(
    "Case",
    (
        column("summary", null=True),
        column("recorded_at", kind=MOMENT),
        column("voided_at", kind=MOMENT, null=True),
        below("transitions"),
        below("steps"),
        below("inquiries"),
        below("results"),
        below("clocks"),
        below("notes"),
        below("bases"),
        below("sealed-notes"),
        below("contacts"),
        below("statements"),
        Column(
            "crossings_url",
            ("citizen__uuid",),
            ADDRESS,
            make=lambda uuid: address_of("citizens", str(uuid), "crossings"),
        ),
        Column(
            "stays_url",
            ("citizen__uuid",),
            ADDRESS,
            make=lambda uuid: address_of("citizens", str(uuid), "stays"),
        ),
    ),
    also=(
        ("legal_basis", nullable(TEXT) | {"description": "Code of what carries the case now."}),
        ("needs_legal_basis", FLAG | {"description": "Consent was withdrawn, nothing follows."}),
        OFFERED,
        ("stays_open", STAYS_OPEN),
    ),
)


def account(side: str) -> Iterable[Column]:
    """Return one side of a row of the ledger."""
    yield column(f"{side}.stage", f"{side}_stage", Stage)
    yield column(f"{side}.mission", f"{side}_mission__code")
    yield column(f"{side}.held", f"{side}_held", FLAG)
    yield column(f"{side}.outcome", f"{side}_outcome", Outcome, null=True)


def died_at(  # noqa: PLR0917 - columns of one row
    changes: Mapping[str, Any], kind: str, outcome: str, first: datetime, last: datetime,
    zone: str | None,
) -> str | None:  # fmt: skip
    """Return when the person died, as `Transition.died_at` has it."""
    died = death_in(changes, kind, outcome, Interval(first, last))
    return iso_between(died.first, died.last, zone) if died else None


TRANSITION = Shape(
    "Transition",
    (
        column("uuid", kind=UUID),
        column("number", kind=WHOLE),
        column("kind", kind=TransitionKind),
        *account("from"),
        *account("to"),
        STANDING,
        *FACT,
        Column(
            "died_at",
            ("changes", "kind", "to_outcome", "occurred_from", "occurred_at", "recorded_for__zone"),
            AS_KNOWN,
            null=True,
            make=died_at,
            help="When the person died, as far as it is known. Where the case has later entries it "
            "closes behind them.",
        ),
        column("reason", null=True),
        column("copied_from", "copied_from__uuid", UUID, null=True),
        column("needs_review", kind=FLAG),
        column(
            "gate_open",
            kind={"type": "array", "items": TEXT},
            help="What a gate still asked for when a fact passed it.",
        ),
    ),
    optional=frozenset({"from"}),
)

CASE_BASIS = Shape(
    "CaseBasis",
    (
        column("uuid", kind=UUID),
        column("legal_basis", "legal_basis__code"),
        column("source", kind=Source),
        column("statement", null=True),
        column("consent_form", kind=ConsentForm, null=True),
        column("told_on", kind=DAY, null=True, help="When the person was told of her rights."),
        column("told_in", kind=ToldIn, null=True),
        column("recorded_at", kind=MOMENT),
        column("recorded_by", "recorded_by__username", null=True),
        column("withdrawn_on", kind=DAY, null=True),
        column("withdraw_note", null=True),
        column("ended_at", kind=MOMENT, null=True, help="Null for what carries the case now."),
    ),
)
