"""Snapshots in the admin: read-only, withdrawing as a button."""

from cases.core.admin import ShownAdmin, show
from cases.core.roles import FIGURES
from cases.publishing.models import Snapshot, SnapshotCase, SnapshotValue


class SnapshotAdmin(ShownAdmin):
    """Snapshots of figures."""

    sees = FIGURES
    resource = "snapshots"
    list_display = ("__str__", "incident", "as_of", "known_at", "taken_at", "withdrawn_at")
    list_filter = ("is_whole",)
    list_select_related = ("incident",)
    exclude = ("version",)


class SnapshotValueAdmin(ShownAdmin):
    """The numbers of snapshots."""

    taken_along = {"kind": "snapshots"}
    sees = FIGURES
    list_display = ("snapshot", "figure", "dimension", "key", "count")
    list_filter = ("figure",)
    list_select_related = ("snapshot",)


class SnapshotCaseAdmin(ShownAdmin):
    """The cases behind them."""

    disclosed = ("case.shown", "show_snapshot_case")
    list_display = ("snapshot", "case")
    list_select_related = ("snapshot", "case")


show(Snapshot, SnapshotAdmin)
show(SnapshotValue, SnapshotValueAdmin)
show(SnapshotCase, SnapshotCaseAdmin)
