"""What a request about personal data looks like outside."""

from cases.core.addresses import address_of
from cases.core.offered import OFFERED
from cases.core.shapes import (
    ADDRESS,
    DAY,
    MOMENT,
    TEXT,
    UUID,
    WHOLE,
    Column,
    Shape,
    column,
    instant,
    nullable,
)
from cases.privacy.choices import Asker, RightsChannel, RightsKind, RightsOutcome, RightsStatus
from cases.privacy.deadlines import is_term_verified

RIGHTS_REQUEST_ROW = Shape(
    "RightsRequestRow",
    (
        column("uuid", kind=UUID),
        column("citizen", "citizen__uuid", UUID),
        column("mission", "mission__code", help="Code of the mission that answers."),
        column("kind", kind=RightsKind),
        column("status", kind=RightsStatus),
        column("received_on", kind=DAY, help="In the time of the mission."),
        instant("due_at", "mission__zone", help="First instant after the term."),
        Column(
            "term_verified",
            ("kind", "confirmed_on"),
            {"type": "boolean", "description": "Whether the term that runs is confirmed."},
            make=is_term_verified,
        ),
        column("confirmed_on", kind=DAY, null=True),
        column("extended_on", kind=DAY, null=True),
        column("settled_on", kind=DAY, null=True),
        column("version", kind=WHOLE),
        Column(
            "url", ("uuid",), ADDRESS, make=lambda uuid: address_of("rights-requests", str(uuid))
        ),
    ),
)
RIGHTS_REQUEST = RIGHTS_REQUEST_ROW.with_more(
    "RightsRequest",
    (
        column("asked_by", kind=Asker),
        column("asker_name", null=True, help="Who acts for the person; null for herself."),
        column("mandate", null=True, help="What lets them act for her."),
        column("channel", kind=RightsChannel),
        column("words", help="What was asked, in brief."),
        column("recorded_at", kind=MOMENT),
        column("recorded_by", "recorded_by__username", null=True),
        column("extend_reason", null=True),
        column("outcome", kind=RightsOutcome, null=True, help="What was done, once answered."),
        column("answer", null=True, help="What was answered; of a refusal the reason."),
        column("refusal_ground", null=True, help="Law on which a refusal rests."),
        column("report", "report__uuid", UUID, null=True),
        column("basis", "basis__uuid", UUID, null=True, help="Consent that was withdrawn."),
        column("settled_at", kind=MOMENT, null=True),
        column("settled_by", "settled_by__username", null=True),
    ),
    also=(
        OFFERED,
        ("term", TEXT | {"description": "By which law the term that runs is counted."}),
        ("term_missing", nullable(TEXT) | {"description": "What was not found of the law."}),
    ),
)
