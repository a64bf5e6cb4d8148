"""What an entry of the record looks like outside."""

from typing import Any

from cases.core import present
from cases.core.actor import Actor
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
    of_the_machine,
    require_all,
)
from cases.missions.choices import Role
from cases.record.numbers import counts, name_of
from cases.record.pages.chain import Standing

ENTRY_ROW = Shape(
    "EntryRow",
    (
        column(
            "id",
            kind=WHOLE,
            null=True,
            help="Number of the entry, with gaps; numbers are for headquarters, null elsewhere.",
        ),
        Column("reference", ("id",), TEXT, make=str, help="Names the entry in addresses."),
        of_the_machine("at", help="When, by the clock of the work."),
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
        column("link", "link__seq", WHOLE, null=True, help="Its place in the chain; as `id`."),
        Column(
            "is_linked",
            ("link__seq",),
            FLAG,
            make=lambda seq: seq is not None,
            help="Whether it is in the chain; while a worker runs, waiting takes seconds.",
        ),
        Column("url", ("id",), ADDRESS, make=lambda number: address_of("record", str(number))),
    ),
)


def parts(**properties: Schema) -> Schema:
    """Return an object of these parts, all of them required."""
    return require_all(closed_object() | {"properties": properties})


SEAL = nullable(parts(at=MOMENT, link=nullable(WHOLE), holds=FLAG))
CHAIN = nullable(
    parts(
        link=nullable(WHOLE),
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


def names_of(actor: Actor, number: int) -> dict[str, Any]:
    """Return how an entry is called for who reads no numbers of the record."""
    name = name_of(actor, number)
    return {"id": None, "reference": name, "link": None, "url": address_of("record", name)}


def named(actor: Actor, row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of the list as this reader is shown it."""
    return row if counts(actor) else row | names_of(actor, row["id"])


def unnumbered(chain: dict[str, Any]) -> dict[str, Any]:
    """Return the place of an entry without numbers and without the link before it."""
    seal = chain["seal"]
    return chain | {"link": None, "before": None, "seal": seal and seal | {"link": None}}


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
        else {"at": present.shown(seal.at), "link": seal.seq, "holds": standing.seal_holds},
    }
