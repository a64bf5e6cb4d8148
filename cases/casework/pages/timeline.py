"""Entries of the three timelines of a case page."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.choices import TransitionKind
from cases.casework.models import Case, Transition
from cases.casework.pages.words import (
    ICONS,
    crossing_body,
    crossing_title,
    recorded_by,
    source_words,
    stay_body,
    stay_title,
    transition_title,
)
from cases.crossings.choices import StayKind
from cases.crossings.models import Crossing, Stay

LATE = timedelta(minutes=10)


def act_url(case: Case, verb: str, **picked: object) -> str:
    """Return the address of an operation on the case, with a row picked."""
    address = reverse("case_operation", args=[case.reference, verb])
    return f"{address}?{urlencode(picked)}" if picked else address


def entry_of(row: Any, title: str, icon: str, body: str) -> dict[str, Any]:
    """Return what every entry shows of a dated fact."""
    is_late = row.recorded_at - row.occurred_at > LATE
    return {
        "title": title,
        "icon": icon,
        "body": body,
        "occurred_from": row.occurred_from,
        "occurred_at": row.occurred_at,
        "known_at": row.recorded_at if is_late else None,
        "by": recorded_by(row),
        "source": source_words(row),
        "is_voided": not row.is_standing,
        "void_reason": row.void_reason,
        "voided_at": row.voided_at,
    }


def stage_entries(
    case: Case, rows: Iterable[Transition], verbs: frozenset[str]
) -> list[dict[str, Any]]:
    """Return the course of the case; copies of late news stand for their originals."""
    rows = list(rows)
    copied = {row.copied_from_id for row in rows if row.copied_from_id}
    entries = []
    for row in rows:
        if row.pk in copied:
            continue
        entry = entry_of(row, transition_title(row), ICONS[TransitionKind(row.kind)], row.reason)
        entry["by_fact"] = row.kind == TransitionKind.FACT
        if row.copied_from_id:
            entry["known_at"] = None
        if row.needs_review:
            entry["corrects"] = _(
                "Later news came before this entry and the step no longer fits. Check it."
            )
        if row.is_standing:
            entry["actions"] = row_actions(case, "transition", row, verbs)
        entries.append(entry)
    return entries


def way_entries(
    case: Case, rows: Iterable[Crossing | Stay], verbs: frozenset[str]
) -> list[dict[str, Any]]:
    """Return the crossings or stays of the person."""
    entries = []
    for row in rows:
        if isinstance(row, Crossing):
            entry = entry_of(row, crossing_title(row), "crossing", crossing_body(row))
            name = "crossing"
        else:
            entry = entry_of(
                row,
                stay_title(row),
                "left" if row.kind == StayKind.LEFT else "stay",
                stay_body(row),
            )
            name = "stay"
        if row.is_standing:
            entry["actions"] = row_actions(case, name, row, verbs)
        entries.append(entry)
    return entries


def row_actions(case: Case, name: str, row: Any, verbs: frozenset[str]) -> list[dict[str, str]]:
    """Return the links that correct or void one row, as far as the actor may."""
    labels = {f"correct-{name}": _("Correct"), f"void-{name}": _("Void")}
    if name == "transition" and row.kind == TransitionKind.OPEN:
        labels.pop("void-transition")
    return [
        {"label": label, "url": act_url(case, verb, **{name: row.uuid})}
        for verb, label in labels.items()
        if verb in verbs
    ]
