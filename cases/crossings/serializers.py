"""What the points of a person's way look like outside."""

from datetime import datetime

from cases.citizens.choices import Answer
from cases.citizens.serializers import RECORD
from cases.core.facts import Source
from cases.core.precision import iso_between
from cases.core.shapes import (
    AS_KNOWN,
    FLAG,
    MOMENT,
    UUID,
    WHOLE,
    Column,
    Shape,
    as_known_between,
    column,
)
from cases.crossings.choices import Manner, StayKind
from cases.places.choices import ZONE_OF_COUNTRY, Country

KNOWN = (
    column("recorded_at", kind=MOMENT, help="Since when it is known."),
    column("voided_at", kind=MOMENT, null=True),
    column("void_reason", null=True),
    column("source", kind=Source),
    column("source_detail", null=True),
    column("operation"),
    column("recorded_by", "recorded_by__username", null=True),
    column("recorded_for", "recorded_for__code", null=True, help="Code of the mission."),
)
FACT = (as_known_between("occurred_at", "occurred_from", "recorded_for__zone"), *KNOWN)
STANDING = Column("is_standing", ("voided_at",), FLAG, make=lambda voided_at: voided_at is None)


def iso_there(first: datetime | None, last: datetime | None, *said: str | None) -> str | None:
    """Return a moment at one of the countries said, else in the zone that is said last."""
    *countries, zone = said
    return iso_between(first, last, *(ZONE_OF_COUNTRY.get(code or "") for code in countries), zone)


def occurred_there(*countries: str) -> Column:
    """Return the column of a moment at one of the places, else at the mission."""
    sources = ("occurred_from", "occurred_at", *countries, "recorded_for__zone")
    return Column("occurred_at", sources, AS_KNOWN, make=iso_there)


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
        occurred_there("entered_at__country", "left_from__country"),
        *KNOWN,
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
        occurred_there("place__country"),
        *KNOWN,
        column("note", null=True),
    ),
)
