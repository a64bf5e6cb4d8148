"""The statement of a movement: who was where, when, seen by whom, at all its head counts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.movements.models import Movement
from cases.movements.musters.models import MusterMark, MusterStranger
from cases.movements.musters.pages.shown import movement_counts
from cases.movements.musters.pages.strangers import noted_words
from cases.movements.musters.pages.strangers import state_words as state_of
from cases.movements.musters.pages.words import (
    leg_words,
    moment_words,
    question_words,
    state_words,
    title_of,
    who,
)
from cases.movements.musters.reading import Count, Person

Row = dict[str, Any]


def statement_context(actor: Actor, movement: Movement, case: str, now: datetime) -> Row:
    """Return the head counts in the order of time, each with its people and every mark on them."""
    counts = list(reversed(movement_counts(actor, movement, now)))
    parts = [part_of(found, case) for found in counts]
    shown = [part for part in parts if part["rows"] or not case]
    return {
        "title": _("Who was where: %(movement)s") % {"movement": movement.number},
        "movement": movement,
        "case": case,
        "back_url": reverse("musters", args=[movement.number]),
        "parts": shown,
        "made": moment_words(now, actor.zone),
        "ids": [number for part in shown for number in part["ids"]],
        "stranger_ids": [number for part in shown for number in part["stranger_ids"]],
    }


def part_of(found: Count, case: str) -> Row:
    """Return one head count of the statement."""
    people = [row for row in found.people if not case or row.reference == case]
    strangers = strangers_in(found, case)
    return {
        "title": title_of(found.muster),
        "leg": leg_words(found.muster.leg),
        "opened": moment_words(found.muster.opened_at, found.muster.zone),
        "closed": closed_words(found),
        "others": found.others,
        "columns": [{"label": label} for label in heads()],
        "rows": [
            *({"cells": cells(person)} for person in people),
            *({"cells": stranger_cells(row)} for row in strangers),
        ],
        "ids": [mark.pk for person in people for mark in person.marks],
        "stranger_ids": [row.pk for row in strangers],
    }


def strangers_in(found: Count, case: str) -> list[MusterStranger]:
    """Return who was taken down without a case; of one person only where it was she."""
    return [
        row
        for row in found.strangers
        if not case or (row.case is not None and row.case.reference == case)
    ]


def stranger_cells(row: MusterStranger) -> list[Row]:
    """Return somebody who was taken down without a case, with what was said."""
    labels = heads()
    note = row.case.reference if row.case is not None else ""
    said = [noted_words(row), row.words, *row.followed.split("\n")]
    return [
        {"text": row.name, "note": note},
        {"label": labels[1], "text": state_of(row)},
        {"label": labels[2], "text": " · ".join(filter(None, said))},
    ]


def closed_words(found: Count) -> str:
    """Return until when it was counted; empty while it is open."""
    at = found.muster.closed_at
    return moment_words(at, found.muster.zone) if at else ""


def heads() -> tuple[str, ...]:
    """Return the heads of the table."""
    return (_("Person"), _("Stands as"), _("Every mark"))


def cells(person: Person) -> list[Row]:
    """Return one person with every mark on her, and who made it."""
    labels = heads()
    state = question_words(person) or state_words(person)
    first = {"text": person.name, "note": person.reference}
    marks = {"label": labels[2], "text": all_marks(person.marks)}
    return [first, {"label": labels[1], "text": state}, marks]


def all_marks(marks: Sequence[MusterMark]) -> str:
    """Return every mark in the order in which it was seen."""
    return " · ".join(mark_words(row) for row in marks) or _("Nobody has marked this person.")


def mark_words(row: MusterMark) -> str:
    """Return one mark: what, where, when seen, when it came in, by whom, with its words."""
    seen = moment_words(row.seen_at, row.muster.place.zone)
    parts = [
        _("%(mark)s at %(place)s, %(seen)s, seen by %(who)s")
        % {
            "mark": row.get_mark_display(),
            "place": row.muster.place.label,
            "seen": seen,
            "who": who(row),
        }
    ]
    received = moment_words(row.received_at, row.muster.place.zone)
    if received != seen:
        parts.append(_("came in %(when)s") % {"when": received})
    if row.clock_doubt:
        parts.append(str(row.get_clock_doubt_display()))
    if row.settles_id:
        parts.append(_("settles what two officers saw differently"))
    parts += [row.words] if row.words else []
    return ", ".join(parts)
