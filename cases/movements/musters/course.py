"""Where the person of a case was seen at head counts, for the page of the case."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cases.casework.beside import Entry, told_of
from cases.casework.deaths import SeenAlive, seen_alive
from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.together import Part
from cases.movements.musters.choices import SEEN_ALIVE
from cases.movements.musters.models import MusterMark


def marks_beside(actor: Actor, case: int, person: int) -> tuple[Part[Any], ...]:
    """Return the marks on the person of a case."""
    marks = MusterMark.objects.visible_to(actor).filter(case_id=case)
    return (Part(marks, {"muster": ("point", "uuid"), "seen_by": ("full_name",)}),)


@told_of("musters", marks_beside, 1)
def muster_entries(case: Case, rows: Sequence[list[Any]]) -> list[Entry]:
    """Return each mark as an entry of the course: what was seen, by whom, when."""
    return [
        {
            "title": mark_title(row),
            "icon": "note",
            "occurred_from": row.seen_at,
            "occurred_at": row.seen_at,
            "by": str(row.seen_by or _("The system")),
            "text": row.words,
        }
        for row in rows[0]
    ]


def mark_title(row: MusterMark) -> str:
    """Return what a mark says."""
    said = {"point": row.muster.get_point_display(), "mark": row.get_mark_display()}
    return _("Head count, %(point)s: %(mark)s") % said


def marks_of(actor: Actor, cases: Iterable[int]) -> Iterable[MusterMark]:
    """Return the marks on the people of some cases."""
    rows = MusterMark.objects.visible_to(actor).filter(case__in=list(cases))
    return rows.select_related("muster")


@seen_alive("musters", 0, marks_of)
def counted_alive(case: Case, rows: Sequence[MusterMark]) -> list[SeenAlive]:
    """Return where somebody was counted, by each officer's last word that nobody has settled."""
    last = {(row.muster_id, row.seen_by_id): row for row in sorted(rows, key=in_turn)}
    settled = {pk for row in rows for pk in (row.settles_id, row.settles_other_id)}
    return [
        SeenAlive(mark_title(row), row.seen_at, row.seen_at)
        for row in last.values()
        if row.mark in SEEN_ALIVE and row.pk not in settled
    ]


def in_turn(row: MusterMark) -> tuple[datetime, int]:
    """Return by what marks are put in order, as `MusterMarkQuerySet.in_order` has it."""
    return row.seen_at, row.pk
