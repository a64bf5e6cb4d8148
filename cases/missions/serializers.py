"""What missions and counterpart bodies look like outside."""

from datetime import time
from typing import Any

from cases.core.addresses import address_of
from cases.core.fields.dates import CLOCK
from cases.core.shapes import (
    ADDRESS,
    DAY,
    FLAG,
    MOMENT,
    TEXT,
    UUID,
    WHOLE,
    Column,
    Naming,
    Schema,
    Shape,
    closed_object,
    column,
    require_all,
)
from cases.missions.calendars import PublicDay
from cases.missions.choices import AuthorityKind, ClosureKind, MissionKind, OfficeWay
from cases.places.choices import Country

TIME_OF_DAY: Schema = {"type": "string", "pattern": f"^{CLOCK.pattern}$"}
WEEKDAYS: Schema = {
    "type": "array",
    "items": {"type": "integer", "minimum": 0, "maximum": 6},
    "description": "Days of weekly rest; 0 is Monday.",
}


def clock(value: time) -> str:
    """Return a time of day as hours and minutes."""
    return f"{value:%H:%M}"


MISSION = Shape(
    "Mission",
    (
        column("code"),
        column("name"),
        column("name_vi", null=True),
        column("name_fr", null=True),
        column("kind", kind=MissionKind),
        column("country", kind=Country),
        column("city", null=True),
        column("zone", help="Time zone, as in the IANA database."),
        column("phone", null=True),
        column("email", null=True),
        column("address", null=True),
        column("place", "place__code", null=True, help="Where a reception point stands."),
        Column("office.opens", ("office_opens",), TIME_OF_DAY, make=clock),
        Column("office.closes", ("office_closes",), TIME_OF_DAY, make=clock),
        column("office.weekend", "weekend", WEEKDAYS, help="Empty: that of the host country."),
        column("verified", kind=FLAG),
        column("source", null=True),
        column("valid_from", kind=DAY, null=True, help="First day in force."),
        column("valid_until", kind=DAY, null=True, help="Last day in force."),
        Column("url", ("code",), ADDRESS, make=lambda code: address_of("missions", code)),
        Column(
            "history_url",
            ("code",),
            ADDRESS,
            make=lambda code: address_of("missions", code, "history"),
        ),
        column("version", kind=WHOLE, help="Send it along with a correction."),
        Column(
            "calendar_url",
            ("code",),
            ADDRESS,
            make=lambda code: address_of("missions", code, "calendar"),
        ),
    ),
)

CLOSURE = Shape(
    "Closure",
    (
        column("uuid", kind=UUID),
        column("mission", "mission__code"),
        column("starts_on", kind=DAY),
        column("ends_on", kind=DAY),
        column("kind", kind=ClosureKind),
        column("reason"),
        column("recorded_at", kind=MOMENT),
        column("withdrawn_at", kind=MOMENT, null=True),
        column("withdraw_reason", null=True),
        Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of("closures", str(uuid))),
    ),
)


OFFICE_CONTACT = Shape(
    "OfficeContact",
    (
        column("code"),
        column("mission", "mission__code", null=True),
        column("authority", "authority__code", null=True),
        column("desk"),
        column("way", kind=OfficeWay),
        column("value"),
        column("hours", null=True),
        column("verified", kind=FLAG),
        column("source", null=True),
        column("valid_from", kind=DAY, null=True, help="First day in force."),
        column("valid_until", kind=DAY, null=True, help="Last day in force."),
        Column("url", ("code",), ADDRESS, make=lambda code: address_of("office-contacts", code)),
        Column(
            "history_url",
            ("code",),
            ADDRESS,
            make=lambda code: address_of("office-contacts", code, "history"),
        ),
        column("version", kind=WHOLE, help="Send it along with a correction."),
    ),
)


def calendar_schema(naming: Naming) -> Schema:
    """Return the schema of a calendar: what rests, what is worked, and what was entered."""
    public = closed_object()
    public["properties"] = {
        "day": DAY,
        "name": TEXT | {"description": "In the language asked for; empty for a day worked."},
        "countries": {"type": "array", "items": TEXT},
        "is_worked": FLAG | {"description": "A day of rest worked in exchange for another."},
        "entry": {
            "type": ["string", "null"],
            "description": "The code of the entry in /country-days/ that says so, if one does.",
        },
    }
    schema = closed_object()
    schema["properties"] = {
        "mission": TEXT,
        "from": DAY,
        "until": DAY,
        "zone": TEXT,
        "opens": TIME_OF_DAY,
        "closes": TIME_OF_DAY,
        "weekend": WEEKDAYS,
        "working_days": WHOLE | {"description": "From the first to the last day, both included."},
        "public_days": {"type": "array", "items": require_all(public)},
        "closures": {"type": "array", "items": CLOSURE.schema(naming)},
        "unknown_countries": {
            "type": "array",
            "items": TEXT,
            "description": "Countries whose public holidays are not known here.",
        },
    }
    return require_all(schema)


def public_day_out(row: PublicDay) -> dict[str, Any]:
    """Return one public day."""
    return {
        "day": row.day,
        "name": row.name,
        "countries": list(row.countries),
        "is_worked": row.is_worked,
        "entry": row.entry or None,
    }


AUTHORITY = Shape(
    "Authority",
    (
        column("code"),
        column("name"),
        column("name_vi", null=True),
        column("name_fr", null=True),
        column("name_local", null=True),
        column("country", kind=Country),
        column("kind", kind=AuthorityKind),
        column("verified", kind=FLAG),
        column("source", null=True),
        column("valid_from", kind=DAY, null=True, help="First day in force."),
        column("valid_until", kind=DAY, null=True, help="Last day in force."),
        Column("url", ("code",), ADDRESS, make=lambda code: address_of("authorities", code)),
        Column(
            "history_url",
            ("code",),
            ADDRESS,
            make=lambda code: address_of("authorities", code, "history"),
        ),
        column("version", kind=WHOLE, help="Send it along with a correction."),
    ),
)
