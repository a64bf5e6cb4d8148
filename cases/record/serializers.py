"""What an entry of the record looks like outside."""

from typing import Any

from cases.core.addresses import address_of
from cases.core.models import AuditEntry
from cases.core.shapes import (
    ADDRESS,
    FLAG,
    MOMENT,
    TEXT,
    WHOLE,
    Column,
    Schema,
    Shape,
    closed_object,
    column,
    nullable,
    require_all,
)
from cases.missions.choices import Role
from cases.record.pages.chain import Standing

ENTRY_ROW = Shape(
    "EntryRow",
    (
        column("id", kind=WHOLE, help="Number of the entry; numbers have gaps."),
        column("at", kind=MOMENT, help="When, by the clock of the database."),
        column("actor", "kind", help="staff or system; empty where nobody was known."),
        column("staff", "staff__username", null=True, help="User name; null for the system."),
        column("role", "posting_role", Role, null=True, help="In which role."),
        column("mission", "mission_code", null=True, help="Code of the mission it came from."),
        column("operation", help="What was done: show_, list_ and the like are disclosures."),
        column("event"),
        column("outcome", kind=TEXT | {"enum": AuditEntry.Outcome.values}),
        column("code", null=True, help="Why it was refused."),
        column("case", "case_reference", null=True, help="Number of the case, if you see it."),
        column(
            "fields",
            kind={"type": "array", "items": TEXT},
            help="Names of what was filled in, of filters, or of the form; never values.",
        ),
        column("link", "link__seq", WHOLE, null=True, help="Place in the chain; null: it waits."),
        Column("url", ("id",), ADDRESS, make=lambda number: address_of("record", str(number))),
    ),
)


def parts(**properties: Schema) -> Schema:
    """Return an object of these parts, all of them required."""
    return require_all(closed_object() | {"properties": properties})


SEAL = nullable(parts(at=MOMENT, link=WHOLE, holds=FLAG))
CHAIN = nullable(
    parts(
        link=WHOLE,
        before=nullable(TEXT) | {"description": "Hash of the link before; null if it is gone."},
        hash=TEXT,
        holds=FLAG | {"description": "Computed again for this entry."},
        seal=SEAL | {"description": "The first seal that covers it."},
    )
)
ENTRY = ENTRY_ROW.with_more(
    "Entry",
    also=(
        ("what", TEXT | {"description": "In words, in the language asked for."}),
        ("about", {"type": "array", "items": TEXT}),
        ("addresses", {"type": "array", "items": TEXT}),
        ("chain", CHAIN),
    ),
)


def chain_out(standing: Standing) -> dict[str, Any] | None:
    """Return the place of an entry in the chain, None while it waits."""
    place, seal = standing.place, standing.seal
    if place is None:
        return None
    return {
        "link": place.link.seq,
        "before": None if place.before is None else place.before.hex(),
        "hash": place.link.hash.hex(),
        "holds": place.holds,
        "seal": None
        if seal is None
        else {"at": seal.at, "link": seal.seq, "holds": standing.seal_holds},
    }
