"""What accounts and sessions look like outside: no digest, no secret, nothing that opens one."""

from typing import Any

from django.conf import settings

from cases.accounts.pages.sessions import agent_words
from cases.core.addresses import address_of
from cases.core.offered import OFFERED
from cases.core.shapes import (
    ADDRESS,
    DAY,
    FLAG,
    TEXT,
    UUID,
    Column,
    Schema,
    Shape,
    closed_object,
    column,
    of_the_machine,
    require_all,
)
from cases.missions.choices import Language, Role, StaffKind
from cases.missions.models import Posting

STAFF_ROW = Shape(
    "StaffRow",
    (
        column("username"),
        column("full_name"),
        column("kind", kind=StaffKind),
        column("purpose", null=True, help="What a service account is for."),
        column("contact", null=True, help="Whom to ask about a service account."),
        column("email", null=True),
        Column(
            "language",
            ("language",),
            Language,
            make=lambda chosen: chosen or settings.LANGUAGE_CODE,
            help="In which mails are written. Until one is chosen, pages ask the browser.",
        ),
        column("zone", null=True, help="Own time zone; null: that of the mission."),
        column("is_active", kind=FLAG, help="Whether the account is open."),
        column("is_mailed", kind=FLAG, help="Whether notices are mailed as well."),
        of_the_machine("last_login", null=True),
        Column("url", ("username",), ADDRESS, make=lambda name: address_of("staff", name)),
    ),
)
POSTING: Schema = require_all(
    closed_object()
    | {
        "properties": {
            "mission": TEXT,
            "role": TEXT | {"enum": Role.values},
            "starts_on": DAY,
            "ends_on": DAY | {"type": ["string", "null"]},
        }
    }
)
STAFF = STAFF_ROW.with_more(
    "Staff",
    also=(
        ("has_second_factor", FLAG),
        ("postings", {"type": "array", "items": POSTING}),
        OFFERED,
    ),
)
SESSION = Shape(
    "Session",
    (
        column("uuid", kind=UUID),
        of_the_machine("started_at"),
        of_the_machine("seen_at", help="When it was last used, to about a minute."),
        of_the_machine("expires_at", "expire_date", help="It ends then if it is not used."),
        column("address", null=True, help="Address of the network from which it was begun."),
        Column("browser", ("agent",), TEXT, make=agent_words, help="As the browser says itself."),
        Column(
            "end_url",
            ("uuid",),
            ADDRESS,
            make=lambda uuid: address_of("sessions", str(uuid), "end"),
            help="Post there to end it.",
        ),
    ),
)


def posting_out(row: Posting) -> dict[str, Any]:
    """Return one posting of a member of staff."""
    return {
        "mission": row.mission.code,
        "role": row.role,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
    }
