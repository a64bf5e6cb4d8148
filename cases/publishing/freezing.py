"""Freezing figures: what each case counts in, the values that follow, and the digest over all."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import connection

from cases.core import present
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.incidents.models import Incident
from cases.publishing.definitions.accounted import Behind, statement_of
from cases.publishing.definitions.catalogue import Definition
from cases.publishing.models import Snapshot, SnapshotCase, SnapshotValue, cell_of

Cells = Mapping[int, tuple[str, ...]]
"""Case -> the numbers in which it counts."""

SOON: Final = timedelta(hours=1)
IN_MEMORY: Final = """
select set_config('work_mem', '64MB', true), set_config('random_page_cost', '1.1', true)
"""
WRITE: Final = """
insert into cases_snapshotcase (snapshot_id, case_id, cells)
select %s, said.case_id, string_to_array(said.cells, '|')
from unnest(%s::bigint[], %s::text[]) as said(case_id, cells)
"""

BY_FORMER_RULES: Final = """
select count(*) from unnest(%(cases)s::bigint[]) as c(id)
where 'duplicate' = (select last.to_outcome from cases_transition as last
    where last.case_id = c.id and stands(last.recorded_at, last.voided_at, %(known)s)
    order by last.occurred_at desc, last.number desc limit 1)
  and c.id not in (select case_id from figure_doubles(%(cases)s::bigint[], %(known)s))
  or %(by_last)s and exists (
    with point as (
      select way.name, way.occurred_from, way.occurred_at from cases_case as own
      join cases_citizen as record on record.id = own.citizen_id
      join cases_citizen as same
        on coalesce(same.head_id, same.id) = coalesce(record.head_id, record.id)
      join (
        select citizen_id, occurred_from, occurred_at, 'c' || id as name from cases_crossing
        union all select citizen_id, occurred_from, occurred_at, 's' || id from cases_stay
      ) as way on way.citizen_id = same.id
      where own.id = c.id
    )
    select from point as wide join point as narrow on narrow.name <> wide.name
      and (narrow.occurred_from, narrow.occurred_at) <> (wide.occurred_from, wide.occurred_at)
      and narrow.occurred_from >= wide.occurred_from and narrow.occurred_at <= wide.occurred_at
      or narrow.name < wide.name and either_way(narrow.occurred_from, narrow.occurred_at,
        wide.occurred_from, wide.occurred_at))
"""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A snapshot with the cases behind its numbers."""

    snapshot: Snapshot
    cells: Cells

    @property
    def values(self) -> dict[str, int]:
        """Each number by its address: nought for a total that nobody counts in."""
        found = Counter({definition.code: 0 for definition in self.snapshot.figures})
        for cells in self.cells.values():
            found.update(cells)
        return dict(sorted(found.items()))


def counted(
    incident: Incident,
    chosen: Sequence[Definition],
    as_of: datetime,
    known: datetime,
    of: Behind | None = None,
) -> Cells:
    """Return who counts where, as the present eyes see it; of some people alone where given."""
    zone = incident.zone
    statement, values = statement_of(chosen, incident.pk, zone, as_of, known, of=of)
    with connection.cursor() as cursor:
        # As the function of the totals has it: a large incident is sorted in memory.
        cursor.execute(IN_MEMORY)
        cursor.execute(statement, values)
        return {case_id: tuple(cells) for case_id, cells in cursor.fetchall()}


def digest_of(frozen: Frozen) -> str:
    """Return the SHA-256 over moments, definitions, values and cases, the same on every machine."""
    snapshot = frozen.snapshot
    said = {
        "incident": snapshot.incident.code,
        "number": snapshot.number,
        "as_of": snapshot.as_of.astimezone(UTC).isoformat(),
        "known_at": snapshot.known_at.astimezone(UTC).isoformat(),
        "definitions": snapshot.definitions,
        "values": frozen.values,
        "cases": [[case_id, sorted(cells)] for case_id, cells in sorted(frozen.cells.items())],
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def keep_cases(snapshot: Snapshot, cells: Cells) -> None:
    """Write cases of a snapshot that is not frozen yet."""
    ids = list(cells)
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [snapshot.pk, ids, ["|".join(cells[case_id]) for case_id in ids]])


def freeze(frozen: Frozen, moment: datetime) -> None:
    """Write the values that follow from the cases, then the digest: nothing is added any more."""
    open_ones = {row.code for row in frozen.snapshot.figures if row.is_open}
    SnapshotValue.objects.bulk_create(
        SnapshotValue(
            snapshot=frozen.snapshot,
            figure=figure,
            dimension=dimension,
            key=key,
            count=count,
            is_open=not dimension and figure in open_ones,
        )
        for figure, dimension, key, count in parted(frozen.values)
    )
    snapshot = frozen.snapshot
    snapshot.digest, snapshot.frozen_at = digest_of(frozen), moment
    snapshot.save(update_fields=["digest", "frozen_at"])


def parted(values: Mapping[str, int]) -> Iterator[tuple[str, str, str, int]]:
    """Yield figure, dimension, key and number of each address."""
    for cell, count in values.items():
        figure, dimension, key = (*cell.split("/", 2), "", "")[:3]
        yield figure, dimension, key, count


def kept(snapshot: Snapshot) -> Frozen:
    """Return a snapshot as its rows say."""
    rows = SnapshotCase.objects.filter(snapshot=snapshot).order_by("case_id")
    return Frozen(snapshot, {case_id: tuple(c) for case_id, c in rows.values_list("case", "cells")})


def faults_of(snapshot: Snapshot) -> list[str]:
    """Return what is not as it was frozen; with eyes that see all.

    One whose cases are still being listed after an hour; else its rows against its digest, its
    values against its rows, and the ledgers counted anew.
    """
    if snapshot.frozen_at is None:
        return ["unfrozen"] if snapshot.taken_at < present.now() - SOON else []
    frozen = kept(snapshot)
    told = {cell_of(row.figure, row.dimension, row.key): row.count for row in snapshot.values.all()}
    faults = []
    if digest_of(frozen) != snapshot.digest:
        faults.append("digest")
    if told != frozen.values:
        faults.append("values")
    anew = counted(snapshot.incident, snapshot.figures, snapshot.as_of, snapshot.known_at)
    if counted_otherwise(snapshot, anew, frozen.cells):
        faults.append("ledgers")
    return faults


def counted_otherwise(snapshot: Snapshot, anew: Cells, before: Cells) -> bool:
    """Return whether some case counts otherwise than it was frozen.

    Who was closed as a duplicate without a link counts, and did not before the links decided it.
    Points of a way that are known to days alone came last of those days, or in the order of
    recording, when it was taken `by_last_instants`.
    """
    ids = [
        pk
        for pk in anew.keys() | before.keys()
        if sorted(anew.get(pk, ())) != sorted(before.get(pk, ()))
    ]
    if not ids:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            BY_FORMER_RULES,
            {"cases": ids, "known": snapshot.known_at, "by_last": snapshot.by_last_instants},
        )
        return len(ids) > int(cursor.fetchone()[0])


def wrong_snapshots(low: int, high: int) -> list[str]:
    """Return the snapshots in a range of ids of which something is wrong: the proof."""
    with eyes(SYSTEM):
        found = Snapshot.objects.filter(pk__range=(low, high)).select_related("incident")
        return [
            f"{row.incident.code} {row.number} ({', '.join(faults)})"
            for row in found
            if (faults := faults_of(row))
        ]
