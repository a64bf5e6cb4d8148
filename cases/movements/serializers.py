"""What movements look like outside: of the people on them, those whose cases the caller sees."""

from datetime import datetime
from typing import Final

from cases.core.addresses import address_of
from cases.core.offered import OFFERED
from cases.core.precision import iso_instant
from cases.core.shapes import (
    ADDRESS,
    AS_KNOWN,
    FLAG,
    MOMENT,
    TEXT,
    UUID,
    WHOLE,
    Column,
    Schema,
    Shape,
    closed_object,
    column,
    instant,
    nullable,
    require_all,
)
from cases.crossings.serializers import iso_there
from cases.movements.choices import Mode, MovementState, SeatState
from cases.movements.manifest_keys import SHOWN
from cases.places.choices import ZONE_OF_COUNTRY


def object_with(**properties: Schema) -> Schema:
    """Return the schema of an object with just these, all of them required."""
    return require_all(closed_object() | {"properties": properties})


OR_WHOLE: Final = {"type": ["integer", "null"]}
MOVEMENT_ROW = Shape(
    "MovementRow",
    (
        column("number", help="Mission, M, year, serial."),
        column("mission", "mission__code", help="The mission that organises it."),
        column("incident", "incident__code"),
        column("reception_point", "reception_point__code", null=True),
        column("title"),
        column("state", kind=MovementState),
        instant("departs_at", "mission__zone", help="Planned departure of the first leg."),
        instant("arrives_at", "mission__zone", help="Planned arrival of the last leg."),
        column("seated", kind=WHOLE, help="People with a seat, also those out of sight."),
        column("waiting", kind=WHOLE, help="People on the waiting list."),
        column("manifest", kind=WHOLE, help="Number of the last frozen list, 0 before the first."),
        column("is_changed", kind=FLAG, help="Whether it was changed since it was frozen."),
        column("version", kind=WHOLE),
        Column("url", ("number",), ADDRESS, make=lambda number: address_of("movements", number)),
    ),
)
FINDING: Final = object_with(
    code=TEXT,
    level=TEXT,
    sentence=TEXT,
    overridden=FLAG,
    law=nullable(TEXT),
    verified=FLAG,
    missing=nullable(TEXT) | {"description": "What was not found of the law; null: nothing."},
)
RIDER: Final = object_with(case=TEXT, state=TEXT, findings={"type": "array", "items": FINDING})
ESCORT: Final = object_with(kind=TEXT, name=TEXT, body=TEXT, first_leg=WHOLE, last_leg=OR_WHOLE)
NOTE: Final = object_with(
    authority=TEXT,
    number=TEXT,
    sent_on=TEXT,
    asked_for=TEXT,
    answer_due_on={"type": ["string", "null"]},
    answered_on={"type": ["string", "null"]},
    answer=TEXT,
)
MOVEMENT = MOVEMENT_ROW.with_more(
    "Movement",
    also=(
        OFFERED,
        ("passengers", {"type": "array", "items": RIDER}),
        ("escorts", {"type": "array", "items": ESCORT}),
        ("notes", {"type": "array", "items": NOTE}),
    ),
)


OF_MISSION: Final = "movement__mission__zone"


def planned_at(name: str, country: str) -> Column:
    """Return a column of an instant at a place, with the offset of its country."""
    return Column(name, (name, country, OF_MISSION), MOMENT, make=instant_at)


def instant_at(moment: datetime, country: str, zone: str) -> str:
    """Return an instant with the offset of a country, else of the mission."""
    return iso_instant(moment, ZONE_OF_COUNTRY.get(country, zone))


def told_at(act: str, country: str) -> Column:
    """Return a column of what was done at a place, in the zone of its country."""
    sources = (f"{act}_from", f"{act}_at", country, OF_MISSION)
    return Column(f"{act}_at", sources, AS_KNOWN, null=True, make=iso_there)


LEG_ROW = Shape(
    "LegRow",
    (
        column("uuid", kind=UUID),
        column("movement", "movement__number"),
        column("number", kind=WHOLE),
        column("mode", kind=Mode),
        column("from_place", "from_place__code"),
        column("to_place", "to_place__code"),
        planned_at("departs_at", "from_place__country"),
        planned_at("arrives_at", "to_place__country"),
        column("carrier"),
        column("service"),
        column("capacity", kind=WHOLE, null=True),
        column("seated", kind=WHOLE),
        told_at("departed", "from_place__country"),
        told_at("arrived", "to_place__country"),
        told_at("turned_back", "from_place__country"),
        column("dropped_at", kind=MOMENT, null=True),
    ),
)
PASSENGER_ROW = Shape(
    "PassengerRow",
    (
        column("uuid", kind=UUID),
        column("movement", "movement__number"),
        column("case", "case__reference"),
        column("state", kind=SeatState),
        column("place", kind=WHOLE, null=True, help="On the waiting list."),
        column("first_leg", kind=WHOLE),
        column("last_leg", kind=WHOLE, null=True, help="Null to the end."),
        column("seat"),
        column("ticket_name"),
        column("ticket_number"),
        column("changed_at", kind=MOMENT),
    ),
)
MANIFEST_ROW = Shape(
    "ManifestRow",
    (
        column("uuid", kind=UUID),
        column("movement", "movement__number"),
        column("number", kind=WHOLE),
        column("frozen_at", kind=MOMENT),
        column("frozen_by", "frozen_by__username", null=True),
        column("reason"),
        column("people", kind=WHOLE, help="All on the list, also those out of sight."),
        column("digest", help="SHA-256 over all lines, in hexadecimal digits."),
        Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of("manifests", str(uuid))),
    ),
)
LINE: Final = object_with(
    position=WHOLE,
    case=TEXT,
    first_leg=WHOLE,
    last_leg=OR_WHOLE,
    **dict.fromkeys(SHOWN, TEXT),
)
CHANGE: Final = object_with(case=TEXT, fields={"type": "array", "items": TEXT})
CASES: Final = {"type": "array", "items": TEXT}
MANIFEST = MANIFEST_ROW.with_more(
    "Manifest",
    also=(
        ("lines", {"type": "array", "items": LINE}),
        ("joined", CASES),
        ("left", CASES),
        ("changed", {"type": "array", "items": CHANGE}),
    ),
)
