"""Reads of exports: how many rows are asked for, which exports there are."""

from collections.abc import Mapping
from typing import Final

from django.db.models import Q

from cases.core.actor import Actor
from cases.exports.choices import ExportState
from cases.exports.kinds import KINDS
from cases.exports.models import Export, ExportQuerySet

SHOWN: Final = 50


def count_of(actor: Actor, kind: str, asks: Mapping[str, str]) -> int:
    """Return how many rows there are now; 422 for filters that there are not."""
    return KINDS[kind].count(actor, asks)


def listed(actor: Actor) -> tuple[list[Export], bool]:
    """Return the newest exports in sight, what waits for a decision first; whether more are."""
    rows: ExportQuerySet = Export.objects.visible_to(actor).select_related("mission", "asked_by")
    waits = rows.filter(state=ExportState.WAITING)
    first = list(waits[:SHOWN])
    others = rows.filter(~Q(state=ExportState.WAITING))
    rest = list(others[: SHOWN + 1])
    return [*first, *rest[:SHOWN]], len(rest) > SHOWN
