"""Entries of the ledgers in the course of a case."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.choices import TransitionKind
from cases.casework.models import Case, Transition
from cases.casework.pages.reads import RowKey, key_of
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
from cases.core.precision import days_between
from cases.crossings.choices import StayKind
from cases.crossings.models import Crossing, Stay
from cases.places.choices import ZONE_OF_COUNTRY

LATE = timedelta(minutes=10)


def act_url(case: Case, verb: str, **picked: object) -> str:
    """Return the address of an operation on the case, with a row picked."""
    address = reverse("case_operation", args=[case.reference, verb])
    return f"{address}?{urlencode(picked)}" if picked else address


def zone_of(row: Any) -> str:
    """Return the zone in which bare days were meant, empty for what was not said in days.

    They are days at the place of the fact, else at the mission that recorded it, else in the
    country: a day may have begun there and not yet at the mission.
    """
    places = [getattr(row, name, None) for name in ("entered_at", "left_from", "place")]
    zones = [there.zone for there in (*places, row.recorded_for) if there is not None]
    countries = [getattr(row, name, "") for name in ("to_country", "country")]
    zones += [ZONE_OF_COUNTRY[code] for code in countries if code in ZONE_OF_COUNTRY]
    for zone in zones:
        if is_of_days(row.occurred_from, row.occurred_at, zone):
            return str(zone)
    return ""


def is_of_days(first: datetime, last: datetime, zone: str) -> bool:
    """Return whether two moments bound days or months of a zone, as these are kept."""
    begins = first.astimezone(ZoneInfo(zone)).time() == time.min
    return begins and days_between(first, last, zone) is not None


def entry_of(
    row: Any, title: str, icon: str, body: str, voided_by: Mapping[RowKey, str]
) -> dict[str, Any]:
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
        "voided_by": "" if row.is_standing else voided_by.get(key_of(row), ""),
        "zone": zone_of(row),
    }


def stage_entries(
    case: Case,
    rows: Iterable[Transition],
    verbs: frozenset[str],
    voided_by: Mapping[RowKey, str],
    names: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Return the course of the case; copies of late news stand for their originals.

    `names` are those of the steps by code, for what a gate still asked for.
    """
    rows = list(rows)
    copied = {row.copied_from_id for row in rows if row.copied_from_id}
    entries = []
    for row in rows:
        if row.pk in copied:
            continue
        icon = ICONS[TransitionKind(row.kind)]
        entry = entry_of(row, transition_title(row), icon, row.reason, voided_by)
        entry["by_fact"] = row.kind == TransitionKind.FACT
        if row.copied_from_id:
            entry["known_at"] = None
        if row.needs_review:
            entry["corrects"] = review_words(case, row)
        if row.gate_open:
            entry["corrects"] = _(
                "The gate before this stage was passed by a fact. It still asked for: %(steps)s."
            ) % {"steps": ", ".join(names.get(code, code) for code in row.gate_open)}
        if row.is_standing:
            entry["actions"] = row_actions(case, "transition", row, verbs)
        entries.append(entry)
    return entries


def review_words(case: Case, row: Transition) -> str:
    """Return why an entry of the course is to be looked at."""
    if row.to_mission_id != case.mission_id:
        return _("This belongs to the time when %(mission)s had the case; it was told.") % {
            "mission": row.to_mission.label
        }
    return _("Later news came before this entry and the step no longer fits. Check it.")


def way_entries(
    case: Case,
    rows: Iterable[Crossing | Stay],
    verbs: frozenset[str],
    voided_by: Mapping[RowKey, str],
) -> list[dict[str, Any]]:
    """Return the crossings or stays of the person."""
    entries = []
    for row in rows:
        if isinstance(row, Crossing):
            entry = entry_of(row, crossing_title(row), "crossing", crossing_body(row), voided_by)
            name = "crossing"
        else:
            icon = "stay" if row.kind == StayKind.AT else "left"
            entry = entry_of(row, stay_title(row), icon, stay_body(row), voided_by)
            name = "stay"
        entry["record_id"] = row.citizen_id
        if row.is_standing and row.citizen_id == case.citizen_id:
            entry["actions"] = row_actions(case, name, row, verbs)
        entries.append(entry)
    return entries


def row_actions(case: Case, name: str, row: Any, verbs: frozenset[str]) -> list[dict[str, str]]:
    """Return the links that correct or void one row, as far as the actor may."""
    labels = {f"correct-{name}": _("Correct"), f"void-{name}": _("Void")}
    if name == "transition" and row.kind in {TransitionKind.OPEN, TransitionKind.TRANSFER}:
        labels.pop("void-transition")
    return [
        {"label": label, "url": act_url(case, verb, **{name: row.uuid})}
        for verb, label in labels.items()
        if verb in verbs
    ]
