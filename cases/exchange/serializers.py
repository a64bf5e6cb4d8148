"""What tokens look like outside: never the token itself."""

from cases.core.addresses import address_of
from cases.core.shapes import ADDRESS, MOMENT, UUID, WHOLE, Column, Shape, column
from cases.missions.choices import Role

TOKEN_ROW = Shape(
    "TokenRow",
    (
        column("uuid", kind=UUID),
        column("label"),
        column("mission", "posting__mission__code"),
        column("role", "posting__role", Role),
        column("created_at", "created", MOMENT),
        column("last_used_at", kind=MOMENT, null=True),
        column("expires_at", "expiry", MOMENT, null=True),
        column("revoked_at", kind=MOMENT, null=True),
        column("version", kind=WHOLE),
        Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of("tokens", str(uuid))),
    ),
)
TOKEN = TOKEN_ROW.with_more(
    "Token",
    also=(("actions", {"type": "array", "items": {"$ref": "#/components/schemas/Action"}}),),
)
