"""What procedures, limits and playbooks look like outside."""

from typing import Any

from django.db.models import TextChoices

from cases.core.addresses import address_of
from cases.core.offered import OFFERED
from cases.core.shapes import (
    ADDRESS,
    DAY,
    FLAG,
    MOMENT,
    TEXT,
    WHOLE,
    Column,
    Schema,
    Shape,
    column,
)
from cases.places.choices import PlaceKind
from cases.procedures.choices import (
    Body,
    CalendarOf,
    ConsentOf,
    DayEnds,
    LimitCondition,
    LimitUnit,
    Missing,
    PlaybookStatus,
    RestrictedGroup,
    Roll,
    Stage,
    StartEvent,
    StopEvent,
    Track,
)
from cases.procedures.fields import ResultFields
from cases.procedures.models import PlaybookGate, PlaybookStep

CODES: Schema = {"type": "array", "items": TEXT}
NAMES = (column("name"), column("name_vi", null=True), column("name_fr", null=True))
PROOF = (
    column("verified", kind=FLAG, help="Whether article and sentence were read."),
    column("missing", kind=Missing, null=True, help="What was not found, where they were not."),
)
GROUND = (column("legal_basis", null=True), column("source", null=True), *PROOF)

PROCEDURE = Shape(
    "Procedure",
    (
        column("code"),
        column("track", kind=Track),
        column("body", kind=Body, help="Who must act."),
        *NAMES,
        column("explanation", null=True),
        column("explanation_vi", null=True),
        column("explanation_fr", null=True),
        *GROUND,
        column("restricted", kind=RestrictedGroup, null=True, help="Who may read its results."),
        column(
            "result_fields",
            kind=ResultFields(rows=1, max_length=1).schema(),
            help="What is written down when it is done.",
        ),
        Column("url", ("code",), ADDRESS, make=lambda code: address_of("procedures", code)),
        Column(
            "history_url",
            ("code",),
            ADDRESS,
            make=lambda code: address_of("procedures", code, "history"),
        ),
        column("version", kind=WHOLE, help="Send it along with a correction."),
    ),
)

LEGAL_BASIS = Shape(
    "LegalBasis",
    (
        column("code"),
        *NAMES,
        column("purpose", help="What the data are used for."),
        column("purpose_vi", null=True),
        column("purpose_fr", null=True),
        column("law", help="Law and article."),
        column("in_force_on", kind=DAY, null=True, help="From when the article is in force."),
        column("source", null=True),
        *PROOF,
        column("consent", kind=ConsentOf, null=True, help="Whose consent it is."),
        column("needs_statement", kind=FLAG),
        column("is_default", kind=FLAG, help="What a new case begins with."),
        Column("url", ("code",), ADDRESS, make=lambda code: address_of("legal-bases", code)),
        Column(
            "history_url",
            ("code",),
            ADDRESS,
            make=lambda code: address_of("legal-bases", code, "history"),
        ),
        column("version", kind=WHOLE, help="Send it along with a correction."),
    ),
)

LIMIT = Shape(
    "Limit",
    (
        column("reference"),
        column("code"),
        column("procedure", "procedure__code"),
        *NAMES,
        column("amount", kind=WHOLE),
        column(
            "condition",
            kind=LimitCondition,
            null=True,
            help="When `amount_if` holds; without that, only then does the limit bind.",
        ),
        column("amount_if", kind=WHOLE, null=True, help="How many where the condition holds."),
        column("unit", kind=LimitUnit),
        column("calendar", kind=CalendarOf, null=True, help="Whose days off count."),
        column("roll", kind=Roll, null=True, help="What becomes of a last day that is a day off."),
        column("day_ends", kind=DayEnds, null=True, help="With which hour a day ends."),
        column("starts.with", "starts", StartEvent),
        column("starts.procedure", "start_procedure", null=True),
        column("starts.field", "start_field", null=True),
        column("starts.stage", "start_stage", null=True),
        column("starts.procedures", "start_procedures", CODES, help="What must be done besides."),
        column("starts.place", "start_place", PlaceKind, null=True),
        column("stops", kind=StopEvent),
        column("on_whom", kind=Body, help="Who must keep it."),
        column("pauses", kind=FLAG, help="It stands still while another body has to act."),
        column("is_legal", kind=FLAG, help="Whether it is set by law."),
        *GROUND,
        column("valid_from", kind=DAY, null=True),
        column("valid_until", kind=DAY, null=True),
        Column("url", ("reference",), ADDRESS, make=lambda key: address_of("limits", key)),
        Column(
            "history_url",
            ("reference",),
            ADDRESS,
            make=lambda key: address_of("limits", key, "history"),
        ),
        column("version", kind=WHOLE, help="Send it along with a correction."),
    ),
)

PLAYBOOK = Shape(
    "Playbook",
    (
        column("reference"),
        column("code"),
        column("number", kind=WHOLE),
        column("status", kind=PlaybookStatus),
        column("title"),
        column("title_vi", null=True),
        column("title_fr", null=True),
        column("countries", kind=CODES, help="Where people are whom it fits by itself."),
        column("incidents", "incident_codes", CODES, help="Empty: any."),
        column("published_at", kind=MOMENT, null=True),
        column("retired_at", kind=MOMENT, null=True),
        column("retire_reason", null=True),
        column("version", kind=WHOLE),
        Column("url", ("reference",), ADDRESS, make=lambda key: address_of("playbooks", key)),
        Column(
            "history_url",
            ("reference",),
            ADDRESS,
            make=lambda key: address_of("playbooks", key, "history"),
        ),
    ),
)

STEP = Shape(
    "PlaybookStep",
    (
        column("code"),
        column("number", kind=WHOLE),
        column("procedure", "procedure__code"),
        column("track", "procedure__track", Track),
        column("body", kind=Body),
        column("after", kind=CODES),
        column("opens_at", kind=Stage, null=True),
        column("only_if", null=True),
    ),
)
GATE = Shape(
    "PlaybookGate",
    (
        column("stage", kind=Stage),
        column("steps", kind=CODES),
        column("conditions", kind=CODES),
    ),
)


def published_set(kind: type[TextChoices]) -> Schema:
    """Return the reference to a closed set that the description publishes for other inputs."""
    return {"$ref": f"#/components/schemas/{kind.__name__}"}


PLAYBOOK_DETAIL = PLAYBOOK.with_more(
    "PlaybookDetail",
    (column("content", help="The text it was made of, in TOML."),),
    also=(
        ("steps", {"type": "array", "items": STEP.schema(published_set)}),
        ("gates", {"type": "array", "items": GATE.schema(published_set)}),
        OFFERED,
    ),
)


def parts_of(playbook: Any) -> dict[str, Any]:
    """Return steps and gates of a version; a draft has none yet."""
    steps = PlaybookStep.objects.filter(playbook=playbook).order_by("number")
    gates = PlaybookGate.objects.filter(playbook=playbook).order_by("pk")
    return {
        "steps": [STEP.answer(row) for row in STEP.rows(steps)],
        "gates": [GATE.answer(row) for row in GATE.rows(gates)],
    }
