"""The chain, read link by link and computed again.

What a link must cover is asked of the tables by our own text, never of a function in the database:
whoever replaces the sealer there does not replace what is expected here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import connection

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.evidence.schema import ABOUT, REST

AT_ONCE = 20_000
COVERED = f"""
link.seq, link.entry_id, link.key, link.about, link.hash, entry.at, {ABOUT},
  {REST.format(seq="link.seq")}, entry.case_id is null and entry.citizen_id is null
  and entry.subjects = '[]'::jsonb
"""
LINKS = f"""
select {COVERED}
from cases_auditlink as link left join cases_auditentry as entry on entry.id = link.entry_id
where link.seq > %s order by link.seq limit %s
"""  # noqa: S608 - our own words
PLACE = f"""
select {COVERED},
  (select former.hash from cases_auditlink as former where former.seq = link.seq - 1)
from cases_auditlink as link join cases_auditentry as entry on entry.id = link.entry_id
where link.entry_id = %s
"""  # noqa: S608 - our own words
LAST = "select seq, hash from cases_auditlink order by seq desc limit 1"
AT = "select hash from cases_auditlink where seq = %s"
WAITING = """
with last as (
  select entry.xact, entry.id from cases_auditlink as link
  join cases_auditentry as entry on entry.id = link.entry_id order by link.seq desc limit 1
)
select count(*), min(waiting.at), array_agg(waiting.id order by waiting.id) filter (
    where (waiting.xact, waiting.id) < (last.xact, last.id)
    and last.xact < pg_snapshot_xmax(pg_current_snapshot())::text::bigint)
from cases_auditentry as waiting left join last on true
where not exists (select from cases_auditlink as link where link.entry_id = waiting.id)
"""


@dataclass(frozen=True, slots=True)
class Link:
    """One link with the entry it stands for; `at` is None where the entry is gone."""

    seq: int
    entry: int
    key: bytes | None
    about: bytes
    hash: bytes
    at: datetime | None
    about_text: str
    rest_text: str
    is_about_nothing: bool

    @property
    def is_forgotten(self) -> bool:
        """Whether what the entry is about was taken away, as when somebody is anonymised."""
        return self.key is None

    def fits(self, before: bytes) -> bool:
        """Return whether the entry still is what was linked, after the hash `before`."""
        if self.key is None:
            covered = self.is_about_nothing
        else:
            covered = sha256(self.key + self.about_text.encode()).digest() == self.about
        made = sha256(before + self.rest_text.encode() + self.about).digest()
        return covered and made == self.hash


@dataclass(frozen=True, slots=True)
class Waiting:
    """Entries that are not linked: how many, since when, and which no sealer leaves out."""

    count: int
    since: datetime | None
    behind: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands in the chain: its link and the hash before it.

    `before` is empty for the first link, None where the link before is gone.
    """

    link: Link
    before: bytes | None

    @property
    def holds(self) -> bool:
        """Whether the entry still is what was linked here, computed again."""
        return self.before is not None and self.link.fits(self.before)


def link_of(row: Sequence[Any]) -> Link:
    """Return the link of a row of the database."""
    seq, entry, key, about, digest, at, about_text, rest_text, is_nothing = row
    return Link(
        seq,
        entry,
        None if key is None else bytes(key),
        bytes(about),
        bytes(digest),
        at,
        about_text,
        rest_text,
        bool(is_nothing),
    )


def place_of(entry: int) -> Place | None:
    """Return where an entry stands, None while it waits; through the eyes of whoever asks."""
    with connection.cursor() as cursor:
        cursor.execute(PLACE, [entry])
        row = cursor.fetchone()
    if row is None:
        return None
    link = link_of(row[:-1])
    if row[-1] is None:
        return Place(link, b"" if link.seq == 1 else None)
    return Place(link, bytes(row[-1]))


def links(at_once: int = AT_ONCE) -> Iterator[Link]:
    """Yield all links in order; each chunk in a transaction of its own, so that none runs long."""
    after = 0
    while True:
        with eyes(SYSTEM), connection.cursor() as cursor:
            cursor.execute(LINKS, [after, at_once])
            rows = cursor.fetchall()
        for row in rows:
            yield link_of(row)
        if len(rows) < at_once:
            return
        after = rows[-1][0]


def last_link() -> tuple[int, str] | None:
    """Return number and hash of the last link, None where nothing is linked yet."""
    with eyes(SYSTEM), connection.cursor() as cursor:
        cursor.execute(LAST)
        row = cursor.fetchone()
    return None if row is None else (row[0], bytes(row[1]).hex())


def hash_at(seq: int) -> str:
    """Return the hash of one link, empty where there is none."""
    with eyes(SYSTEM), connection.cursor() as cursor:
        cursor.execute(AT, [seq])
        row = cursor.fetchone()
    return "" if row is None else bytes(row[0]).hex()


def waiting() -> Waiting:
    """Return what is not linked."""
    with eyes(SYSTEM), connection.cursor() as cursor:
        cursor.execute(WAITING)
        count, since, behind = cursor.fetchone()
    return Waiting(count, since, tuple(behind or ()))


def link_waiting(most: int = AT_ONCE) -> int:
    """Link the next finished entries; return how many."""
    with eyes(SYSTEM), connection.cursor() as cursor:
        cursor.execute("select seal_audit(%s)", [most])
        return int(cursor.fetchone()[0])
