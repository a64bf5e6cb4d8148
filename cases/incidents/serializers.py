"""What incidents and the figures reported about them look like outside."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from cases.core import present
from cases.core.addresses import address_of
from cases.core.offered import OFFERED
from cases.core.precision import iso_as_of
from cases.core.shapes import (
    ADDRESS,
    AS_KNOWN,
    DAY,
    FLAG,
    MOMENT,
    UUID,
    WHOLE,
    Column,
    Shape,
    column,
)
from cases.incidents.choices import AsOfPrecision, DirectiveState, Metric, Qualifier
from cases.places.choices import Country

INCIDENT = Shape(
    "Incident",
    (
        column("code"),
        column("title"),
        column("title_vi", null=True),
        column("title_fr", null=True),
        column("started_on", kind=DAY),
        column("zone", help="Time zone in which its days are counted."),
        column("summary", null=True),
        column("summary_vi", null=True),
        column("summary_fr", null=True),
        column("is_open", kind=FLAG, help="Whether new cases may be opened in it."),
        Column("url", ("code",), ADDRESS, make=lambda code: address_of("incidents", code)),
        Column(
            "history_url",
            ("code",),
            ADDRESS,
            make=lambda code: address_of("incidents", code, "history"),
        ),
        column("version", kind=WHOLE, help="Send it along with a correction."),
        Column(
            "figures_url",
            ("code",),
            ADDRESS,
            make=lambda code: address_of("incidents", code, "figures"),
        ),
        Column(
            "totals_url",
            ("code",),
            ADDRESS,
            make=lambda code: address_of("incidents", code, "totals"),
        ),
    ),
)


def iso_as_of_figure(moment: datetime | None, zone: str) -> str | None:
    """Return the moment of which a reported figure speaks, where its source gives one."""
    return None if moment is None else iso_as_of(moment, zone)


FIGURE = Shape(
    "ReportedFigure",
    (
        column("uuid", kind=UUID),
        column("metric", kind=Metric),
        column("nationality", kind=Country, null=True, help="Null: people of all nationalities."),
        column("country", kind=Country, null=True),
        column("place", "place__code", null=True),
        column("value", kind=WHOLE),
        column("men", kind=WHOLE, null=True),
        column("women", kind=WHOLE, null=True),
        column("qualifier", kind=Qualifier),
        Column(
            "as_of",
            ("as_of", "zone"),
            AS_KNOWN,
            null=True,
            make=iso_as_of_figure,
            help="Null: the source gives no day; the figure is compared with nothing.",
        ),
        column("as_of_precision", kind=AsOfPrecision),
        column("zone"),
        column("source.name", "source_name"),
        column("source.url", "source_url", null=True),
        column("source.published_on", "published_on", DAY, null=True),
        column("scope", help="What exactly is counted."),
        column("scope_vi", null=True),
        column("scope_fr", null=True),
        column("is_context", kind=FLAG),
        column("disputed", kind=FLAG),
        column("dispute_reason", null=True),
        column("dispute_reason_vi", null=True),
        column("dispute_reason_fr", null=True),
        column("note", null=True),
        column("version", kind=WHOLE, help="Send it along with a correction."),
        column("incident", "incident__code"),
        Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of("figures", str(uuid))),
    ),
)


def days_until(day: date | None, zone: str) -> int | None:
    """Return the calendar days until a day in the zone, negative when it has passed."""
    if day is None:
        return None
    return (day - present.now().astimezone(ZoneInfo(zone)).date()).days


def is_overdue(day: date | None, state: str, withdrawn_at: datetime | None, zone: str) -> bool:
    """Return whether a mission has not done by the day on which it was due."""
    left = days_until(day, zone)
    is_open = state != DirectiveState.DONE and withdrawn_at is None
    return is_open and left is not None and left < 0


DIRECTIVE_ROW = Shape(
    "DirectiveRow",
    (
        column("code"),
        column("incident", "incident__code"),
        column("title"),
        column("title_vi", null=True),
        column("text", help="What is to be done."),
        column("text_vi", null=True),
        column("paper", null=True, help="Number of the ministry's paper."),
        column("source", null=True),
        column("issued_on", kind=DAY),
        column("due_on", kind=DAY, null=True),
        column("issued_by", "issued_by__username", null=True),
        column("recorded_at", kind=MOMENT),
        column("withdrawn_at", kind=MOMENT, null=True),
        column("withdraw_reason", null=True),
        column("version", kind=WHOLE),
        Column("url", ("code",), ADDRESS, make=lambda code: address_of("directives", code)),
        Column(
            "missions_url",
            ("code",),
            ADDRESS,
            make=lambda code: address_of("directives", code, "missions"),
        ),
        Column(
            "reports_url",
            ("code",),
            ADDRESS,
            make=lambda code: address_of("directives", code, "reports"),
        ),
    ),
)

DIRECTIVE = DIRECTIVE_ROW.with_more(
    "Directive",
    also=(OFFERED,),
)

ADDRESSEE = Shape(
    "DirectiveMission",
    (
        column("uuid", kind=UUID),
        column("directive", "directive__code"),
        column("title", "directive__title"),
        column("incident", "directive__incident__code"),
        column("mission", "mission__code"),
        column("state", kind=DirectiveState),
        column("acknowledged_at", kind=MOMENT, null=True),
        column("acknowledged_by", "acknowledged_by__username", null=True),
        column("issued_on", "directive__issued_on", DAY),
        column("due_on", "directive__due_on", DAY, null=True),
        Column(
            "days_left",
            ("directive__due_on", "mission__zone"),
            WHOLE,
            null=True,
            make=days_until,
            help="Calendar days until it is due where the mission is, negative when it has passed.",
        ),
        Column(
            "is_overdue",
            ("directive__due_on", "state", "directive__withdrawn_at", "mission__zone"),
            FLAG,
            make=is_overdue,
            help="Not done by the day on which it was due, and not withdrawn.",
        ),
        column("withdrawn_at", "directive__withdrawn_at", MOMENT, null=True),
        Column(
            "directive_url",
            ("directive__code",),
            ADDRESS,
            make=lambda code: address_of("directives", code),
        ),
    ),
)

REPORT = Shape(
    "DirectiveReport",
    (
        column("uuid", kind=UUID),
        column("directive", "addressee__directive__code"),
        column("mission", "addressee__mission__code"),
        column("state", kind=DirectiveState, help="The state the mission came to."),
        column("text", null=True),
        column("recorded_at", kind=MOMENT),
        column("recorded_by", "recorded_by__username", null=True),
    ),
)

PLAN = Shape(
    "MissionPlan",
    (
        column("uuid", kind=UUID),
        column("incident", "incident__code"),
        column("mission", "mission__code"),
        column("number", kind=WHOLE, help="The highest number of a mission stands."),
        column("text"),
        column("review_on", kind=DAY),
        Column(
            "days_left",
            ("review_on", "mission__zone"),
            WHOLE,
            make=days_until,
            help="Calendar days until it is looked at again, negative when that day has passed.",
        ),
        column("recorded_at", kind=MOMENT),
        column("recorded_by", "recorded_by__username", null=True),
        Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of("plans", str(uuid))),
    ),
)

POSITION_LINE_ROW = Shape(
    "PositionLineRow",
    (
        column("uuid", kind=UUID),
        column("incident", "incident__code"),
        column("text", help="What may be said, in English."),
        column("text_vi", null=True),
        column("text_fr", null=True),
        column("source.name", "source_name"),
        column("source.url", "source_url", null=True),
        column("stated_on", kind=DAY),
        column("valid_from", kind=DAY, help="The first day on which it may be told."),
        column("valid_until", kind=DAY, null=True, help="The last one; null: still."),
        column("recorded_at", kind=MOMENT),
        column("written_by", "written_by__username", null=True),
        column("approved_at", kind=MOMENT, null=True, help="Null: nobody has approved it."),
        column("approved_by", "approved_by__username", null=True),
        column("withdrawn_at", kind=MOMENT, null=True),
        column("withdraw_reason", null=True),
        column("version", kind=WHOLE),
        Column(
            "url", ("uuid",), ADDRESS, make=lambda uuid: address_of("position-lines", str(uuid))
        ),
    ),
)

POSITION_LINE = POSITION_LINE_ROW.with_more("PositionLine", also=(OFFERED,))
