"""The list of snapshots of an incident, one snapshot, the cases behind one of its numbers."""

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.disclosure import disclose_rows
from cases.core.errors import not_found
from cases.core.possible import possible_on
from cases.core.roles import PEOPLE
from cases.core.taking_along import export_address
from cases.core.text import labelled
from cases.incidents.models import Incident
from cases.publishing.addresses import briefing_words
from cases.publishing.definitions import Definition
from cases.publishing.figures.labels import Labels
from cases.publishing.models import Snapshot, SnapshotCase, SnapshotValue, cell_of
from cases.publishing.policies import BEING_FROZEN
from cases.publishing.snapshot_pages.defined import AGE
from cases.publishing.snapshot_pages.operation import take_url

SHOWN: Final = 100
Row = dict[str, Any]


def list_context(actor: Actor, incident: Incident) -> Row:
    """Return the snapshots of an incident, the newest first."""
    found = Snapshot.objects.visible_to(actor).filter(incident=incident)[:SHOWN]
    columns = [_("Snapshot"), _("As of"), _("As known at"), _("Taken")]
    return {
        "incident": incident,
        "take_url": take_url(actor, incident.code),
        "columns": [{"label": label} for label in columns],
        "rows": [
            {
                "cells": [
                    {
                        "text": str(row),
                        "url": row.get_absolute_url(),
                        "note": state_words(row),
                    },
                    *(
                        {"label": label, "text": briefing_words(moment, incident.zone)}
                        for label, moment in zip(
                            columns[1:], (row.as_of, row.known_at, row.taken_at), strict=True
                        )
                    ),
                ]
            }
            for row in found
        ],
    }


def state_words(snapshot: Snapshot) -> str:
    """Return that it was withdrawn, and why, or is not frozen yet; nothing for one that stands."""
    if snapshot.withdrawn_at is None:
        return str(BEING_FROZEN) if snapshot.frozen_at is None else ""
    return labelled(_("Withdrawn"), snapshot.withdraw_reason)


def snapshot_context(actor: Actor, snapshot: Snapshot) -> Row:
    """Return one snapshot: its moments, every number that the reader may read, what may be done."""
    zone = snapshot.incident.zone
    values = list(SnapshotValue.objects.visible_to(actor).filter(snapshot=snapshot))
    figures = [row for row in figure_rows(actor, snapshot, values) if row["cells"]]
    others = Snapshot.objects.visible_to(actor).filter(incident=snapshot.incident)
    return {
        "snapshot": snapshot,
        "incident": snapshot.incident,
        "zone": zone,
        "waits": BEING_FROZEN if snapshot.frozen_at is None else "",
        "facts": [
            {"label": _("As of"), "value": briefing_words(snapshot.as_of, zone)},
            {"label": _("As known at"), "value": briefing_words(snapshot.known_at, zone)},
            {"label": _("Taken"), "value": briefing_words(snapshot.taken_at, zone)},
            *([{"label": _("What it is for"), "value": snapshot.purpose}] * bool(snapshot.purpose)),
            *([{"label": _("Digest"), "value": snapshot.digest}] * bool(snapshot.digest)),
        ],
        "columns": [{"label": _("Figure")}, {"label": _("Count"), "is_number": True}],
        "rows": figures,
        "is_withheld": not actor.sees_all,
        "actions": actions_of(actor, snapshot),
        "export_url": export_address(actor, "snapshots", snapshot=str(snapshot.uuid)),
        "others": [
            {
                "label": str(other),
                "url": reverse("snapshot_difference", args=[other.uuid, snapshot.uuid]),
            }
            for other in others.exclude(pk=snapshot.pk).exclude(frozen_at=None)[:SHOWN]
        ]
        if actor.sees(PEOPLE) and snapshot.frozen_at is not None
        else [],
    }


def figure_rows(actor: Actor, snapshot: Snapshot, values: Sequence[SnapshotValue]) -> list[Row]:
    """Return each figure with its total and, for headquarters, its parts."""
    keys: dict[str, list[str]] = {}
    for value in values:
        keys.setdefault(value.dimension, []).append(value.key)
    labels = Labels(actor, keys)
    rows = []
    for definition in snapshot.figures:
        mine = [value for value in values if value.figure == definition.code]
        total = next((value for value in mine if not value.dimension), None)
        if total is None:
            continue
        rows.append(row_of(actor, snapshot, definition, total))
        for dimension in definition.by:
            parts = sorted(
                (value for value in mine if value.dimension == dimension),
                key=lambda value: (-value.count, value.key),
            )
            for value in parts:
                name = part_label(labels, dimension, value.key)
                rows.append(row_of(actor, snapshot, definition, value, name))
    return rows


def moments_of(snapshot: Snapshot) -> str:
    """Return of when a number is, and by whose knowledge: each sentence says it."""
    zone = snapshot.incident.zone
    return _("As of %(as_of)s, as known at %(known_at)s") % {
        "as_of": briefing_words(snapshot.as_of, zone),
        "known_at": briefing_words(snapshot.known_at, zone),
    }


def part_label(labels: Labels, dimension: str, key: str) -> str:
    """Return what a part is called."""
    return str(AGE[key] if dimension == "age" else labels.of(dimension, key))


def row_of(
    actor: Actor, snapshot: Snapshot, definition: Definition, value: SnapshotValue, name: str = ""
) -> Row:
    """Return one number, with the way to the cases behind it."""
    shown = number_format(value.count, force_grouping=True)
    url = ""
    if value.count and actor.sees(PEOPLE):
        asks = urlencode({"cell": value.cell})
        url = f"{reverse('snapshot_cases', args=[snapshot.uuid])}?{asks}"
    told = ""
    if not name:
        told = labelled(moments_of(snapshot), definition.told(value.count, shown))
    return {
        "cells": [
            {"text": f"— {name}" if name else definition.label, "note": told},
            {"label": _("Count"), "text": shown, "url": url, "is_number": True},
        ]
    }


def actions_of(actor: Actor, snapshot: Snapshot) -> list[Row]:
    """Return the acts that are possible now."""
    return [
        {
            "label": item.declared.form.title,
            "url": reverse("snapshot_operation", args=[snapshot.uuid, item.declared.verb]),
        }
        for item in possible_on(actor, "snapshots", snapshot)
        if item.is_possible
    ]


def cases_context(actor: Actor, snapshot: Snapshot, cell: str, after: str) -> Row:
    """Return a page of the cases behind one number that are in sight; who was shown is on record.

    Raises 404 for a number that the snapshot does not have.
    """
    figure, dimension, key = (*cell.split("/", 2), "", "")[:3]
    definition = next((row for row in snapshot.figures if row.code == figure), None)
    if definition is None or (dimension and dimension not in definition.by):
        raise not_found()
    rows = SnapshotCase.objects.visible_to(actor).filter(
        snapshot=snapshot, cells__contains=[cell_of(figure, dimension, key)]
    )
    found = rows.count()
    if after:
        rows = rows.filter(case__reference__gt=after)
    page = list(
        rows.select_related("case__citizen", "case__mission").order_by("case__reference")[
            : SHOWN + 1
        ]
    )
    shown = page[:SHOWN]
    disclose_rows(
        "case.listed", "list_snapshot_cases", Case, [row.case_id for row in shown], by=["cell"]
    )
    name = part_label(Labels(actor, {dimension: [key]}), dimension, key) if dimension else ""
    here = f"{reverse('snapshot_cases', args=[snapshot.uuid])}?{urlencode({'cell': cell})}"
    last = shown[-1].case.reference if len(page) > SHOWN else ""
    return {
        "snapshot": snapshot,
        "incident": snapshot.incident,
        "title": labelled(definition.label, name) if name else definition.label,
        "found": found,
        "found_words": ngettext("%(n)s case", "%(n)s cases", found)
        % {"n": number_format(found, force_grouping=True)},
        "sees_all": actor.sees_all,
        "columns": [{"label": _("Citizen")}, {"label": _("Mission now")}],
        "rows": [
            {
                "cells": [
                    {
                        "text": row.case.citizen.full_name,
                        "url": row.case.get_absolute_url(),
                        "note": row.case.reference,
                    },
                    {"label": _("Mission now"), "text": row.case.mission.label},
                ]
            }
            for row in shown
        ],
        "prev_url": here if after else "",
        "next_url": f"{here}&{urlencode({'after': last})}" if last else "",
    }
