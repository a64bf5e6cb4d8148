"""What flags, assessments, decisions, fitness and pairs kept apart look like outside."""

from typing import Any

from cases.casework.protection.catalogue import label_of
from cases.casework.protection.choices import (
    DECIDED_IN,
    AgeThen,
    Appeal,
    DecidingBody,
    DecisionResult,
    Examiner,
    Fitness,
    SaidIn,
    Side,
    VulnerabilityKind,
)
from cases.casework.protection.reading import reading_of
from cases.casework.serializers_steps import OF_MISSION, said_of_body, values_told
from cases.citizens.choices import ApartReason
from cases.core.addresses import address_of
from cases.core.facts import Source
from cases.core.offered import OFFERED
from cases.core.shapes import ADDRESS, DAY, FLAG, MOMENT, UUID, WHOLE, Column, Shape, column
from cases.procedures.choices import RestrictedGroup

STATE = {"type": "string", "enum": ["present", "absent", "not_asked"]}
READING = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "act": STATE,
        "means": STATE,
        "purpose": STATE,
        "labour_indicators": WHOLE,
        "compound_indicators": WHOLE,
        "means_needed": FLAG,
    },
    "required": [
        *("act", "means", "purpose", "labour_indicators", "compound_indicators"),
        "means_needed",
    ],
}


def url(resource: str) -> Column:
    """Return the column with the address of a record."""
    return Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of(resource, str(uuid)))


def ended() -> tuple[Column, ...]:
    """Return the columns of what ends."""
    return (
        column("recorded_at", kind=MOMENT),
        column("recorded_by", "recorded_by__username", null=True),
        column("ended_at", kind=MOMENT, null=True),
        column("end_reason", null=True),
        column("version", kind=WHOLE),
    )


def reading(answers: dict[str, Any], age_then: str) -> dict[str, Any]:
    """Return what an assessment shows."""
    return reading_of(answers, age_then).as_json()


def said_in(where: SaidIn) -> Column:
    """Return the column that says where a decision stands."""
    return Column("source", ("uuid",), SaidIn, make=lambda _uuid: where.value)


VULNERABILITY_ROW = Shape(
    "VulnerabilityRow",
    (
        column("uuid", kind=UUID),
        column("case", "case__reference"),
        column("kind", kind=VulnerabilityKind),
        column("group", "restricted", RestrictedGroup, help="The group of roles that read it."),
        column("since", kind=DAY),
        column("until", kind=DAY, null=True),
        column("source", kind=Source),
        column("words", null=True),
        *ended(),
        url("vulnerabilities"),
    ),
)
VULNERABILITY = VULNERABILITY_ROW.with_more("Vulnerability", also=(OFFERED,))

ASSESSMENT_ROW = Shape(
    "AssessmentRow",
    (
        column("uuid", kind=UUID),
        column("case", "case__reference"),
        column("number", kind=WHOLE, help="Versions count from 1; the last is the newest."),
        column("assessed_on", kind=DAY),
        column("place"),
        column("assessor"),
        column("interpreter", null=True),
        column("spoken", null=True, help="In which language."),
        column("age_then", kind=AgeThen),
        Column(
            "reading",
            ("answers", "age_then"),
            READING | {"description": "Indications; this is an assessment, no decision."},
            make=reading,
        ),
        column("recorded_at", kind=MOMENT),
        column("recorded_by", "recorded_by__username", null=True),
        url("assessments"),
    ),
)
ASSESSMENT = ASSESSMENT_ROW.with_more(
    "Assessment",
    (
        column(
            "answers",
            kind={"type": "object"},
            help="Code of the question: answer and words.",
        ),
        column("words", null=True),
    ),
)

DECISION_ROW = Shape(
    "ProtectionDecisionRow",
    (
        column("uuid", kind=UUID),
        column("case", "case__reference"),
        said_in(SaidIn.RECORD),
        column("side", kind=Side),
        column("body", kind=DecidingBody),
        Column("body_name", ("body",), make=lambda body: label_of("body", body)),
        column("body_words", null=True),
        column("result", kind=DecisionResult),
        Column("result_name", ("result",), make=lambda result: label_of("result", result)),
        column("decided_on", kind=DAY),
        column("law", help="On which ground."),
        column("document_number", null=True),
        column("appeal", kind=Appeal),
        column("appeal_on", kind=DAY, null=True),
        column("appeal_words", null=True),
        column("words", null=True),
        *ended(),
        url("protection-decisions"),
    ),
)
DECISION = DECISION_ROW.with_more("ProtectionDecision", also=(OFFERED,))

STEP_DECISION = Shape(
    "StepDecision",
    (
        column("uuid", kind=UUID),
        column("case", "case__reference"),
        said_in(SaidIn.STEP),
        Column("side", ("step__procedure__code",), Side, make=lambda code: DECIDED_IN[code].value),
        column("step", "step__code"),
        column("procedure", "step__procedure__code"),
        Column(
            "values",
            ("sealed__content", OF_MISSION),
            {"type": "object"},
            make=lambda content, zone: values_told({}, content, zone),
            help="By the schema of the procedure: outcome, who decided, when, which document.",
        ),
        column("reference", null=True),
        said_of_body("happened_at", "happened_from", OF_MISSION),
        column("recorded_at", kind=MOMENT),
        column("recorded_by", "recorded_by__username", null=True),
    ),
)

FITNESS_ROW = Shape(
    "TravelFitnessRow",
    (
        column("uuid", kind=UUID),
        column("case", "case__reference"),
        column("result", kind=Fitness),
        column("valid_from", kind=DAY),
        column("valid_until", kind=DAY),
        column("recorded_at", kind=MOMENT),
        column("recorded_by", "recorded_by__username", null=True),
        url("travel-fitness"),
    ),
)
FITNESS = FITNESS_ROW.with_more("TravelFitness")

FINDING_ROW = Shape(
    "FitnessFindingRow",
    (
        column("uuid", kind=UUID),
        column("case", "case__reference"),
        column("fitness", "fitness__uuid", UUID),
        column("examiner_role", kind=Examiner),
        column("examiner"),
        column("help_needed", null=True),
        column("words", null=True),
        column("recorded_at", kind=MOMENT),
        url("fitness-findings"),
    ),
)
FINDING = FINDING_ROW.with_more("FitnessFinding")

APART_ROW = Shape(
    "KeepApartRow",
    (
        column("uuid", kind=UUID),
        column("citizen", "citizen__uuid", UUID, help="The older record; it says nothing more."),
        column("other", "other__uuid", UUID),
        column("mission", "mission__code", help="The mission that noted it."),
        column("reason", kind=ApartReason),
        column("words", null=True),
        column("since", kind=DAY),
        column("until", kind=DAY, null=True),
        *ended(),
        url("kept-apart"),
    ),
)
APART = APART_ROW.with_more("KeepApart", also=(OFFERED,))
