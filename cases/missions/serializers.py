"""What missions and counterpart bodies look like outside."""

from cases.core.addresses import address_of
from cases.core.shapes import ADDRESS, FLAG, Column, Shape, column
from cases.missions.choices import AuthorityKind, MissionKind
from cases.places.choices import Country

MISSION = Shape(
    "Mission",
    (
        column("code"),
        column("name"),
        column("name_vi", null=True),
        column("kind", kind=MissionKind),
        column("country", kind=Country),
        column("city", null=True),
        column("zone", help="Time zone, as in the IANA database."),
        column("phone", null=True),
        column("email", null=True),
        column("address", null=True),
        column("verified", kind=FLAG),
        column("source", null=True),
        Column("url", ("code",), ADDRESS, make=lambda code: address_of("missions", code)),
    ),
)

AUTHORITY = Shape(
    "Authority",
    (
        column("code"),
        column("name"),
        column("name_vi", null=True),
        column("name_local", null=True),
        column("country", kind=Country),
        column("kind", kind=AuthorityKind),
        column("verified", kind=FLAG),
        column("source", null=True),
        Column("url", ("code",), ADDRESS, make=lambda code: address_of("authorities", code)),
    ),
)
