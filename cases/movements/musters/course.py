"""Where the person of a case was seen at head counts, for the page of the case."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from cases.casework.beside import Entry, told_of
from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.together import Part
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
            "title": _("Head count, %(point)s: %(mark)s")
            % {"point": row.muster.get_point_display(), "mark": row.get_mark_display()},
            "icon": "note",
            "occurred_from": row.seen_at,
            "occurred_at": row.seen_at,
            "by": str(row.seen_by or _("The system")),
            "text": row.words,
        }
        for row in rows[0]
    ]
