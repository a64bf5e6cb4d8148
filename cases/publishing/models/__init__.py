"""What the feature keeps: closing balances of the figures, and snapshots of them."""

from cases.publishing.models.balances import FigureBalance, FigureClosing
from cases.publishing.models.snapshot import Snapshot, SnapshotCase, SnapshotValue, cell_of

__all__ = [
    "FigureBalance",
    "FigureClosing",
    "Snapshot",
    "SnapshotCase",
    "SnapshotValue",
    "cell_of",
]
