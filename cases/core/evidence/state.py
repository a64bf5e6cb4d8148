"""How the record stands right now: what is linked, sealed, waiting, and what the last proof said.

All of it is cheap to ask. The proof itself goes through every link and is run by a command, which
puts what it found on record: whoever reads the record reads that too, with its place in the chain.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from cases.core.actor import SYSTEM
from cases.core.audit import write_entry
from cases.core.context import eyes
from cases.core.evidence.chain import waiting
from cases.core.evidence.seals import Seal, newest_seal
from cases.core.evidence.verify import UNLINKED_FOR, UNSEALED_FOR, Judgement

PROVED, PROVING, BROKEN = "record.verified", "verify_record", "record_broken"
UNPROVED_FOR = timedelta(days=7)
MOST_COUNTED = 10_000
LAST = """
select link.seq, link.hash, entry.id, entry.at, entry.xact,
  entry.xact < pg_snapshot_xmax(pg_current_snapshot())::text::bigint
from cases_auditlink as link left join cases_auditentry as entry on entry.id = link.entry_id
order by link.seq desc limit 1
"""
BEHIND = """
select count(*), min(at) from (
  select at from cases_auditentry where (xact, id) > (%s, %s) order by xact, id limit %s
) as waiting
"""
SEALED = "select hash from cases_auditlink where seq = %s"
PROOF = """
select at, outcome, subjects::text from cases_auditentry where operation = %s
order by at desc, id desc limit 1
"""


@dataclass(frozen=True, slots=True)
class LastLink:
    """The end of the chain; `entry` and `at` are None where the entry is gone."""

    seq: int
    hash: str
    entry: int | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Proof:
    """What the last run of `verify_audit` found."""

    at: datetime
    holds: bool
    links: int
    faults: int


@dataclass(frozen=True, slots=True)
class State:
    """How the record stands at one moment.

    `waiting` is counted up to a limit; `seal_fits` is whether the database still holds the link
    that was sealed last; `is_readable` is false where the file of seals could not be read.
    """

    link: LastLink | None
    waiting: int
    waiting_since: datetime | None
    seal: Seal | None
    seal_fits: bool
    is_readable: bool
    proof: Proof | None

    def is_linked_late(self, now: datetime) -> bool:
        """Whether something waits for longer than the sealer ever takes."""
        return self.waiting_since is not None and self.waiting_since < now - UNLINKED_FOR

    def is_sealed_late(self, now: datetime) -> bool:
        """Whether the last seal is older than one is ever allowed to be."""
        return self.seal is None or self.seal.at < now - UNSEALED_FOR

    def is_proved_late(self, now: datetime) -> bool:
        """Whether the last proof is older than a week."""
        return self.proof is None or self.proof.at < now - UNPROVED_FOR


def state_of_record() -> State:
    """Return how the record stands, of all missions: numbers and moments only."""
    with eyes(SYSTEM), connection.cursor() as cursor:
        cursor.execute(LAST)
        row = cursor.fetchone()
        link = LastLink(row[0], bytes(row[1]).hex(), row[2], row[3]) if row else None
        if row and not row[5]:
            # Of another server, whose transactions are numbered otherwise: looked for everywhere.
            found = waiting()
            count, since = found.count, found.since
        else:
            place = (row[4], row[2]) if row else (-1, -1)
            cursor.execute(BEHIND, [*place, MOST_COUNTED])
            count, since = cursor.fetchone()
        seal, is_readable = None, True
        try:
            seal = newest_seal()
        except OSError:
            is_readable = False
        fits = seal is not None and seal.is_marked_by_us and is_still(seal)
        return State(link, count, since, seal, fits, is_readable, last_proof())


def is_still(seal: Seal) -> bool:
    """Return whether the database holds the link with the hash that was sealed."""
    if not seal.seq:
        return True
    with connection.cursor() as cursor:
        cursor.execute(SEALED, [seal.seq])
        row = cursor.fetchone()
    return row is not None and bytes(row[0]).hex() == seal.hash


def last_proof() -> Proof | None:
    """Return what the last proof found, None where none was ever put on record."""
    with eyes(SYSTEM), connection.cursor() as cursor:
        cursor.execute(PROOF, [PROVING])
        row = cursor.fetchone()
    if row is None:
        return None
    at, outcome, subjects = row
    told: dict[str, int] = next(iter(json.loads(subjects)), {})
    return Proof(at, outcome == "done", told.get("rows", 0), told.get("faults", 0))


def put_on_record(judgement: Judgement) -> None:
    """Keep what a proof found, as an entry of the record itself."""
    faults = len(judgement.faults)
    told = {"table": "cases_auditlink", "rows": judgement.links, "faults": faults}
    with eyes(SYSTEM):
        write_entry(PROVED, PROVING, [told], refused=BROKEN if faults else "")
