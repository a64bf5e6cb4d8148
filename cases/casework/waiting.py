"""Since when reopened cases wait, as the API tells it.

The row of a case keeps a start that is later by the closed days, by which boards and lists count
(`progress/resting.py`). Nobody was asked on that day.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from cases.casework.blocking import ran_out
from cases.casework.models import Case
from cases.casework.progress import load
from cases.casework.progress.blockers import asked_since
from cases.casework.progress.file import day_at
from cases.casework.progress.moments import iso_of_body
from cases.casework.progress.resting import reopened
from cases.core import present
from cases.core.actor import Actor
from cases.core.context import seeing_too
from cases.core.roles import FILE


def waiting_since(actor: Actor, ids: Sequence[int]) -> dict[str, str]:
    """Return by reference since when those of some cases wait that were closed meanwhile.

    One query where there is none.
    """
    rows = Case.objects.visible_to(actor).filter(reopened(), pk__among=ids)
    rows = rows.filter(blocked_since__isnull=False).select_related("mission", "citizen")
    now, cases = present.now(), list(rows)
    cases = [
        case
        for case in cases
        if not ran_out(case.blocker_kind, case.valid_until, day_at(now, case.mission.zone))
    ]
    if not cases:
        return {}
    with seeing_too(FILE):
        spans = [(file, asked_since(file, now)) for file in load(cases)]
    said = (
        (file.case.reference, iso_of_body(span.first, span.last, file.zone))
        for file, span in spans
        if span is not None
    )
    return {reference: since for reference, since in said if since}


def with_since(row: dict[str, Any], since: Mapping[str, str]) -> dict[str, Any]:
    """Return the row of a case with since when it waits, where that is known otherwise."""
    said = since.get(row["reference"])
    if said is not None and row.get("blocker"):
        row["blocker"]["since"] = said
    return row
