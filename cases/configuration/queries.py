"""Reads of loads."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from cases.configuration.choices import Change, LoadState
from cases.configuration.kinds import Kind
from cases.configuration.models import ConfigurationLoad, ConfigurationLoadQuerySet
from cases.configuration.registry import KINDS
from cases.core.actor import Actor
from cases.core.models import RowVersion
from cases.core.row_history import tells_way

SHOWN: Final = 50
KIND_OF: Final[Mapping[str, Kind]] = {kind.operation: kind for kind in KINDS}


def listed(actor: Actor) -> tuple[list[ConfigurationLoad], bool]:
    """Return the newest loads, what waits for a decision first; whether more are."""
    seen: ConfigurationLoadQuerySet = ConfigurationLoad.objects.visible_to(actor)
    rows = seen.select_related("brought_by", "decided_by").defer("difference", "problems")
    first = list(rows.filter(state=LoadState.WAITING)[:SHOWN])
    rest = list(rows.filter(~Q(state=LoadState.WAITING))[: SHOWN + 1])
    return [*first, *rest[:SHOWN]], len(rest) > SHOWN


@tells_way
def loads_behind(actor: Actor, row: Model, versions: Sequence[RowVersion]) -> dict[int, str]:
    """Return which load a change of an entry was a part of, who brought it and in which words.

    A load writes its entries with the name of whoever confirmed it, and only as they stood when
    that was done: so her first change of this entry from then on is its, and those until its end
    (what entries name of each other is written after them). That end is of another clock than the
    changes; whatever that says, the first one is told.
    """
    changes = [version for version in reversed(versions) if version.operation in KIND_OF]
    if not changes:
        return {}
    loads = ConfigurationLoad.objects.visible_to(actor).filter(
        state=LoadState.LOADED,
        decided_by__in={version.staff_id for version in changes},
        decided_at__lte=changes[-1].recorded_at,
    )
    found: dict[int, str] = {}
    for load in loads.select_related("brought_by").order_by("decided_at"):
        for number, version in enumerate(it for it in changes if may_be_of(load, it, row)):
            if number == 0 or is_within(load, version):
                found.setdefault(version.pk, way_of(load))
    return found


def may_be_of(load: ConfigurationLoad, version: RowVersion, row: Model) -> bool:
    """Return whether whoever confirmed a load changed what it wrote, once she had confirmed."""
    is_hers = version.staff_id == load.decided_by_id
    is_since = load.decided_at is not None and version.recorded_at >= load.decided_at
    return is_hers and is_since and wrote(load, version, row)


def is_within(load: ConfigurationLoad, version: RowVersion) -> bool:
    """Return whether a change was made before a load had ended."""
    return load.ended_at is not None and version.recorded_at <= load.ended_at


def wrote(load: ConfigurationLoad, version: RowVersion, row: Model) -> bool:
    """Return whether the entry that a row is was among what a load changed."""
    kind = KIND_OF[version.operation]
    key = kind.key_of({name: named(row, name) for name in kind.known_by})
    return any(
        line["key"] == key and line["change"] == Change.CHANGED
        for group in load.difference["groups"]
        if group["kind"] == kind.table
        for line in group["lines"]
    )


def named(row: Any, name: str) -> Any:
    """Return a value by which an entry is known; a mission, as the entry's or itself, by code."""
    value: Any = getattr(row, name, row)
    return getattr(value, "code", value)


def way_of(load: ConfigurationLoad) -> str:
    """Return what a load was, in words."""
    said = {"name": load.name, "who": str(load.brought_by), "words": load.words}
    return _("Part of the load “%(name)s”, brought by %(who)s: %(words)s") % said
