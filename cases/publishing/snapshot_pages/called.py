"""What frozen numbers are called, where they stand in a list of their own."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.publishing.figures.labels import DIMENSIONS, Labels
from cases.publishing.models import Snapshot, SnapshotValue
from cases.publishing.snapshot_pages.compared import cell_names
from cases.publishing.snapshot_pages.shown import part_label


def called(actor: Actor, values: Sequence[SnapshotValue]) -> None:
    """Put beside each number what it is called: the figure (`called`) and the part (`part`)."""
    keys: dict[str, list[str]] = {}
    for value in values:
        keys.setdefault(value.dimension, []).append(value.key)
    labels = Labels(actor, keys)
    figures = {
        snapshot: {row.code: row.label for row in snapshot.figures}
        for snapshot in {value.snapshot for value in values}
    }
    for value in values:
        value.called = figures[value.snapshot].get(value.figure, value.figure)  # type: ignore[attr-defined] # put beside it
        part = part_label(labels, value.dimension, value.key) if value.dimension else ""
        value.part = part  # type: ignore[attr-defined] # put beside it


def cells_called(actor: Actor, snapshot: Snapshot, cells: Sequence[str]) -> list[str]:
    """Return what the numbers are called behind which a case stands."""
    names = cell_names(actor, snapshot, snapshot, set(cells))
    return [names[cell] for cell in cells]


def dimension_words(dimension: str) -> str:
    """Return by what a number is told apart."""
    known = {row.name: row.column for row in DIMENSIONS} | {"age": _("Age")}
    return str(known.get(dimension, dimension))
