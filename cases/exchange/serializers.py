"""What tokens look like outside: never the token itself."""

from cases.core.addresses import address_of
from cases.core.offered import OFFERED
from cases.core.shapes import ADDRESS, UUID, WHOLE, Column, Schema, Shape, column, of_the_machine
from cases.exchange.choices import NARROWING
from cases.missions.choices import Role, StaffKind

SCOPES: Schema = {"type": "array", "items": {"type": "string", "enum": NARROWING}}
TOKEN_ROW = Shape(
    "TokenRow",
    (
        column("uuid", kind=UUID),
        column("label"),
        column("holder", "user__username", help="User name of the account it acts for."),
        column("holder_kind", "user__kind", StaffKind),
        column(
            "made_by", "made_by__username", null=True, help="Null: by nobody that is on record."
        ),
        column("mission", "posting__mission__code"),
        column("role", "posting__role", Role),
        column(
            "scopes", kind=SCOPES, null=True, help="What it is for; null: all that the role may do."
        ),
        of_the_machine("created_at", "created"),
        of_the_machine("last_used_at", null=True),
        of_the_machine("expires_at", "expiry", null=True),
        of_the_machine("revoked_at", null=True),
        column("version", kind=WHOLE),
        Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of("tokens", str(uuid))),
    ),
)
TOKEN = TOKEN_ROW.with_more(
    "Token",
    also=(OFFERED,),
)
