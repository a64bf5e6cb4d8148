"""What the points of a person's way look like outside."""

from cases.citizens.choices import Answer
from cases.citizens.serializers import RECORD
from cases.core.facts import Source
from cases.core.shapes import FLAG, MOMENT, UUID, WHOLE, Column, Shape, column
from cases.crossings.choices import Manner, StayKind
from cases.places.choices import Country

FACT = (
    column("occurred_from", kind=MOMENT, help="First possible instant."),
    column("occurred_at", kind=MOMENT, help="Last possible instant."),
    column("recorded_at", kind=MOMENT, help="Since when it is known."),
    column("voided_at", kind=MOMENT, null=True),
    column("void_reason", null=True),
    column("source", kind=Source),
    column("source_detail", null=True),
    column("operation"),
    column("recorded_by", "recorded_by__username", null=True),
    column("recorded_for", "recorded_for__code", null=True, help="Code of the mission."),
)
STANDING = Column("is_standing", ("voided_at",), FLAG, make=lambda voided_at: voided_at is None)

CROSSING = Shape(
    "Crossing",
    (
        RECORD,
        column("uuid", kind=UUID),
        column("number", kind=WHOLE),
        column("from_country", kind=Country),
        column("to_country", kind=Country),
        column("left_from", "left_from__code", null=True, help="Code of the place."),
        column("entered_at", "entered_at__code", null=True, help="Code of the place."),
        column("manner", kind=Manner),
        column("is_regular", kind=Answer),
        STANDING,
        *FACT,
        column("note", null=True),
    ),
)

STAY = Shape(
    "Stay",
    (
        RECORD,
        column("uuid", kind=UUID),
        column("number", kind=WHOLE),
        column("kind", kind=StayKind),
        column("country", kind=Country, null=True),
        column("place", "place__code", null=True),
        column("holder", "holder__code", null=True, help="Code of the authority."),
        STANDING,
        *FACT,
        column("note", null=True),
    ),
)
