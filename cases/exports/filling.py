"""Filling the file of an export: read in one go as of one moment, written row by row.

The rows are read in a transaction that only reads; nothing of the file can be had before a second,
short one has put on record which rows stand in it and has named the file.
"""

from array import array
from collections.abc import Callable
from dataclasses import dataclass
from itertools import batched
from typing import Any, Final
from uuid import UUID

from django.utils import translation

from cases.core import present, store
from cases.core.actor import SYSTEM, Actor
from cases.core.context import eyes
from cases.core.disclosure import disclose_rows
from cases.core.errors import Refused
from cases.core.jobs.beside import told_beside
from cases.core.steady import steady_reading
from cases.core.store import LongFile
from cases.exports.choices import ExportState, ExportStop
from cases.exports.ending import let_go
from cases.exports.kinds import KINDS, Kind
from cases.exports.kinds.kind import AT_ONCE
from cases.exports.models import Export
from cases.exports.notices import tell_asker
from cases.exports.rules import rules
from cases.exports.writing import Table, writer_of

IDS_IN_ENTRY: Final = 5_000
UPDATE_DONE: Final = """
update cases_export set done = %s where id = %s and state = 'writing' and round = %s
"""


@dataclass(frozen=True, slots=True)
class Filled:
    """A file that was written, and which rows stand in it."""

    key: UUID
    size: int
    digest: str
    ids: "array[int]"


class GrewError(Exception):
    """There are clearly more rows than were counted and decided on."""


def fill(actor: Actor, export: Export, why_over: Callable[[], str]) -> None:
    """Write the file and name it.

    It stops where there are clearly more rows than were counted, and where what was asked for is
    no longer in sight of whoever asked. A reading lasts minutes: who asked may have been stopped
    meanwhile, and then there is no file.
    """
    try:
        with store.keep_long() as file:
            ids = write_rows(actor, export, file)
    except GrewError:
        stop(actor, export, ExportStop.GREW)
        return
    except Refused:
        stop(actor, export, ExportStop.OUT_OF_SIGHT)
        return
    if why := why_over():
        store.remove(file.key)
        stop(SYSTEM, export, why)
        return
    name_file(actor, export, Filled(file.key, file.size, file.digest.hexdigest(), ids))


def write_rows(actor: Actor, export: Export, file: LongFile) -> "array[int]":
    """Write all rows, and return their ids; progress is told beside."""
    kind, ids = KINDS[export.kind], array("q")

    def tell(cursor: Any, done: int) -> None:
        cursor.execute(UPDATE_DONE, [done, export.pk, export.round])

    with (
        translation.override(export.language),
        told_beside(actor, tell) as told,
        steady_reading(actor),
    ):
        writer = writer_of(export.format)(file, table_of(kind, export, actor))
        for some in batched(kind.read(actor, export.asks), AT_ONCE):
            for row in some:
                writer.write(row)
                ids.append(row[-1])
            if grew(export, len(ids)):
                raise GrewError
            told(len(ids))
        writer.end()
    return ids


def table_of(kind: Kind, export: Export, actor: Actor) -> Table:
    """Return what the writers need to know."""
    headings = tuple(rules().heading(kind.code, name, export.language) for name in kind.names)
    return Table(kind, headings, actor.clock)


def grew(export: Export, rows: int) -> bool:
    """Return whether there are more rows than whoever decided had before her."""
    if not export.needs_second and rules().needs_second(export.kind, rows):
        return True
    return rules().has_grown(export.counted, rows)


def locked(actor: Actor, export: Export) -> Export | None:
    """Return the export, locked, if this very work is still wanted."""
    rows = Export.objects.visible_to(actor).select_for_update(of=("self",), no_key=True)
    return rows.filter(pk=export.pk, state=ExportState.WRITING, round=export.round).first()


def stop(actor: Actor, export: Export, because: str) -> None:
    """End it with the reason."""
    with eyes(actor):
        now = locked(actor, export)
        if now is not None:
            let_go(now, ExportState.STOPPED, because)
            tell_asker("export_stopped", now)


def name_file(actor: Actor, export: Export, filled: Filled) -> None:
    """Put on record which rows stand in the file, and let it be taken from here on.

    An export that was withdrawn or begun anew meanwhile has no file; the bytes go.
    """
    with eyes(actor):
        now = locked(actor, export)
        if now is None:
            store.remove(filled.key)
            return
        disclose_file(now, filled)
        now.state, now.stored = ExportState.READY, filled.key
        now.rows = now.done = len(filled.ids)
        now.size, now.digest = filled.size, filled.digest
        now.ready_at = present.now()
        now.expires_at = now.ready_at + rules().lasts
        now.save(
            update_fields=[
                *("state", "stored", "rows", "done", "size", "digest", "ready_at", "expires_at"),
            ]
        )
        tell_asker("export_ready", now, rows=len(filled.ids))


def disclose_file(export: Export, filled: Filled) -> None:
    """Put on record which rows were written, some thousand in an entry; what made several, once."""
    kind = KINDS[export.kind]
    name = f"export_{kind.code}"
    by = [*sorted(export.asks), f"purpose:{export.purpose}"]
    for some in batched(dict.fromkeys(filled.ids), IDS_IN_ENTRY):
        disclose_rows(f"{kind.event}.exported", name, kind.model, list(some), by=by)
