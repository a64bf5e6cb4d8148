"""What cases, their ledger and notes look like outside."""

from collections.abc import Iterable

from cases.casework.choices import HoldReason, Outcome, ReportSource, Stage, TransitionKind
from cases.citizens.serializers import PLACES, identity, whereabouts
from cases.core.addresses import address_of
from cases.core.shapes import ADDRESS, FLAG, MOMENT, UUID, WHOLE, Column, Shape, column
from cases.crossings.serializers import FACT, STANDING

CASE_ROW = Shape(
    "CaseRow",
    (
        column("reference"),
        column("stage", kind=Stage, null=True, help="Null for a case that was void."),
        column("held", kind=FLAG),
        column("hold_reason", kind=HoldReason, null=True),
        column("outcome", kind=Outcome, null=True),
        column("incident", "incident__code"),
        column("mission", "mission__code"),
        column("assigned_to", "assigned_to__username", null=True),
        column("report_source", kind=ReportSource),
        column("opened_at", kind=MOMENT, help="When the person came in, else when we were told."),
        column("position_at", kind=MOMENT, help="Since when it is in this position."),
        *identity("citizen__", "person."),
        *whereabouts("citizen__"),
        column("version", kind=WHOLE),
        Column("url", ("reference",), ADDRESS, make=lambda key: address_of("cases", key)),
    ),
    optional=PLACES,
)


def below(name: str) -> Column:
    """Return the address of a list that belongs to the case."""
    return Column(
        f"{name}_url", ("reference",), ADDRESS, make=lambda key: address_of("cases", key, name)
    )


CASE = CASE_ROW.with_more(
    "Case",
    (
        column("summary", null=True),
        column("recorded_at", kind=MOMENT),
        column("voided_at", kind=MOMENT, null=True),
        below("transitions"),
        below("notes"),
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
    also=(("actions", {"type": "array", "items": {"$ref": "#/components/schemas/Action"}}),),
)


def account(side: str) -> Iterable[Column]:
    """Return one side of a row of the ledger."""
    yield column(f"{side}.stage", f"{side}_stage", Stage)
    yield column(f"{side}.mission", f"{side}_mission__code")
    yield column(f"{side}.held", f"{side}_held", FLAG)
    yield column(f"{side}.outcome", f"{side}_outcome", Outcome, null=True)


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
        column("reason", null=True),
        column("copied_from", "copied_from__uuid", UUID, null=True),
        column("needs_review", kind=FLAG),
    ),
    optional=frozenset({"from"}),
)

NOTE = Shape(
    "Note",
    (
        column("uuid", kind=UUID),
        column("text"),
        column("author", "author__username", null=True),
        column("recorded_at", kind=MOMENT),
    ),
)
