"""What a citizen looks like outside, alone and as the person of a case."""

from collections.abc import Iterable
from datetime import date, datetime, time

from cases.citizens.choices import (
    Answer,
    ContactKind,
    DocumentKind,
    DocumentStatus,
    NameKind,
    NationalityStatus,
    Relation,
    Script,
    Sex,
    Whose,
)
from cases.core.addresses import address_of
from cases.core.offered import OFFERED
from cases.core.partial import PartialDate
from cases.core.precision import iso_between
from cases.core.shapes import (
    ADDRESS,
    AS_KNOWN,
    DAY,
    FLAG,
    MOMENT,
    TEXT,
    UUID,
    WHOLE,
    Column,
    Schema,
    Shape,
    column,
)
from cases.places.choices import ZONE_OF_COUNTRY, Country

PARTIAL: Schema = {
    "type": "string",
    "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
    "examples": ["1998", "1998-04", "1998-04-12"],
}
WHEREABOUTS = (
    ("country", "now_country"),
    ("place.code", "now_place__code"),
    ("place.name", "now_place__name"),
    ("holder.code", "now_holder__code"),
    ("holder.name", "now_holder__name"),
)


def birth_text(first: date | None, precision: str) -> str | None:
    """Return the birth date as precise as it is known."""
    return None if first is None else str(PartialDate(first, precision))


def identity(prefix: str = "", group: str = "") -> Iterable[Column]:
    """Return who the person is; `prefix` leads to the citizen, `group` names the object."""
    yield column(f"{group}uuid", f"{prefix}uuid", UUID)
    yield column(f"{group}full_name", f"{prefix}full_name")
    yield column(f"{group}sex", f"{prefix}sex", Sex)
    yield Column(
        f"{group}birth",
        (f"{prefix}birth_on", f"{prefix}birth_precision"),
        PARTIAL,
        null=True,
        make=birth_text,
    )
    yield column(
        f"{group}nationality", f"{prefix}nationality", Country, null=True, help="Null: not known."
    )
    yield column(
        f"{group}nationality_status",
        f"{prefix}nationality_status",
        NationalityStatus,
        help="What has been decided; never implied.",
    )
    yield Column(
        f"{group}url",
        (f"{prefix}uuid",),
        ADDRESS,
        make=lambda uuid: address_of("citizens", str(uuid)),
    )


def whereabouts(prefix: str, zone: str) -> Iterable[Column]:
    """Return where the person is now as far as known; `prefix` leads to the citizen.

    `zone` is the column of the zone that counts where no country is known.
    """
    for name, source in WHEREABOUTS:
        kind = Country if name == "country" else {"type": "string"}
        yield column(f"whereabouts.{name}", f"{prefix}{source}", kind, null=name == "country")
    yield Column(
        "whereabouts.since",
        (f"{prefix}now_from", f"{prefix}now_since", f"{prefix}now_country", zone),
        AS_KNOWN,
        null=True,
        make=since_in,
    )


def since_in(
    first: datetime | None, last: datetime | None, country: str, zone: str | None
) -> str | None:
    """Return since when a person is where they are, in the zone of that country, else `zone`."""
    return iso_between(first, last, ZONE_OF_COUNTRY.get(country), zone)


PLACES = frozenset({"whereabouts.place", "whereabouts.holder"})

CITIZEN_ROW = Shape(
    "CitizenRow",
    (
        *identity(),
        column(
            "same_person",
            "stands_for",
            UUID,
            null=True,
            help="The record that stands for the person, where this one is a double of it.",
        ),
        column(
            "also_known_as",
            "other_names",
            {"type": "array", "items": TEXT},
            help="Full names on the other records of the person.",
        ),
        *whereabouts("", "own_zone"),
        column("anonymised_at", kind=MOMENT, null=True, help="Null unless she was forgotten."),
        column("version", kind=WHOLE),
    ),
    optional=PLACES,
)

RECORD = column("record", "citizen__uuid", UUID, help="On which record of the person it stands.")

NAME = Shape(
    "CitizenName",
    (
        RECORD,
        column("uuid", kind=UUID),
        column("kind", kind=NameKind),
        column("value"),
        column("script", kind=Script),
        column("source_detail", null=True),
        column("recorded_at", kind=MOMENT),
        column("withdrawn_at", kind=MOMENT, null=True),
    ),
)
UNSAFE = (
    column("is_unsafe", kind=FLAG, help="To call there may harm somebody."),
    column("unsafe_why", null=True),
)
CONTACT_POINT = Shape(
    "ContactPoint",
    (
        RECORD,
        column("uuid", kind=UUID),
        column("kind", kind=ContactKind),
        column("value"),
        column("whose", kind=Whose),
        *UNSAFE,
        column("note", null=True),
        column("recorded_at", kind=MOMENT),
        column("withdrawn_at", kind=MOMENT, null=True),
    ),
)
HOUR: Schema = {"type": "string", "examples": ["20:00"]}


def hour(value: time | None) -> str | None:
    """Return a time of day without seconds."""
    return f"{value:%H:%M}" if value is not None else None


SAFE_CONTACT = Shape(
    "SafeContact",
    (
        RECORD,
        column("uuid", kind=UUID),
        column("contact_point", "contact_point__uuid", UUID, null=True, help="Which one to use."),
        column("way", null=True),
        Column("hours_from", ("hours_from",), HOUR, null=True, make=hour),
        Column("hours_until", ("hours_until",), HOUR, null=True, make=hour),
        column("zone", null=True, help="Time zone in which the hours are meant."),
        column("pretext", null=True, help="Who we say we are."),
        column("never", null=True),
        column("no_voicemail", kind=FLAG),
        column("no_text", kind=FLAG),
        column("recorded_at", kind=MOMENT),
        column("ended_at", kind=MOMENT, null=True, help="Null for the rules that hold now."),
        column("end_reason", null=True),
    ),
)
"""Without the code phrase, which is for whoever is about to call and nobody else."""

DOCUMENT = Shape(
    "IdentityDocument",
    (
        RECORD,
        column("uuid", kind=UUID),
        column("kind", kind=DocumentKind),
        column("number", null=True),
        column("country", kind=Country, null=True, help="Who issued it, if that is known."),
        column("status", kind=DocumentStatus),
        column("issued_on", kind=DAY, null=True),
        column("expires_on", kind=DAY, null=True),
        column("holder_name", null=True),
        column("note", null=True),
        column("recorded_at", kind=MOMENT),
        column("withdrawn_at", kind=MOMENT, null=True),
    ),
)
RELATIVE = Shape(
    "Relative",
    (
        RECORD,
        column("uuid", kind=UUID),
        column("full_name"),
        column("relation", kind=Relation),
        column("phone", null=True),
        column("may_be_informed", kind=Answer, help="The wish of the citizen."),
        *UNSAFE,
        column("note", null=True),
        column("recorded_at", kind=MOMENT),
        column("withdrawn_at", kind=MOMENT, null=True),
    ),
)
ATTACHED = {
    "names": NAME,
    "contact_points": CONTACT_POINT,
    "safe_contacts": SAFE_CONTACT,
    "documents": DOCUMENT,
    "relatives": RELATIVE,
}


def list_of(shape: Shape) -> Schema:
    """Return the schema of a list of rows of another shape."""
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{shape.name}"}}


DECISION: Schema = {
    "type": ["object", "null"],
    "description": "Whose answer decided the nationality; null where none did, or you see none.",
    "additionalProperties": False,
    "properties": {
        "body": TEXT,
        "authority": {"type": ["string", "null"]},
        "day": DAY,
        "number": {"type": ["string", "null"]},
    },
    "required": ["body", "authority", "day", "number"],
}

CITIZEN = CITIZEN_ROW.with_more(
    "Citizen",
    (
        column("family_name", null=True),
        column("middle_name", null=True),
        column("given_name", null=True),
        column("birth_place", null=True),
        column("origin.province", "origin_province__code", null=True),
        column("origin.commune", "origin_commune", null=True),
        column("note", null=True),
        column("registered_by", "registered_by__code", help="Code of the mission."),
        column("registered_at", kind=MOMENT),
    ),
    also=(
        *((name, list_of(shape)) for name, shape in ATTACHED.items()),
        ("nationality_decision", DECISION),
        ("crossings_url", ADDRESS),
        ("stays_url", ADDRESS),
        OFFERED,
    ),
)
