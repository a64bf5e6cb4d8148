"""The difference between two snapshots of an incident, person by person, with why.

Between (T1, K1) and (T2, K2) lies (T1, K2): what counts otherwise there was learnt later or put
right, the rest happened between the two moments. Who is named is in the reader's sight; all others
are in the numbers alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule
from cases.publishing.definitions.accounted import Behind
from cases.publishing.freezing import Cells, counted
from cases.publishing.models import Snapshot, SnapshotCase, SnapshotValue
from cases.publishing.policies import refuse_unfrozen

How = Literal["came", "left"]
Why = Literal["happened", "learnt", "put_right", "one_person", "transferred", "other_definition"]

WORDS: dict[Why, Sentence] = {
    "happened": _("Happened between the two moments."),
    "learnt": _("Had happened before, and was recorded later."),
    "put_right": _("Was corrected or voided later."),
    "one_person": _("A record of the same person was linked, or a link was undone."),
    "transferred": _("The case went to another mission."),
    "other_definition": _("The figure is defined otherwise in the later snapshot."),
}
OTHER_INCIDENT: Sentence = _("The two snapshots are of two incidents.")

LINKED = """
select link.citizen_id, link.into_id from cases_sameperson as link
where (link.recorded_at > %s and link.recorded_at <= %s)
  or (link.undone_at > %s and link.undone_at <= %s)
"""


@dataclass(frozen=True, slots=True)
class Moved:
    """A case that counts in a number of one snapshot and not of the other."""

    case_id: int
    cell: str
    how: How
    why: Why


@dataclass(frozen=True, slots=True)
class Change:
    """A number of both snapshots; None where the snapshot does not have it."""

    cell: str
    before: int | None
    after: int | None


def changes(actor: Actor, earlier: Snapshot, later: Snapshot) -> list[Change]:
    """Return the totals that differ, as far as the actor may read them.

    Raises 422 for snapshots of two incidents, 409 while one of them is not frozen yet.
    """
    if earlier.incident_id != later.incident_id:
        raise broken_rule(OTHER_INCIDENT, "other_incident", "later")
    refusal = refuse_unfrozen(earlier, later)
    if refusal is not None:
        raise refusal
    before, after = (
        {row.cell: row.count for row in SnapshotValue.objects.visible_to(actor).filter(snapshot=at)}
        for at in (earlier, later)
    )
    cells = dict.fromkeys([*before, *after])
    return [
        Change(cell, before.get(cell), after.get(cell))
        for cell in cells
        if before.get(cell) != after.get(cell)
    ]


def moved(actor: Actor, earlier: Snapshot, later: Snapshot) -> list[Moved]:
    """Return who counts otherwise among the cases in the actor's sight, each with why."""
    before, after = cells_of(actor, earlier, later), cells_of(actor, later, earlier)
    differing = set(before) | set(after)
    citizens = dict(Case.objects.filter(pk__among=list(differing)).values_list("pk", "citizen_id"))
    of = Behind(sorted(set(citizens.values())), sorted(citizens))
    between = counted(earlier.incident, earlier.figures, earlier.as_of, later.known_at, of)
    versions = {row.code: row.version for row in earlier.figures}
    changed = {row.code for row in later.figures if versions.get(row.code) != row.version}
    linked = linked_citizens(earlier, later)
    corrected = put_right(actor, differing, earlier, later)
    found = []
    for case_id in sorted(differing):
        was, now = set(before.get(case_id, ())), set(after.get(case_id, ()))
        known = set(between.get(case_id, ()))
        for cell in sorted(was ^ now):
            how: How = "came" if cell in now else "left"
            why: Why = "happened"
            if cell.partition("/")[0] in changed:
                why = "other_definition"
            elif (cell in known) == (cell in was):
                why = "transferred" if "/mission/" in cell else "happened"
            elif citizens.get(case_id) in linked:
                why = "one_person"
            else:
                why = "put_right" if case_id in corrected else "learnt"
            found.append(Moved(case_id, cell, how, why))
    return found


def cells_of(actor: Actor, snapshot: Snapshot, other: Snapshot) -> Cells:
    """Return the cases in sight that count otherwise than in another snapshot, with the numbers."""
    same = SnapshotCase.objects.filter(
        snapshot=other, case=OuterRef("case"), cells=OuterRef("cells")
    )
    rows = SnapshotCase.objects.visible_to(actor).filter(~Exists(same), snapshot=snapshot)
    return {case_id: tuple(cells) for case_id, cells in rows.values_list("case_id", "cells")}


def linked_citizens(earlier: Snapshot, later: Snapshot) -> set[int]:
    """Return the records that were linked, or taken apart, between the two knowledges."""
    span = sorted([earlier.known_at, later.known_at])
    with connection.cursor() as cursor:
        cursor.execute(LINKED, [*span, *span])
        return {record for row in cursor.fetchall() for record in row}


def put_right(
    actor: Actor, case_ids: Iterable[int], earlier: Snapshot, later: Snapshot
) -> set[int]:
    """Return the cases of which something was voided or corrected between the two knowledges."""
    span = sorted([earlier.known_at, later.known_at])
    cases = Case.objects.visible_to(actor).filter(pk__among=list(case_ids))
    voided = {"voided_at__gt": span[0], "voided_at__lte": span[1]}
    found: set[int] = set()
    for path in ("transitions", "citizen__crossings", "citizen__stays"):
        asked: dict[str, Any] = {f"{path}__{name}": value for name, value in voided.items()}
        if path == "transitions":
            # Late news voids the rows behind it and copies them: nothing was wrong about those.
            asked["transitions__copies__isnull"] = True
        found |= set(cases.filter(**asked).values_list("pk", flat=True))
    return found
