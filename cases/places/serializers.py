"""What places and provinces look like outside."""

from decimal import Decimal

from cases.core.addresses import address_of
from cases.core.shapes import ADDRESS, DAY, DECIMAL, FLAG, TEXT, UUID, WHOLE, Column, Shape, column
from cases.places.choices import Country, Generation, PlaceKind


def decimal_text(value: Decimal | None) -> str | None:
    """Return a coordinate as text, so that no digit is lost on the way."""
    return None if value is None else str(value)


PROVINCE = Shape(
    "Province",
    (
        column("code"),
        column("name"),
        column("generation", kind=Generation),
        column("successor", "successor__code", null=True, help="The province it went into."),
        Column("url", ("code",), ADDRESS, make=lambda code: address_of("provinces", code)),
        Column(
            "history_url",
            ("code",),
            ADDRESS,
            make=lambda code: address_of("provinces", code, "history"),
        ),
        column("version", kind=WHOLE, help="Send it along with a correction."),
    ),
)

PLACE = Shape(
    "Place",
    (
        column("code"),
        column("uuid", kind=UUID),
        column("name"),
        column("name_vi", null=True),
        column("name_fr", null=True),
        column("name_local", null=True),
        column("kind", kind=PlaceKind),
        column("country", kind=Country),
        column("position.latitude", "latitude", DECIMAL, make=decimal_text),
        column("position.longitude", "longitude", DECIMAL, make=decimal_text),
        column("position.accuracy_m", "accuracy_m", WHOLE),
        column("verified", kind=FLAG),
        column("source", null=True),
        column("operator", null=True),
        column("opposite", "opposite__code", TEXT, null=True, help="Across the border."),
        column("note", null=True),
        column("valid_from", kind=DAY, null=True, help="First day in force."),
        column("valid_until", kind=DAY, null=True, help="Last day in force."),
        Column("url", ("code",), ADDRESS, make=lambda code: address_of("places", code)),
        Column(
            "history_url",
            ("code",),
            ADDRESS,
            make=lambda code: address_of("places", code, "history"),
        ),
        column("version", kind=WHOLE, help="Send it along with a correction."),
    ),
    optional=frozenset({"position"}),
)
